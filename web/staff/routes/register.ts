import { z } from 'zod';
import type { NewRequest } from '../../../desk/events.ts';
import { kinds, urgencies } from '../../../desk/words.ts';
import type { StaffHouse } from '../house.ts';
import { Problem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import { ticket } from '../shapes/ticket.ts';
import { language, line, phone, text } from '../shapes/words.ts';
import { afterwards } from './tickets.ts';

const told = z.strictObject({
  line: z.string().max(80).describe('Service line: the id of a policy, e.g. `cleaning`.'),
  words: text.describe('What the customer said, in their words.'),
  name: z.string().trim().max(60).default(''),
  phone,
  address: line.optional(),
  subject: line.optional().describe('Product or area: what the problem is with.'),
  preferredTime: line.optional().describe('As the customer said it.'),
  language: language.default('zh-Hans'),
  urgency: z.enum(urgencies).optional().describe('Absent: judged by the words, with reasons.'),
  kind: z.enum(kinds).optional().describe('Absent: judged by the words.'),
});

/** What a customer tells a colleague becomes a ticket like any other. */
export const registerRoute: Route = route({
  id: 'registerTicket',
  method: 'POST',
  path: '/tickets',
  says: 'Opens a ticket for a customer who told a colleague; class and kind are judged by the words unless they are given',
  needs: 'ticket.register',
  trace: 'changes',
  body: told,
  answer: z.strictObject({ ticket }),
  status: 201,
  tells: ['Location', 'ETag'],
  async handle(ask, house) {
    const request = requestOf(ask.body, house);
    const { ticket: opened } = await house.desk.report(request, ask.cause);
    ask.about(opened.no);
    const { body, headers } = await afterwards(opened.no, ask, house);
    return {
      body: { ticket: body },
      headers: { ...headers, Location: `/staff/tickets/${opened.no}` },
    };
  },
});

function requestOf(said: z.output<typeof told>, { policies, judge }: StaffHouse): NewRequest {
  const detail = 'There is no such service line.';
  const fields = [{ in: 'body', field: 'line', detail }] as const;
  if (!policies.lines.some(({ id }) => id === said.line))
    throw new Problem(400, 'invalid', detail, { fields });
  const { urgency, kind, name, address, subject, preferredTime, ...rest } = said;
  const judged = judge(said.words, said.language);
  return {
    ...rest,
    ...judged,
    // A person's word about the class needs no other person's.
    ...(urgency && { urgency, confirmUrgency: false, alsoUrgent: false }),
    ...(kind && { kind }),
    name,
    ...(address && { address }),
    ...(subject && { subject }),
    ...(preferredTime && { preferredTime }),
    photos: [],
    channel: 'desk',
    // Theirs alone: nobody writes from it, so nobody sees the ticket by it.
    account: `desk:${said.phone}`,
  };
}
