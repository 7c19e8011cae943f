import type { Clock } from '../../../desk/ports.ts';
import type { Duration } from '../../../desk/words.ts';
import type { Activity } from '../../../dialogs/sdk.ts';
import type { Log } from '../../log.ts';
import type { Line, LogEntry } from '../channel.ts';
import type { Answered, Follower, Followers } from './follower.ts';
import type { LateBook } from './late.ts';
import type { Consent, Push } from './parse.ts';
import { granted } from './quota.ts';
import { type Page, pages, withNumbers } from './render.ts';
import { later, type Sender, same } from './send.ts';

/** Calls `run` after that time, unless it is called off. */
export type After = (wait: Duration, run: () => void) => () => void;

export interface InboxParts {
  readonly line: Line;
  readonly followers: Followers;
  readonly late: LateBook;
  readonly sender: Sender;
  readonly clock: Clock;
  readonly log: Log;
  readonly after: After;
  /** WeChat hangs up after five seconds, the way here and back included. */
  readonly patience: Duration;
  /** A mini program has no passive replies: every answer goes by customer message. */
  readonly passive: boolean;
  readonly conversationOf: (openid: string) => string;
  readonly activityOf: (push: Push) => Promise<Partial<Activity> | undefined>;
  /** The person left and wants to be forgotten. */
  readonly forget: (openid: string) => Promise<void>;
}

/** A push being served; WeChat may be waiting for it on several connections at once. */
interface Served {
  done: Promise<string | undefined>;
  /** Who answers: the open connection, or a message later. The first to decide is right. */
  way: 'open' | 'reply' | 'message';
}

/** Every push has the effect of once, and a repeated one gets the answer of the first. */
export class Inbox {
  readonly #parts: InboxParts;
  readonly #underWay = new Map<string, Served>();

  constructor(parts: InboxParts) {
    this.#parts = parts;
  }

