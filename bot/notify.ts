import type { Delivery, Order } from '../desk/delivery.ts';
import type { Later } from '../desk/later.ts';
import type { Policies } from '../desk/policy.ts';
import type { Attempt, Clock, DueJob } from '../desk/ports.ts';
import type { Instant, Language } from '../desk/words.ts';
import type { Reply } from '../dialogs/say.ts';
import type { NoticeFacts } from '../dialogs/text/facts.ts';
import type { Asked } from '../nlu/understanding.ts';
import type { PushOutcome } from './channels/channel.ts';
import type { Facts } from './channels/phone/out/attempt.ts';
import type { Log } from './log.ts';
import { staffTries } from './staff-ways.ts';
import { suited, wordsOf } from './wording.ts';

/** One way to reach somebody. Ways are tried one after the other until one delivers: for customers messages first, then texts, then calls. */
export interface Way {
  readonly name: string;
  /** A call rings and needs permitted hours; a text costs money; a message costs nothing. */
  readonly medium: 'message' | 'text' | 'call';
  /** Could it reach this one at all? Absent: it finds out when it delivers. */
  suits?(to: Addressee): boolean;
  deliver(to: Addressee, words: News, idempotencyKey: string): Promise<PushOutcome>;
  /** The conversation in which they would hear it: the house can begin a dialog there. Absent: words only. */
  conversationOf?(to: Addressee): string | undefined;
  /** Opens that conversation where only a telephone is known yet. Absent: whoever can be reached has been there. */
  open?(to: Addressee): Promise<void>;
  /** Called when a delivery is on the ticket: it may have turned out meanwhile that it did not arrive. */
  afterwards?(idempotencyKey: string): Promise<void>;
}

/** What is to be said, and the facts behind it for ways that take no free words. */
export interface News extends Reply {
  readonly facts?: NoticeFacts;
  /** The newest of it in at most 20 characters, for ways with no room for more. */
  readonly brief?: string;
  /** A page that goes with it, for ways that open one at a tap. */
  readonly page?: string;
  /** What it asks, for ways on which an answer can be given. */
  readonly asked?: Asked;
  /** The ticket it is about. */
  readonly ticket?: string;
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
  /** `channel:user`, wherever the colleague is bound. */
  readonly accounts?: readonly string[];
  readonly language?: Language;
}

export interface CustomerAddressee {
  /** `channel:user`, the account that opened the ticket. */
  readonly customer: string;
  /** What is said belongs into this conversation of theirs, and no other. */
  readonly conversation?: string;
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
  /** A page with a ticket's pictures, for this colleague. */
  readonly pictureLinks?: { to(no: string, staff: string): string };
}

/** Delivers one notice by the first way that works, and writes on the ticket what was tried and how it went. */
export function notify(parts: NotifyParts): (job: DueJob) => Promise<void> {
  return async (job) => {
    const order = await parts.later.noticeDue(job);
    if (!order) return;
    const delivery = await attempt(parts, order, job);
    if (delivery.state === 'failed' && isWorthAnAlarm(order))
      parts.log.error('notice.undelivered', { what: order.notice.what, why: delivery.outcome });
    await parts.later.delivered(job.ticket, keyOf(order), delivery);
    if (delivery.state !== 'delivered') return;
    const way = parts.ways.find(({ name }) => name === delivery.outcome);
    await way?.afterwards?.(keyOf(order));
  };
}

/** The same message has the same key whenever it is tried. */
const keyOf = ({ notice, batch }: Order): string => batch?.lead ?? notice.id;

interface Try {
  readonly way: Way;
  readonly to: Addressee;
}

/** What a customer refused, or sees for themselves, may go unsaid without anybody's alarm. */
const isWorthAnAlarm = ({ notice, batch }: Order): boolean =>
  (!batch && !notice.ring) || batch?.reach.now.some((medium) => medium !== 'message') === true;

