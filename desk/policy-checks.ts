import { planMistakes } from './callbacks/plan-checks.ts';
import { eventTypes } from './event-types.ts';
import type { EventType } from './events.ts';
import {
  type Calendars,
  type Match,
  type Milestone,
  type Policy,
  promisedInstants,
} from './policy.ts';
import { urgencies } from './words.ts';

/** What is wrong with a well-formed policy, field first, each with how to mend it; empty if it can be promised. */
export function policyMistakes(policy: Policy, calendars: Calendars): string[] {
  const tracks = tracksOf(policy);
  return [
    ...sameIds(tracks),
    ...tracks.flatMap(([path, track]) => [
      ...track.flatMap((milestone, at) =>
        milestoneMistakes(milestone, `${path}[${at}]`, track.slice(0, at), policy, calendars),
      ),
      ...shrinkingLimits(path, track),
    ]),
    ...missingContact(policy),
    ...unknownRouteRoles(policy),
    ...inspectionMistakes(policy),
    ...planMistakes(policy.callbacks),
    ...unknownFollowUpRoles(policy),
  ];
}

type Track = readonly [path: string, milestones: readonly Milestone[]];

function tracksOf({ tracks }: Policy): Track[] {
  return [
    ...Object.entries(tracks.urgency).map(([id, list]): Track => [`tracks.urgency.${id}`, list]),
    ...Object.entries(tracks.kind).map(([id, list]): Track => [`tracks.kind.${id}`, list]),
    ['tracks.visit', tracks.visit],
    ['tracks.callback', tracks.callback],
  ];
}

function sameIds(tracks: readonly Track[]): string[] {
  const seen = new Map<string, string>();
  const wrong: string[] = [];
  for (const [path, track] of tracks) {
    track.forEach(({ id }, at) => {
      const here = `${path}[${at}].id`;
      const before = seen.get(id);
      if (before) wrong.push(`${here}: "${id}" is also the id of ${before}; give it its own`);
      seen.set(id, here);
    });
  }
  return wrong;
}

function milestoneMistakes(
  milestone: Milestone,
  path: string,
  above: readonly Milestone[],
  policy: Policy,
  calendars: Calendars,
): string[] {
  const { roles } = policy;
  const known = Object.keys(roles).join(', ');
  const wrong = [...startMistakes(milestone, path, above)];
  if (!roles[milestone.owner] && milestone.owner !== 'handler') {
    wrong.push(
      `${path}.owner: "${milestone.owner}" is no role of this policy; use handler, ${known}`,
    );
  }
  milestone.ladder.forEach(({ role }, at) => {
    if (roles[role]) return;
    wrong.push(`${path}.ladder[${at}].role: "${role}" is no role of this policy; use ${known}`);
  });
  milestone.metBy.forEach((match, at) => {
    const mistake = matchMistake(match, roles);
    if (mistake) wrong.push(`${path}.metBy[${at}]: ${mistake}`);
  });
  if (!calendars[milestone.calendar]) {
    const calendarNames = Object.keys(calendars).join(', ');
    wrong.push(`${path}.calendar: there is no "${milestone.calendar}"; use ${calendarNames}`);
  }
  if (milestone.limit <= 0) wrong.push(`${path}.limit: must be longer than nothing`);
  if ((milestone.ordinaryLimit ?? Infinity) < milestone.limit) {
    wrong.push(`${path}.ordinaryLimit: is shorter than the fast lane's limit; swap them`);
  }
  if (!rises(milestone.warnAt) || milestone.warnAt.some((at) => at <= 0 || at >= 1)) {
    wrong.push(`${path}.warnAt: write rising shares between 0 and 1, e.g. [0.5, 0.8]`);
  }
  if (!rises(milestone.ladder.map(({ wait }) => wait))) {
    wrong.push(`${path}.ladder: each role must wait longer than the one before`);
  }
  return wrong;
}