  /** What to answer on the open connection; undefined: only that we have it. Rejects if WeChat must send it again. */
  take(push: Push): Promise<string | undefined> {
    const served = this.#served(push);
    return new Promise((resolve, reject) => {
      const callOff = this.#parts.after(this.#parts.patience, () => {
        if (served.way === 'reply') return;
        served.way = 'message';
        // WeChat will not send again what we say we have: it must survive us.
        this.#parts.late.add(push).then(() => resolve(undefined), reject);
      });
      served.done.then(resolve, reject).finally(callOff);
    });
  }

  /** The connection broke before our answer was through: the phone has not been told. */
  async unheard(push: Push): Promise<void> {
    await this.#parts.followers.change(push.openid, (follower) => {
      const reply = follower.answered.find(({ key }) => key === push.key)?.reply;
      const newest = reply && same(follower.told, reply.to);
      return newest ? { ...follower, told: reply.from } : follower;
    });
  }

  /** Serves what was under way when the last process ended; what fails stays in the late book and holds up nobody. */
  async resume(): Promise<void> {
    for (const push of await this.#parts.late.all())
      await this.#resume(push).catch((cause) => this.#parts.log.error('wechat.resume', { cause }));
  }

  async #resume(push: Push): Promise<void> {
    const served = this.#served(push);
    served.way = 'message';
    await served.done;
    await this.#byMessage(push);
  }

  /** Resolves when nothing is being served any more. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#underWay.values()].map(({ done }) => done));
    await this.#parts.sender.settled();
  }

  #served(push: Push): Served {
    const key = `${push.openid}\n${push.key}`;
    const known = this.#underWay.get(key);
    if (known) return known;
    const way = this.#parts.passive ? 'open' : 'message';
    const served: Served = { way, done: Promise.resolve(undefined) };
    served.done = this.#serve(push, served).finally(() => this.#underWay.delete(key));
    // Whoever waits hears of a failure; but nobody may be waiting any more.
    served.done.catch((cause) => this.#parts.log.error('wechat.unserved', { cause }));
    this.#underWay.set(key, served);
    return served;
  }

  async #serve(push: Push, served: Served): Promise<string | undefined> {
    const { followers, line } = this.#parts;
    const before = await followers.load(push.openid);
    const answered = before.answered.find(({ key }) => key === push.key);
    if (answered) return this.#again(push, answered);
    const activity = before.withAgent ? undefined : await this.#parts.activityOf(push);
    const said = activity ? (await line.receive(activity)).entries : [];
    if (served.way === 'open') served.way = 'reply';
    const { reply } = await this.#note(push, before, said, served.way === 'reply');
    if (push.what.kind === 'unfollow') await this.#parts.forget(push.openid);
    else if (served.way === 'message') await this.#byMessage(push);
    else this.#rest(push, said, reply);
    return reply?.text;
  }

  /** Writes down that this push is answered, and how. */
  async #note(
    push: Push,
    before: Follower,
    said: readonly LogEntry[],
    passive: boolean,
  ): Promise<Answered> {
    let answered: Answered = { key: push.key };
    const note = async (follower: Follower): Promise<Follower> => {
      const page = passive ? (await this.#untold(follower, said))[0] : undefined;
      const reply = page && { text: withNumbers(page), from: follower.told, to: page.to };
      answered = { key: push.key, ...(reply && { reply }) };
      return {
        ...this.#heard(follower, push),
        told: reply?.to ?? follower.told,
        answered: [answered, ...follower.answered].slice(0, remembered),
      };
    };
    await this.#parts.followers.change(push.openid, note, before);
    return answered;
  }

  /** What this turn said, after what the phone could not be told before. */
  async #untold({ told, openid }: Follower, said: readonly LogEntry[]): Promise<Page[]> {
    const complete = said[0] && said[0].seq === told.seq + 1 && told.part === 0;
    if (complete) return pages(said, told);
    const { line, conversationOf } = this.#parts;
    return pages((await line.since(conversationOf(openid), told.seq)).entries, told);
  }

  /** The same words, though the phone may have been told them by now: WeChat shows one of them. */
  async #again({ openid }: Push, { reply }: Answered): Promise<string | undefined> {
    if (!reply) return undefined;
    await this.#parts.followers.change(openid, (follower) => ({
      ...follower,
      told: later(follower.told, reply.to),
    }));
    return reply.text;
  }

  /** The late book forgets a push only now: after a crash it is served again. */
  async #byMessage(push: Push): Promise<void> {
    await this.#parts.sender.flush(push.openid);
    await this.#parts.late.remove(push);
  }

  /** What did not fit into the reply follows by message, as far as WeChat lets it. */
  #rest({ openid }: Push, said: readonly LogEntry[], reply: Answered['reply']): void {
    const told = reply?.to.seq ?? 0;
    if (said.every(({ seq, from }) => from === 'user' || seq <= told)) return;
    const { sender, log } = this.#parts;
    sender.flush(openid).catch((cause) => log.error('wechat.flush', { cause }));
  }

  #heard(follower: Follower, { what, to, at }: Push): Follower {
    const trigger = triggerOf(what);
    return {
      ...follower,
      ...(to && { to }),
      newest: Math.max(follower.newest, at),
      following: what.kind !== 'unfollow' && (follower.following || what.kind === 'follow'),
      withAgent: what.kind === 'agent' ? what.busy : follower.withAgent,
      ...(trigger && {
        allowance: granted(follower.allowance, trigger, this.#parts.clock.now()),
      }),
      ...(what.kind === 'consent' && { credits: credited(follower.credits, what.consents) }),
    };
  }
}

/** Answers remembered for repeats: WeChat repeats within seconds, nobody writes more in that time. */
const remembered = 6;

/** Each yes to a pop-up is good for one notification; a no in the settings takes all of them back. */
function credited(credits: Follower['credits'], consents: readonly Consent[]): Follower['credits'] {
  const after = { ...credits };
  for (const { template, accepted, counted } of consents) {
    if (accepted && counted) after[template] = (after[template] ?? 0) + 1;
    else if (!accepted && !counted) after[template] = 0;
  }
  return after;
}

function triggerOf(what: Push['what']): 'talk' | 'tap' | 'enter' | undefined {
  switch (what.kind) {
    case 'text':
      return what.menu ? 'tap' : 'talk';
    case 'photo':
    case 'video':
    case 'voice':
    case 'place':
    case 'unsupported':
      return 'talk';
    case 'click':
    case 'follow':
    case 'scan':
      return 'tap';
    case 'enter':
      return 'enter';
    default:
      return undefined;
  }
}
