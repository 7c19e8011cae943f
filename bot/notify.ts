import type { Delivery, Order } from '../desk/delivery.ts';
import type { Later } from '../desk/later.ts';
import type { NoticeKind } from '../desk/notices.ts';
import { milestoneOf } from '../desk/notices.ts';
import type { Policies } from '../desk/policy.ts';
import type { Clock, DueJob } from '../desk/ports.ts';
import type { Instant, Language, Urgency } from '../desk/words.ts';
import { type Reply, reply, sayIn } from '../dialogs/say.ts';
import type { NoticeFacts } from '../dialogs/text/facts.ts';
import type { PushOutcome } from './channels/channel.ts';
import type { Facts } from './channels/phone/out/attempt.ts';
import type { Log } from './log.ts';

/** One way to reach somebody. Ways are tried in the order that `NotifyParts.ways` gives, until one delivers. */
export interface Way {
  readonly name: string;
  /** A call rings and needs permitted hours; a text costs money; a message costs nothing. */
  readonly medium: 'message' | 'text' | 'call';
  deliver(to: Addressee, words: News, idempotencyKey: string): Promise<PushOutcome>;
  /** The conversation in which they would hear it: the house can begin a dialog there. Absent: words only. */
  conversationOf?(to: Addressee): string | undefined;
  /** Called when a delivery is on the ticket: it may have turned out meanwhile that it did not arrive. */
  afterwards?(idempotencyKey: string): Promise<void>;
}

/** What is to be said, and the facts behind it for ways that take no free words. */
export interface News extends Reply {
  readonly facts?: NoticeFacts;
  /** Danger or a broken promise: it may ring at night. */
  readonly pressing?: boolean;
  /** Where it is telephoned: the script that is followed, instead of the words and a key. */
  readonly call?: { readonly script: string; readonly facts: Facts };
}

export type Addressee = StaffAddressee | CustomerAddressee;

export interface StaffAddressee {
  readonly role: string;
  /** Id of a colleague in the roster; absent if only the role is known. */
  readonly staff?: string;
  /** With + and country. */
  readonly phone?: string;
  /** `channel:user` of a colleague bound to a channel. */
  readonly account?: string;
  readonly language?: Language;
}

export interface CustomerAddressee {
  /** `channel:user`, the account that opened the ticket. */
  readonly customer: string;
  /** Other accounts of the same person. */
  readonly others?: readonly string[];
  /** Digits as the customer gave them. */
  readonly phone?: string;
  readonly language?: Language;
}

export interface NotifyParts {
  readonly later: Pick<Later, 'noticeDue' | 'delivered'>;
  readonly policies: Policies;
  readonly clock: Clock;
  readonly log: Log;
  readonly ways: readonly Way[];
  /** Language of notices to staff. */
  readonly staffLanguage: Language;
}

/** Delivers one notice by the first way that works and writes on the ticket how it went. */
export function notify(parts: NotifyParts): (job: DueJob) => Promise<void> {
  return async (job) => {
    const order = await parts.later.noticeDue(job);
    if (!order) return;
    if (isUnwanted(order))
      return parts.later.delivered(job.ticket, order.notice.id, {
        state: 'failed',
        outcome: 'asked to be left alone',
      });
    const delivery = await attempt(parts, order, job);
    if (delivery.state === 'failed')
      parts.log.error('notice.undelivered', { what: order.notice.what, why: delivery.outcome });
    await parts.later.delivered(job.ticket, order.notice.id, delivery);
    if (delivery.state !== 'delivered') return;
    const way = parts.ways.find(({ name }) => name === delivery.outcome);
    await way?.afterwards?.(order.notice.id);
  };
}

/** We promised not to call or write to this customer unasked. */
const isUnwanted = ({ notice, customer }: Order): boolean =>
  !('role' in notice.to) && customer.optedOut;

async function attempt(parts: NotifyParts, order: Order, job: DueJob): Promise<Delivery> {
  const { to, id } = order.notice;
  const { account: customer, phone, language } = order.customer;
  const addressee: Addressee = 'role' in to ? to : { customer, phone, language };
  const words = wordsOf(parts, order);
  const whyNot: string[] = [];
  const now = parts.clock.now();
  const opens: Instant[] = [];
  let later = false;
  for (const way of parts.ways) {
    const arrival = await way.deliver(addressee, words, id);
    if (arrival.delivered) return { state: 'delivered', outcome: way.name };
    whyNot.push(`${way.name}: ${arrival.why}`);
    if (arrival.retry === 'under way')
      return { state: 'retry', outcome: whyNot.join('; '), runAt: now + aCall };
    if (arrival.at !== undefined) opens.push(arrival.at);
    later ||= arrival.retry === 'later';
  }
  const outcome = whyNot.join('; ') || 'no way to reach anybody is set up';
  if (opens.length > 0) return { state: 'retry', outcome, runAt: Math.min(...opens) };
  if (!later || job.attempts >= patience) return { state: 'failed', outcome };
  return { state: 'retry', outcome, runAt: now + 30_000 * 2 ** job.attempts };
}

const patience = 6;
/** Milliseconds until a ringing telephone is asked how it went. */
const aCall = 20_000;

function wordsOf({ policies, clock, staffLanguage }: NotifyParts, order: Order): News {
  const { notice, ticket, customer } = order;
  const language = 'role' in notice.to ? staffLanguage : customer.language;
  const say = sayIn(language, clock.now());
  const policy = policies.of(ticket.line);
  const milestone = milestoneOf(String(notice.facts.milestone ?? ''), policy);
  const next = ticket.next;
  const what = milestone?.name[language] ?? next?.what[language];
  const due = Number(notice.facts.due ?? next?.due ?? 0);
  const facts: NoticeFacts = {
    number: say.number(ticket.no),
    line: ticket.lineName[language],
    urgency: (notice.facts.urgency ?? ticket.urgency) as Urgency,
    ...(what && due > 0 && { promise: { what, due: say.when(due) } }),
  };
  return { ...reply(say.s.notices[notice.what as NoticeKind](facts)), facts };
}