async function attempt(parts: NotifyParts, order: Order, job: DueJob): Promise<Delivery> {
  const words = wordsOf(parts, order);
  const now = parts.clock.now();
  const attempts: Attempt[] = [];
  const opens: Instant[] = [];
  const tries = triesOf(parts, order);
  // Somebody may yet be entered for a role that nobody holds.
  let later = tries.length === 0 && order.staff !== undefined && !order.staff.hearer;
  for (const { way, to } of tries) {
    const arrival = await way.deliver(to, suited(words, way, order), keyOf(order));
    attempts.push(attemptOf(way, to, arrival, now));
    if (arrival.delivered)
      return { state: 'delivered', outcome: way.name, attempts, said: words.text };
    if (arrival.retry === 'under way')
      return { state: 'retry', outcome: whyNot(attempts, order), attempts, runAt: now + aCall };
    if (arrival.at !== undefined) opens.push(arrival.at);
    later ||= arrival.retry === 'later';
  }
  const outcome = whyNot(attempts, order);
  const soon = later && job.attempts < patience ? [now + 30_000 * 2 ** job.attempts] : [];
  const times = opens.length > 0 ? opens : [...soon, ...openings(parts, order)];
  if (times.length === 0) return { state: 'failed', outcome, attempts };
  return { state: 'retry', outcome, attempts, runAt: Math.min(...times) };
}

const patience = 6;
/** Milliseconds until a ringing telephone is asked how it went. */
const aCall = 20_000;

/** When a medium that is closed now opens, if somebody could be reached by it at all. */
function openings({ ways }: NotifyParts, { batch, customer }: Order): Instant[] {
  const to = customerOf(customer);
  return (batch?.reach.barred ?? []).flatMap(({ medium, until }) =>
    until !== undefined && ways.some((way) => way.medium === medium && fits(way, to)) ? until : [],
  );
}

function whyNot(attempts: readonly Attempt[], { batch }: Order): string {
  const tried = attempts.map(({ way, why }) => `${way}: ${why}`);
  const refused = (batch?.reach.barred ?? []).filter(({ why }) => why === 'refused');
  if (refused.length > 0)
    tried.push(`asked not to have ${refused.map(({ medium }) => medium).join(', ')}`);
  return tried.join('; ') || 'no way to reach anybody is set up';
}

/** Whom to try by what, best first; what turned out to be no way to them is left out. */
function triesOf({ ways }: NotifyParts, order: Order): readonly Try[] {
  const { notice, customer, batch } = order;
  const { to } = notice;
  if ('role' in to) return staffTries(ways, order);
  if (!batch) return [];
  const addressee = customerOf(customer);
  const accounts = [customer.account, ...customer.others];
  const dead = (way: Way, account?: string) =>
    notice.attempts?.some((one) => one.never && one.way === way.name && one.to === account);
  const ringing = notice.attempts?.at(-1);
  const tries = batch.reach.now.flatMap((medium) =>
    ways
      .filter((way) => way.medium === medium)
      .flatMap((way): Try[] => {
        const each = medium === 'message' ? accounts : [customer.account];
        return each
          .map((account) => ({ way, to: { ...addressee, customer: account } }))
          .filter((one) => fits(way, one.to) && !dead(way, accountIn(way, one.to)));
      }),
  );
  // While a telephone rings nothing else is tried: how that ends comes first.
  const at = ringing?.underWay ? tries.findIndex(({ way }) => way.name === ringing.way) : 0;
  return tries.slice(Math.max(0, at));
}

const fits = (way: Way, to: Addressee): boolean => way.suits?.(to) ?? true;

const customerOf = ({
  account,
  others,
  phone,
  language,
}: Order['customer']): CustomerAddressee => ({
  customer: account,
  others,
  language,
  ...(phone && { phone }),
});

/** Only messages go to an account; texts and calls go to the telephone. */
const accountIn = ({ medium }: Way, to: Addressee): string | undefined =>
  medium === 'message' && 'customer' in to ? to.customer : undefined;

function attemptOf(way: Way, to: Addressee, arrival: PushOutcome, at: Instant): Attempt {
  const account = accountIn(way, to);
  return {
    at,
    way: way.name,
    ...(account && { to: account }),
    arrived: arrival.delivered,
    ...(!arrival.delivered && {
      why: arrival.why,
      ...(arrival.retry === 'never' && { never: true }),
      ...(arrival.retry === 'under way' && { underWay: true }),
    }),
  };
}
