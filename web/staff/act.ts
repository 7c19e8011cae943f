import type { StaffAction } from '../../desk/actions/staff.ts';
import type { Row } from '../../desk/board-row.ts';
import { idOf, postFor } from '../../desk/crew-reach.ts';
import { inspectsAs } from '../../desk/crew-rights.ts';
import type { TicketRecord } from '../../desk/ports.ts';
import { holds } from '../../desk/roster.ts';
import type { Answer } from '../../desk/view.ts';
import type { StaffHouse } from './house.ts';
import { Problem } from './problem.ts';
import { mustReach } from './reach.ts';
import type { Ask } from './route.ts';

type Who = Pick<Ask<unknown, unknown, unknown>, 'hands' | 'seen'>;

/** Does it, or throws a problem that says why not; the same cause again has no second effect. */
export async function act(
  row: Row,
  action: StaffAction,
  cause: string,
  who: Who,
  house: StaffHouse,
): Promise<void> {
  mustReach(`ticket.${action.do}`, row, who);
  checkNames(row, action, who, house);
  checkSample(action, who);
  const policy = house.policies.of(row.line);
  const by = { id: idOf(who.hands), role: postFor(who.hands, row, policy) };
  const answer = await house.desk.staff(row.no, action, by, cause, who.seen);
  if (!answer.done) refuse(answer.why, row.no, who, house);
}

/** A ticket is given only to a role its policy knows, and to somebody who holds it. */
function checkNames(row: Row, action: StaffAction, { hands }: Who, house: StaffHouse): void {
  const staff = 'staff' in action ? action.staff : undefined;
  const colleague = hands.roster.colleagues.find(({ id }) => id === staff);
  if (staff !== undefined && !colleague) throw wrong('staff', 'Nobody in the roster has this id.');
  if (action.do === 'inspect') checkFinding(row, action, house);
  if (action.do !== 'assign') return;
  if (!(action.role in house.policies.of(row.line).roles))
    throw wrong('role', 'This service line has no such role.');
  if (colleague && !holds(colleague, row.line, action.role))
    throw wrong('staff', 'They do not hold this role in this service line.');
}

/** Every number is one of the list. */
function checkFinding(
  row: Row,
  { failed }: Extract<StaffAction, { do: 'inspect' }>,
  house: StaffHouse,
): void {
  const { inspection } = house.policies.of(row.line);
  const beyond = inspection && failed.find((item) => item > inspection.count);
  if (beyond !== undefined) throw wrong('failed', `The list has ${inspection?.count} items.`);
}

function checkSample(action: StaffAction, { hands: { account } }: Who): void {
  if (action.do !== 'inspect' || inspectsAs[account.role].includes(action.as)) return;
  const detail = `The role ${account.role} does not inspect as ${action.as}.`;
  throw new Problem(403, 'forbidden', detail, { fields: [{ in: 'body', field: 'as', detail }] });
}

/** The same key with another wish is the caller's mistake, and must not look as if it had been done. */
export function checkKey(cause: string, { timeline }: TicketRecord): void {
  const mark = cause.indexOf('#');
  const key = cause.slice(0, mark + 1);
  const used = timeline.some((event) => event.cause !== cause && event.cause.startsWith(key));
  if (mark < 0 || !used) return;
  const detail = 'This key was used for something else.';
  const fields = [{ in: 'header', field: 'Idempotency-Key', detail }] as const;
  throw new Problem(422, 'key_used', detail, { fields });
}

function wrong(field: string, detail: string): Problem {
  return new Problem(400, 'invalid', detail, { fields: [{ in: 'body', field, detail }] });
}

type Why = Extract<Answer, { done: false }>['why'];

/** Throws the problem that says why the desk did not do it. */
export function refuse(
  why: Why,
  no: string,
  { hands }: Pick<Who, 'hands'>,
  { board }: StaffHouse,
): never {
  const owner = board.row(no)?.owner.staff;
  const name = hands.roster.colleagues.find(({ id }) => id === owner)?.name ?? owner;
  if (why === 'taken')
    throw new Problem(409, 'taken', `${name ?? 'Somebody else'} has it already.`);
  const [status, detail] = refusals[why];
  throw new Problem(status, why, detail);
}

const refusals: Readonly<Record<Exclude<Why, 'taken'>, readonly [number, string]>> = {
  unknown: [404, 'There is no such ticket.'],
  locked: [429, 'Too many tries.'],
  finished: [422, 'The ticket is closed or cancelled.'],
  not_now: [422, 'This cannot be done as the ticket stands now.'],
  incomplete: [
    422,
    'This plan must name more: compensation, and for a major complaint who was responsible.',
  ],
  own_work: [422, 'Somebody else inspects it: you did this work yourself.'],
  no_picture: [422, 'The ticket has no such picture; add it to the ticket first.'],
  changed: [412, 'The ticket has changed since you saw it; look again.'],
};
