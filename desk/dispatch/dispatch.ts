import { nextDuty } from '../duty.ts';
import { type Colleague, holds } from '../roster.ts';
import type { Choice, Lack, Other } from './choice.ts';
import type { Crew } from './crew.ts';
import { lacksIn } from './fit.ts';
import { compare, meritsOf } from './merits.ts';
import type { Need } from './need.ts';

export interface Sent {
  /** The role of the one who was chosen; the first that was asked for if nobody was. */
  readonly role: string;
  readonly staff?: string;
  readonly name?: string;
  readonly choice: Choice;
}

/**
 * Who goes: the best of the first role of which anybody is available. If nobody of any role is, the rules give way
 * one after the other, as far as the need allows. undefined: nobody at all holds any of these roles.
 */
export function dispatch(need: Need, crew: Crew): Sent | undefined {
  const known = need.roles.some((role) =>
    crew.roster.colleagues.some((one) => holds(one, need.line, role)),
  );
  if (!known) return undefined;
  const teams = need.roles.map((role) => ({ role, lacking: lacksIn(role, need, crew) }));
  for (const pardoned of need.pressing ? whenPressing : whenNot) {
    for (const [at, { lacking }] of teams.entries()) {
      const ready = [...lacking].filter(
        ([, lack]) => lack === undefined || pardoned.includes(lack),
      );
      const best = first(
        ready.map(([one]) => one),
        need,
        crew,
        pardoned,
      );
      if (best) return sent(best, teams.slice(0, at + 1), need, crew, lacking.get(best));
    }
  }
  const [role = ''] = need.roles;
  return { role, choice: { why: [], passed: need.roles, ...explained(teams, need, crew) } };
}

interface Team {
  readonly role: string;
  readonly lacking: ReadonlyMap<Colleague, Lack | undefined>;
}

/** What may be overlooked, ever more. Nobody is ever sent who is away, works elsewhere, or was asked in vain. */
const whenPressing: readonly (readonly Lack[])[] = [
  [],
  ['kept', 'queued', 'full'],
  ['kept', 'queued', 'full', 'off_duty'],
];
const whenNot: readonly (readonly Lack[])[] = [[], ['kept'], ['kept', 'off_duty']];

/** The best; among those off duty and not to be woken, the one who is back first. */
function first(
  ready: readonly Colleague[],
  need: Need,
  crew: Crew,
  pardoned: readonly Lack[],
): Colleague | undefined {
  const waits = !need.pressing && pardoned.includes('off_duty');
  const back = new Map(waits ? ready.map((one) => [one, backAt(one, crew)]) : []);
  return ready
    .filter((one) => !waits || back.get(one) !== undefined)
    .sort((a, b) => {
      const wait = waits ? (back.get(a) ?? 0) - (back.get(b) ?? 0) : 0;
      return wait || compare(a, b, need, crew).order;
    })[0];
}

function sent(
  best: Colleague,
  teams: readonly Team[],
  need: Need,
  crew: Crew,
  despite: Lack | undefined,
): Sent {
  const role = teams.at(-1)?.role ?? '';
  const free = [...(teams.at(-1)?.lacking ?? [])].filter(([, lack]) => lack === undefined);
  const from = despite === 'off_duty' && !need.pressing ? backAt(best, crew) : undefined;
  return {
    role,
    staff: best.id,
    name: best.name,
    choice: {
      why: [
        ...(despite ? [{ is: 'needed', despite } as const] : []),
        ...(!despite && free.length === 1 ? [{ is: 'only' } as const] : []),
        ...meritsOf(best, need, crew),
      ],
      passed: teams.slice(0, -1).map((team) => team.role),
      ...(from !== undefined && { from }),
      ...explained(teams, need, crew, best),
    },
  };
}

/** Why not the others, each named once. */
function explained(
  teams: readonly Team[],
  need: Need,
  crew: Crew,
  best?: Colleague,
): Pick<Choice, 'others' | 'more'> {
  const others = new Map<string, Other>();
  for (const { role, lacking } of [...teams].reverse())
    for (const [one, lack] of lacking) {
      if (one === best || others.has(one.id)) continue;
      const not = lack ?? (best ? compare(best, one, need, crew).by : 'queued');
      const until = lack === 'off_duty' ? backAt(one, crew) : undefined;
      const entry = { staff: one.id, name: one.name, role, not };
      others.set(one.id, until === undefined ? entry : { ...entry, until });
    }
  for (const [staff, not] of need.aside) {
    const one = crew.roster.colleagues.find(({ id }) => id === staff);
    const role = need.roles.find((each) => one && holds(one, need.line, each));
    if (one && role && !others.has(staff)) others.set(staff, { staff, name: one.name, role, not });
  }
  const more = others.size - named;
  return { others: [...others.values()].slice(0, named), ...(more > 0 && { more }) };
}

/** A ticket's timeline must not grow with the size of the company. */
const named = 12;

function backAt(one: Colleague, { roster, calendars, at }: Crew): number | undefined {
  return nextDuty(one, roster, calendars, at);
}
