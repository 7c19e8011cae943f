import { z } from 'zod';
import { mayReach } from '../../../desk/crew-reach.ts';
import { maskWords } from '../../../desk/mask.ts';
import type { TicketRecord } from '../../../desk/ports.ts';
import type { StaffHouse } from '../house.ts';
import { Problem } from '../problem.ts';
import { mustReach, reachTicket } from '../reach.ts';
import { type Route, route } from '../route.ts';
import { outputs } from '../shapes/names.ts';
import { instant, iso, ticketParams } from '../shapes/words.ts';

const said = z
  .strictObject({
    seq: z.int(),
    at: instant,
    from: z.enum(['user', 'bot', 'staff']),
    text: z.string().optional(),
    attachments: z
      .array(z.strictObject({ id: z.string().optional(), contentType: z.string() }))
      .optional(),
  })
  .register(outputs, { id: 'Said' });

/** What was said with the customer. */
export const conversationRoutes: readonly Route[] = [
  route({
    id: 'readConversation',
    method: 'GET',
    path: '/tickets/{no}/conversation',
    says: 'Everything that was said in the conversation the ticket came from',
    needs: 'conversation.read',
    trace: 'sees',
    params: ticketParams,
    answer: z.strictObject({ id: z.string(), said: z.array(said) }),
    async handle(ask, house) {
      const { no } = ask.params;
      ask.about(no);
      const { record, row } = await reachTicket(no, ask, house);
      mustReach('conversation.read', row, ask);
      const found = await conversationOf(record, house);
      if (!found) throw new Problem(404, 'unknown', 'The ticket came from no conversation.');
      const { id, said: entries } = found;
      // Who hears what was said need not see whose telephone it was.
      const clear = mayReach(ask.hands, 'personal.read', row);
      return { body: { id, said: entries.map((entry) => shown(entry, clear)) } };
    },
  }),
];

/** A ticket's cause is its conversation and the message that opened it; either may hold slashes. */
async function conversationOf({ timeline }: TicketRecord, { talks }: StaffHouse) {
  const cause = timeline[0]?.cause ?? '';
  for (let at = cause.lastIndexOf('/'); at > 0; at = cause.lastIndexOf('/', at - 1)) {
    const id = cause.slice(0, at);
    const entries = await talks.transcript(id);
    if (entries) return { id, said: entries };
  }
  return undefined;
}

type Entry = NonNullable<Awaited<ReturnType<StaffHouse['talks']['transcript']>>>[number];

function shown({ seq, at, from, text, attachments }: Entry, clear: boolean): z.input<typeof said> {
  return {
    seq,
    at: iso(at),
    from,
    ...(text !== undefined && { text: clear ? text : maskWords(text) }),
    ...(attachments && {
      attachments: attachments.map(({ id, contentType }) => ({ ...(id && { id }), contentType })),
    }),
  };
}
