import { endOf, isOnDuty } from '../duty.ts';
import { type Colleague, holds } from '../roster.ts';
import type { Lack } from './choice.ts';
import type { Crew } from './crew.ts';
import type { Need } from './need.ts';

/** What keeps each colleague of a role from being asked; `undefined`: nothing does. */
export function lacksIn(
  role: string,
  need: Need,
  crew: Crew,
): ReadonlyMap<Colleague, Lack | undefined> {
  const team = crew.roster.colleagues.filter((one) => holds(one, need.line, role));
  const alone = new Map(team.map((one) => [one, lackOf(one, need, crew)]));
  const there = team.filter((one) => presence.has(alone.get(one)));
  const held = heldBack(role, there, need, crew);
  return new Map(team.map((one) => [one, alone.get(one) ?? held]));
}

/** Whoever works on call sleeps at night, unless it cannot wait. */
export function isThere(
  one: Colleague,
  pressing: boolean,
  { roster, calendars, at }: Crew,
): boolean {
  const resting = one.shifts.length === 0 && endOf(roster.quiet, roster.zone, at) !== undefined;
  return (pressing || !resting) && isOnDuty(one, roster, calendars, at);
}

function lackOf(one: Colleague, need: Need, crew: Crew): Lack | undefined {
  if (one.away) return 'away';
  const elsewhere = one.areas.length > 0 && need.areas.length > 0;
  if (elsewhere && !need.areas.some((area) => one.areas.includes(area))) return 'area';
  const asked = need.aside.get(one.id);
  if (asked) return asked;
  if (!isThere(one, need.pressing, crew)) return 'off_duty';
  return crew.work.load(one.id) >= one.load ? 'full' : undefined;
}

/** Those at work, whether they have a hand free or not. */
const presence: ReadonlySet<Lack | undefined> = new Set([undefined, 'full']);

/** The whole team's hands: some are kept for key areas, the last free ones for whoever waits before this customer. */
function heldBack(
  role: string,
  there: readonly Colleague[],
  { line, kept, keyArea, roles, turn, no }: Need,
  { work }: Crew,
): Lack | undefined {
  const hands = there.reduce((sum, { load }) => sum + load, 0);
  if (kept && !keyArea && role === roles[0]) {
    const forAll = Math.max(1, Math.floor(hands * (1 - kept.people) + tiny));
    if (work.ordinary(line, new Set(there.map(({ id }) => id))) >= forAll) return 'kept';
  }
  const free = there.reduce((sum, { id, load }) => sum + Math.max(0, load - work.load(id)), 0);
  return work.ahead(line, role, turn, no) >= free ? 'queued' : undefined;
}

/** 10 × (1 − 0.7) is 3, whatever floating point makes of it. */
const tiny = 1e-9;
