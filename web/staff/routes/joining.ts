import { z } from 'zod';
import type { Part } from '../../../desk/actions/split.ts';
import { idOf, postFor } from '../../../desk/crew-reach.ts';
import type { Right } from '../../../desk/crew-rights.ts';
import type { Answer } from '../../../desk/view.ts';
import { checkKey, refuse } from '../act.ts';
import type { StaffHouse } from '../house.ts';
import { Problem } from '../problem.ts';
import { mustReach, reachTicket } from '../reach.ts';
import { type Ask, type Route, route } from '../route.ts';
import { kind, line, text, ticketNo, ticketParams, urgency } from '../shapes/words.ts';

const part = z.strictObject({
  words: text,
  subject: line.optional(),
  /** Another service line than the whole ticket's. */
  line: z.string().max(80).optional(),
  urgency: urgency.optional(),
  kind: kind.optional(),
});

/** What concerns two tickets at once; each says how the other is called. */
const joined = z.strictObject({ no: z.string() });

export const joiningRoutes: readonly Route[] = [
  route({
    id: 'mergeTickets',
    method: 'POST',
    path: '/tickets/{no}/merge',
    says: 'Two open tickets of one customer become one: the older goes on, and is answered',
    needs: 'ticket.merge',
    trace: 'changes',
    params: ticketParams,
    body: z.strictObject({ with: ticketNo }),
    answer: joined,
    async handle(ask, house) {
      const { no } = ask.params;
      const other = ask.body.with;
      ask.about(no, `merge ${other}`);
      const by = await hand(no, 'ticket.merge', ask, house);
      await hand(other, 'ticket.merge', ask, house);
      return told(await house.joining.merge(no, other, by, ask.cause), no, ask, house);
    },
  }),
  route({
    id: 'splitTicket',
    method: 'POST',
    path: '/tickets/{no}/split',
    says: 'A part of a ticket becomes a ticket of its own, which is answered',
    needs: 'ticket.split',
    trace: 'changes',
    params: ticketParams,
    body: part,
    answer: joined,
    status: 201,
    tells: ['Location'],
    async handle(ask, house) {
      const { no } = ask.params;
      ask.about(no, 'split');
      const by = await hand(no, 'ticket.split', ask, house);
      const part = partOf(ask.body, house);
      const split = told(await house.joining.split(no, part, by, ask.cause), no, ask, house);
      return { ...split, headers: { Location: `/staff/tickets/${split.body.no}` } };
    },
  }),
];

function partOf(said: z.output<typeof part>, { policies }: StaffHouse): Part {
  const known = policies.lines.some(({ id }) => id === said.line);
  if (said.line !== undefined && !known) throw noSuchLine;
  const named = Object.entries(said).filter(([, value]) => value !== undefined);
  return Object.fromEntries(named) as unknown as Part;
}

const noSuchLine = new Problem(400, 'invalid', 'There is no such service line.', {
  fields: [{ in: 'body', field: 'line', detail: 'There is no such service line.' }],
});

type Who = Pick<Ask<unknown, unknown, unknown>, 'hands' | 'cause'>;

/** The colleague as the one who does it, if the right reaches this ticket. */
async function hand(no: string, right: Right, who: Who, house: StaffHouse) {
  const { row, record } = await reachTicket(no, who, house);
  checkKey(who.cause, record);
  mustReach(right, row, who);
  const policy = house.policies.of(row.line);
  return { id: idOf(who.hands), role: postFor(who.hands, row, policy) };
}

function told(answer: Answer, no: string, who: Who, house: StaffHouse) {
  if (!answer.done) return refuse(answer.why, no, who, house);
  return { body: { no: answer.ticket.no } };
}