/** A start must stand above in the same list: so it exists, and nothing can wait for itself. */
function startMistakes(
  { id, from }: Milestone,
  path: string,
  above: readonly Milestone[],
): string[] {
  if (from.when === 'registered') return [];
  if (from.when === 'event') {
    const { type } = from.match;
    if ((eventTypes as readonly string[]).includes(type)) return [];
    return [
      `${path}.from: "${type}" is neither an event nor a milestone (those have a dot) nor ${promisedInstants.join(', ')} with a time before, e.g. appointment-24h`,
    ];
  }
  if (from.when !== 'met') return [];
  if (above.some((other) => other.id === from.milestone)) return [];
  const choice = ['registered', ...above.map((other) => other.id)].join(', ');
  return [
    `${path}.from: "${id}" counts from "${from.milestone}", which does not stand above it in this list (missing, or a circle); use ${choice}`,
  ];
}

function matchMistake({ type, only }: Match, roles: Policy['roles']): string | undefined {
  if (neverKeeps.has(type)) return `"${type}" cannot keep a promise; name something that was done`;
  if (only === undefined) return undefined;
  if (type === 'resolved') {
    return only === 'final' ? undefined : `write "resolved" or "resolved:final"`;
  }
  if (type === 'filed') {
    const known = only === 'responsibility' || only === 'closing';
    return known ? undefined : `write "filed:responsibility" or "filed:closing"`;
  }
  return roles[only] ? undefined : `"${only}" is no role of this policy`;
}

/** Our own alarms, and things that only ask for more. */
const neverKeeps: ReadonlySet<EventType> = new Set<EventType>([
  'warned',
  'missed',
  'urged',
  'noted',
  'held',
  'resumed',
  'handoff_requested',
  'person_joined',
  'person_left',
  'acknowledged',
  'asked',
  'related',
  'inspected',
]);

/** Milestones that count from the same moment are listed in the order in which they fall due. */
function shrinkingLimits(path: string, track: readonly Milestone[]): string[] {
  const last = new Map<string, Milestone>();
  return track.flatMap((milestone, at) => {
    const from = JSON.stringify(milestone.from);
    const before = last.get(from);
    last.set(from, milestone);
    if (!before || before.limit <= milestone.limit) return [];
    return [`${path}[${at}].limit: is due before "${before.id}" above it; reorder or mend a limit`];
  });
}

function missingContact({ tracks }: Policy): string[] {
  return urgencies.flatMap((urgency) =>
    tracks.urgency[urgency].some(({ contact }) => contact)
      ? []
      : [
          `tracks.urgency.${urgency}: no promise that a person speaks with the customer; mark one "contact": true`,
        ],
  );
}

function unknownRouteRoles({ routes, human, dispatch, roles }: Policy): string[] {
  const named: [path: string, role: string][] = urgencies.flatMap((urgency) =>
    routes[urgency].map((role, at): [string, string] => [`routes.${urgency}[${at}]`, role]),
  );
  const fixed = [['human', human] as const, ['dispatch.field', dispatch.field] as const];
  return [...named, ...fixed].flatMap(([path, role]) =>
    roles[role] ? [] : [`${path}: "${role}" is no role of this policy; use ${Object.keys(roles)}`],
  );
}

function inspectionMistakes({ inspection }: Policy): string[] {
  if (!inspection) return [];
  const { items, count, score } = inspection;
  const wrong: string[] = [];
  const { customer, inspection: passed, timeliness } = score;
  if (items.length > count) wrong.push(`inspection.items: more than the ${count} promised`);
  const sum = customer + passed + timeliness;
  if (Math.abs(sum - 1) > 1e-9) wrong.push('inspection.score: the three shares must add up to 1');
  return wrong;
}

/** Nobody can check an item without a name; asked of what is put into force from now on. */
export function namelessItems({ inspection }: Policy): string[] {
  if (!inspection || inspection.items.length >= inspection.count) return [];
  const { items, count } = inspection;
  return [
    `inspection.items: names ${items.length} of ${count}; name every one, or lower the count`,
  ];
}

function rises(numbers: readonly number[]): boolean {
  return numbers.every((number, at) => at === 0 || number > (numbers[at - 1] ?? 0));
}

function unknownFollowUpRoles({ roles, satisfaction: { followUp } }: Policy): string[] {
  return (['manager', 'verifier'] as const)
    .filter((who) => !roles[followUp[who]])
    .map((who) => {
      const known = Object.keys(roles).join(', ');
      return `satisfaction.followUp.${who}: "${followUp[who]}" is no role of this policy; use ${known}`;
    });
}
