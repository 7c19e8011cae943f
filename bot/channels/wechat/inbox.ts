import type { Clock } from '../../../desk/ports.ts';
import type { Duration } from '../../../desk/words.ts';
import type { Activity } from '../../../dialogs/sdk.ts';
import type { Log } from '../../log.ts';
import type { After } from '../after.ts';
import type { Line, LogEntry } from '../channel.ts';
import { Retries } from '../retries.ts';
import type { Agents, Turn } from './agents.ts';
import { Answers } from './answers.ts';
import { type Follower, type Followers, isWithAgent, type Reply } from './follower.ts';
import { leavesQueue } from './heard.ts';
import type { LateBook } from './late.ts';
import type { Push } from './parse.ts';
import type { Sender } from './send.ts';

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
  /** WeChat's own service desk, if customers who want a person go there. */
  readonly agents?: Agents;
  /** A mini program has no passive replies: every answer goes by customer message. */
  readonly passive: boolean;
  readonly conversationOf: (openid: string) => string;
  readonly activityOf: (push: Push) => Promise<Partial<Activity> | undefined>;
  /** The person left and wants to be forgotten. */
  readonly forget: (openid: string) => Promise<void>;
}

/** A push being served; WeChat may be waiting for it on several connections at once. */
interface Served {
  done: Promise<Reply | undefined>;
  /** Who answers: the open connection, or a message later. The first to decide is right. */
  way: 'open' | 'reply' | 'message';
}

/** Every push has the effect of once, and a repeated one gets the answer of the first. */
export class Inbox {
  readonly #parts: InboxParts;
  readonly #underWay = new Map<string, Served>();
  readonly #answers: Answers;
  readonly #retries: Retries;

  constructor(parts: InboxParts) {
    this.#parts = parts;
    this.#answers = new Answers(parts);
    this.#retries = new Retries(parts.after, parts.log, 'wechat.retry');
  }

  /** What to answer on the open connection; undefined: only that we have it. Rejects if WeChat must send it again. */
  take(push: Push): Promise<Reply | undefined> {
    const served = this.#served(push);
    return new Promise((resolve, reject) => {
      const callOff = this.#parts.after(this.#parts.patience, () => {
        if (served.way === 'reply') return;
        served.way = 'message';
        this.#promise(push, served).then(() => resolve(undefined), reject);
      });
      served.done.then(resolve, reject).finally(callOff);
    });
  }

  /** WeChat will not send again what we say we have: it must survive us, and be served at last. */
  async #promise(push: Push, served: Served): Promise<void> {
    await this.#parts.late.add(push);
    this.#parts.sender.showTyping(push.openid);
    served.done.catch(() => this.#retries.later(nameOf(push), () => this.#resume(push)));
  }

  /** The connection broke before our answer was through. */
  unheard(push: Push): Promise<void> {
    return this.#answers.unheard(push);
  }

  /** Serves what was under way when the last process ended; what fails is tried again and holds up nobody. */
  async resume(): Promise<void> {
    for (const push of await this.#parts.late.all())
      await this.#resume(push).catch((cause) => {
        this.#parts.log.error('wechat.resume', { cause });
        this.#retries.later(nameOf(push), () => this.#resume(push));
      });
  }

  async #resume(push: Push): Promise<void> {
    const served = this.#served(push);
    served.way = 'message';
    await served.done;
    await this.#byMessage(push);
  }

  /** Resolves when nothing is being served any more. */
  async settled(): Promise<void> {
    this.#retries.stop();
    await Promise.allSettled([...this.#underWay.values()].map(({ done }) => done));
    await this.#parts.sender.settled();
  }

  #served(push: Push): Served {
    const key = nameOf(push);
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

  async #serve(push: Push, served: Served): Promise<Reply | undefined> {
    const before = await this.#parts.followers.load(push.openid);
    const answered = before.answered.find(({ key }) => key === push.key);
    if (answered) return this.#answers.again(push, answered);
    const { said, transfer } = await this.#turn(push, before, served);
    const isOurs = claimed(served);
    const by = isOurs && transfer !== undefined ? { transfer } : isOurs ? 'reply' : 'message';
    const reply = await this.#answers.note(push, before, said, by);
    if (push.what.kind === 'unfollow') await this.#parts.forget(push.openid);
    else if (!isOurs) await this.#byMessage(push);
    else this.#rest(push, said, reply);
    return reply;
  }

  /** What is said to it; nothing while somebody else talks with them. */
  async #turn(push: Push, before: Follower, served: Served): Promise<Turn> {
    const { line, agents, clock, activityOf } = this.#parts;
    const silent = isWithAgent(before, clock.now()) && !leavesQueue(before, push.what);
    const activity = silent ? undefined : await activityOf(push);
    if (!activity) return { said: [] };
    const { entries: said } = await line.receive(activity);
    const wantsPerson = agents && said.some(({ act }) => act === 'person');
    if (!wantsPerson) return { said };
    return agents.handOver(line, activity, said, () => claimed(served));
  }

  /** The late book forgets a push only now: after a crash it is served again. */
  async #byMessage(push: Push): Promise<void> {
    await this.#parts.sender.flush(push.openid);
    await this.#parts.late.remove(push);
  }

  /** What did not fit into the reply follows by message, as far as WeChat lets it. */
  #rest({ openid }: Push, said: readonly LogEntry[], reply: Reply | undefined): void {
    const told = reply?.to.seq ?? 0;
    if (said.every(({ seq, from }) => from === 'user' || seq <= told)) return;
    const { sender, log } = this.#parts;
    sender.flush(openid).catch((cause) => log.error('wechat.flush', { cause }));
  }
}

/** The open connection is answered on by us, unless that has been given up already. */
function claimed(served: Served): boolean {
  if (served.way === 'open') served.way = 'reply';
  return served.way === 'reply';
}

const nameOf = ({ openid, key }: Push): string => `${openid}\n${key}`;
