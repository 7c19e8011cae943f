import { z } from 'zod';
import { reachOf } from '../../../desk/crew-rights.ts';
import type { Colleague } from '../../../desk/roster.ts';
import { vacancies } from '../../../desk/roster-checks.ts';
import { areaShape, colleagueShape, shiftShape } from '../../../desk/roster-shape.ts';
import type { RosterChange, Saved } from '../../../desk/rosters.ts';
import type { StaffHouse } from '../house.ts';
import { Problem } from '../problem.ts';
import { type Ask, type Route, route } from '../route.ts';

const params = z.strictObject({ id: z.string().max(40) });
const version = z.strictObject({ version: z.int() });

const kinds = [
  { one: 'colleague', path: '/people/colleagues', shape: colleagueShape.omit({ id: true }) },
  { one: 'area', path: '/people/areas', shape: areaShape.omit({ id: true }) },
  { one: 'shift', path: '/people/shifts', shape: shiftShape.omit({ id: true }) },
] as const;

/** Who works here, where and when. Changes may say with `If-Match` which version they were made from. */
export const peopleRoutes: readonly Route[] = [
  route({
    id: 'readPeople',
    method: 'GET',
    path: '/people',
    says: 'Colleagues, areas, shifts, and the roles nobody holds; telephones only for who keeps the roster',
    needs: 'people.read',
    trace: 'plain',
    tells: ['ETag'],
    answer: version.extend({
      colleagues: z.array(colleagueShape),
      areas: z.array(areaShape),
      shifts: z.array(shiftShape),
      vacancies: z.array(z.strictObject({ line: z.string(), role: z.string() })),
    }),
    async handle(ask, { roster, policies }) {
      const found = await roster();
      return {
        body: {
          version: found.version,
          colleagues: found.colleagues.map((one) => colleagueShape.parse(seenBy(ask, one))),
          areas: found.areas.map((area) => areaShape.parse(area)),
          shifts: found.shifts.map((shift) => shiftShape.parse(shift)),
          vacancies: vacancies(found, policies).map((post) => ({ ...post })),
        },
        headers: { ETag: `"${found.version}"` },
      };
    },
  }),
  ...kinds.flatMap(({ one, path, shape }) => [
    route({
      id: `put${name(one)}`,
      method: 'PUT',
      path: `${path}/{id}`,
      says: `Enters this ${one}, or replaces what is known of it`,
      needs: 'people.write',
      trace: 'changes',
      params,
      body: shape,
      answer: version,
      versioned: true,
      tells: ['ETag'],
      async handle(ask, house) {
        ask.about(ask.params.id, one);
        const change = { [one]: { ...ask.body, id: ask.params.id } } as unknown as RosterChange;
        return saved(await house.rosters.change(change, ask.seen));
      },
    }),
    route({
      id: `remove${name(one)}`,
      method: 'DELETE',
      path: `${path}/{id}`,
      says: `Takes this ${one} out of the roster`,
      needs: 'people.write',
      trace: 'changes',
      params,
      answer: version,
      versioned: true,
      tells: ['ETag'],
      async handle(ask, house) {
        ask.about(ask.params.id, one);
        await mustBeThere(one, ask.params.id, house);
        if (one === 'colleague') mustBeFree(ask.params.id, house);
        return saved(await house.rosters.change({ remove: one, id: ask.params.id }, ask.seen));
      },
    }),
  ]),
  route({
    id: 'setAway',
    method: 'PUT',
    path: '/people/colleagues/{id}/away',
    says: 'Ill, on leave or gone: gets nothing; or back again',
    needs: 'people.write',
    trace: 'changes',
    params,
    body: z.strictObject({ away: z.boolean() }),
    answer: version,
    versioned: true,
    tells: ['ETag'],
    async handle(ask, house) {
      ask.about(ask.params.id, ask.body.away ? 'away' : 'back');
      await mustBeThere('colleague', ask.params.id, house);
      const set = { away: ask.body.away || undefined };
      return saved(await house.rosters.change({ of: ask.params.id, set }, ask.seen));
    },
  }),
];

type One = (typeof kinds)[number]['one'];

function name(one: One): string {
  return one.charAt(0).toUpperCase() + one.slice(1);
}

function seenBy({ hands }: Pick<Ask<unknown, unknown, unknown>, 'hands'>, one: Colleague) {
  const { phone, account, accounts, ...rest } = one;
  const keeps = reachOf(hands.account.role, 'people.write') !== undefined;
  return keeps || hands.colleague?.id === one.id ? { ...one } : { ...rest };
}

async function mustBeThere(one: One, id: string, { roster }: StaffHouse): Promise<void> {
  const found = await roster();
  if (found[`${one}s`].some((entry) => entry.id === id)) return;
  throw new Problem(404, 'unknown', `There is no such ${one}.`);
}

/** Work in the hands of somebody who is gone would be nobody's. */
function mustBeFree(id: string, { board, clock }: StaffHouse): void {
  const { rows, total } = board.find({ staff: [id], open: true, limit: 20 }, clock.now());
  if (total === 0) return;
  const numbers = rows.map(({ no }) => no).join(', ');
  const detail = `They still have ${total} open tickets, to be given to others first: ${numbers}.`;
  throw new Problem(409, 'open_tickets', detail);
}

function saved(result: Saved) {
  if (result.ok) {
    const { version } = result.roster;
    return { body: { version }, headers: { ETag: `"${version}"` } };
  }
  if (result.why === 'stale')
    throw new Problem(412, 'changed', 'Somebody has changed the roster meanwhile; read it again.');
  const fields = result.mistakes.slice(0, 20).map((mistake) => {
    const [field = '', ...rest] = mistake.split(': ');
    return { in: 'body' as const, field, detail: rest.join(': ') };
  });
  throw new Problem(422, 'unfit', 'The roster cannot be like that.', { fields });
}
