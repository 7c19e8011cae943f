import { propose, type Verdict } from '../decision.ts';
import type { Actor } from '../events.ts';
import type { Policy } from '../policy.ts';
import type { Ticket } from '../ticket.ts';

/** A person has spoken with the customer. */
export function contact(ticket: Ticket, note?: string): Verdict {
  return propose(ticket, { type: 'contacted', ...(note && { note }) });
}

/** Whoever answers the hotline's telephone, which does not tell who that is: no colleague and no account is called so. */
export const answering = ({ human }: Pick<Policy, 'human'>): Actor => ({
  who: 'staff',
  id: '@(telephone)',
  role: human,
});
