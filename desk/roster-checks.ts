import type { Policies } from './policy.ts';
import { accountsOf, type Colleague, holds, type Post, type Roster } from './roster.ts';

/** What a well-formed roster refers to that is not there, field first; empty if it can be worked with. */
export function rosterMistakes(roster: Roster, { lines, calendars }: Policies): string[] {
  const { colleagues, areas, shifts } = roster;
  const wrong = [
    ...sameIds('colleagues', colleagues),
    ...sameIds('areas', areas),
    ...sameIds('shifts', shifts),
  ];
  const unknown = (field: string, text: string, known: readonly string[]) => {
    if (!known.includes(text))
      wrong.push(`${field}: there is no "${text}"; use ${known.join(', ') || 'none'}`);
  };
  colleagues.forEach((colleague, at) => {
    const here = `colleagues[${at}] (${colleague.id})`;
    colleague.posts.forEach(({ line, role }, nth) => {
      const policy = lines.find(({ id }) => id === line);
      if (policy) unknown(`${here}.posts[${nth}].role`, role, Object.keys(policy.roles));
      else unknown(`${here}.posts[${nth}].line`, line, ids(lines));
    });
    for (const area of colleague.areas) unknown(`${here}.areas`, area, ids(areas));
    for (const shift of colleague.shifts) unknown(`${here}.shifts`, shift, ids(shifts));
  });
  wrong.push(
    ...sharedReach(roster, 'phone', ({ phone }) => (phone === undefined ? [] : [phone])),
    ...sharedReach(roster, 'account', accountsOf),
  );
  shifts.forEach(({ calendar }, at) => {
    if (calendar) unknown(`shifts[${at}].calendar`, calendar, Object.keys(calendars));
  });
  return wrong;
}

/** Roles nobody holds: what they promise would be nobody's to keep. */
export function vacancies({ colleagues }: Roster, { lines }: Policies): Post[] {
  return lines.flatMap(({ id: line, roles }) =>
    Object.keys(roles)
      .filter((role) => !colleagues.some((one) => !one.away && holds(one, line, role)))
      .map((role) => ({ line, role })),
  );
}

const ids = (list: readonly { readonly id: string }[]): string[] => list.map(({ id }) => id);

function sameIds(field: string, list: readonly { readonly id: string }[]): string[] {
  const all = ids(list);
  return all.flatMap((id, at) =>
    all.indexOf(id) < at
      ? [`${field}[${at}].id: "${id}" is also the id of ${field}[${all.indexOf(id)}]`]
      : [],
  );
}

/** A telephone or account tells us who is speaking, so it is one colleague's alone. */
function sharedReach(
  { colleagues }: Roster,
  field: 'phone' | 'account',
  reachesOf: (one: Colleague) => readonly string[],
): string[] {
  return colleagues.flatMap((one, at) =>
    reachesOf(one).flatMap((reach) => {
      const first = colleagues.findIndex((other) => reachesOf(other).includes(reach));
      return first < at
        ? [`colleagues[${at}] (${one.id}).${field}: is also that of ${colleagues[first]?.id}`]
        : [];
    }),
  );
}
