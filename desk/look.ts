import { countWrong, isLocked } from './guard.ts';
import { acquaint } from './people.ts';
import type { Account, Guard } from './ports.ts';
import type { Ticket } from './ticket.ts';
import type { Instant } from './words.ts';

/** What somebody offers to see a ticket. */
export interface Proof {
  readonly account: string;
  /** Last four digits of the ticket's telephone, as understood. */
  readonly last4?: string;
  /** Instead: last four digits of the ticket's number, from a caller who was not told it. */
  readonly tail?: string;
}

/** What is known about the one who asks, and about the number asked for. */
export interface Inquiry {
  readonly no: string;
  readonly proof: Proof;
  readonly ticket: Ticket | undefined;
  readonly known: Account | undefined;
  /** Those of `guardsOf`, in that order. */
  readonly guards: readonly (Guard | undefined)[];
  readonly now: Instant;
}

export type Finding =
  | { readonly seen: Ticket; readonly save?: Account }
  | { readonly why: 'unknown' | 'locked'; readonly count: readonly Guard[] };

/** Wrong tries are counted against the number and against the account. */
export function guardsOf(no: string, account: string): readonly string[] {
  return isTenDigits.test(no) ? [`ticket:${no}`, `account:${account}`] : [`account:${account}`];
}

/** May they see it? No such ticket and wrong digits look, cost and count alike. */
export function judgeLook({ no, proof, ticket, known, guards, now }: Inquiry): Finding {
  if (ticket && belongs(ticket, proof.account, known)) return { seen: ticket };
  if (guards.some((guard) => isLocked(guard, now))) return { why: 'locked', count: [] };
  if (proof.last4 === undefined && proof.tail === undefined) return { why: 'unknown', count: [] };
  if (ticket && proven(ticket, proof)) {
    return { seen: ticket, save: acquaint(known, proof.account, no, ticket.request.phone) };
  }
  const count = guardsOf(no, proof.account).map((id, at) => countWrong(id, guards[at], now));
  return { why: count.some((guard) => isLocked(guard, now)) ? 'locked' : 'unknown', count };
}

const proven = ({ no, request }: Ticket, { last4 = '', tail = '' }: Proof): boolean =>
  (isFourDigits.test(last4) && request.phone.slice(-4) === last4) ||
  (isFourDigits.test(tail) && no.slice(-4) === tail);

/** The account opened this ticket, or has proved to know it. */
export function belongs(ticket: Ticket, account: string, known: Account | undefined): boolean {
  return ticket.request.account === account || known?.tickets.includes(ticket.no) === true;
}

// Anything else cannot be a ticket, and must not fill the store with guards.
const isTenDigits = /^\d{10}$/;
const isFourDigits = /^\d{4}$/;
