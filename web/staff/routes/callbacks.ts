import { z } from 'zod';
import type { PathStep } from '../../../desk/callbacks/path.ts';
import { mayReach } from '../../../desk/crew-reach.ts';
import { reachTicket } from '../reach.ts';
import { type Route, route } from '../route.ts';
import { outputs } from '../shapes/names.ts';
import { instant, iso, line, phone, ticketParams } from '../shapes/words.ts';

const state = z
  .strictObject({
    /** Absent: callbacks go out. */
    stopped: z.strictObject({ at: instant, by: z.string(), why: z.string() }).optional(),
    /** Calls under way. */
    calls: z.int(),
  })
  .register(outputs, { id: 'CallbackState' });

const step = z
  .strictObject({
    at: instant,
    callback: z.string(),
    ticket: z.string(),
    what: z.enum(['attempt', 'ended', 'waiting']),
    by: z.string().optional(),
    /** Why just then, why it waits, or why it ended. */
    why: z.string(),
    /** How the attempt, or the plan, came out; absent while it lasts. */
    outcome: z.string().optional(),
    level: z.string().optional(),
  })
  .register(outputs, { id: 'CallbackStep' });

/** Coming back to customers: whether it goes on, and everything done for one person. */
export const callbackRoutes: readonly Route[] = [
  route({
    id: 'readCallbacks',
    method: 'GET',
    path: '/callbacks',
    says: 'Whether callbacks go out, and how many calls are under way',
    needs: 'callbacks.read',
    trace: 'plain',
    answer: state,
    async handle(_ask, { callbacks }) {
      const { stopped, open } = await callbacks.state();
      const shown = stopped && { ...stopped, at: iso(stopped.at) };
      return { body: { calls: open.length, ...(shown && { stopped: shown }) } };
    },
  }),
  route({
    id: 'stopCallbacks',
    method: 'POST',
    path: '/callbacks/stop',
    says: 'Nothing more goes out unasked, in any plan, until it is resumed',
    needs: 'callbacks.write',
    trace: 'changes',
    body: z.strictObject({ why: line }),
    async handle(ask, { callbacks }) {
      ask.about('callbacks', ask.body.why);
      await callbacks.stop(ask.hands.account.name, ask.body.why);
      return {};
    },
  }),
  route({
    id: 'resumeCallbacks',
    method: 'POST',
    path: '/callbacks/resume',
    says: 'Callbacks go on; what expired meanwhile has ended',
    needs: 'callbacks.write',
    trace: 'changes',
    async handle(ask, { callbacks }) {
      ask.about('callbacks');
      await callbacks.resume();
      return {};
    },
  }),
  route({
    id: 'readCallbackPath',
    method: 'GET',
    path: '/callbacks/people/{phone}',
    says: 'Every attempt to come back to this person that one may know of, with its reason and its end',
    needs: 'callbacks.read',
    trace: 'sees',
    params: z.strictObject({ phone }),
    answer: z.strictObject({ steps: z.array(step) }),
    async handle(ask, { callbacks, board }) {
      ask.about('callbacks of one person');
      const { steps } = await callbacks.path(ask.params.phone);
      // Who may not see whose a ticket is must not find out by trying telephones.
      const known = steps.filter(({ ticket }) => {
        const row = board.row(ticket);
        return row && mayReach(ask.hands, 'personal.read', row);
      });
      return { body: { steps: known.map(shown) } };
    },
  }),
  route({
    id: 'readTicketCallbacks',
    method: 'GET',
    path: '/tickets/{no}/callbacks',
    says: 'Every attempt to come back to the customer about this ticket, with its reason and its end',
    needs: 'callbacks.read',
    trace: 'sees',
    params: ticketParams,
    answer: z.strictObject({ steps: z.array(step) }),
    async handle(ask, house) {
      const { no } = ask.params;
      ask.about(no);
      const { row } = await reachTicket(no, ask, house);
      const { steps } = await house.callbacks.path(row.phone);
      return { body: { steps: steps.filter(({ ticket }) => ticket === no).map(shown) } };
    },
  }),
];

function shown(one: PathStep): z.input<typeof step> {
  const { callback, ticket, what } = one;
  const of = { at: iso(one.at), callback, ticket, what };
  if (one.what === 'waiting') return { ...of, why: one.why };
  if (one.what === 'ended') {
    const { level } = one.answers;
    return { ...of, why: one.why, outcome: one.outcome, ...(level && { level }) };
  }
  const { by, why, end } = one.attempt;
  return { ...of, by, why, ...(end && { outcome: end.disposition }) };
}
