import type { Clock } from '../../../desk/ports.ts';
import type { Line, LogEntry } from '../channel.ts';
import { type Answered, type Follower, type Followers, queued, type Reply } from './follower.ts';
import { heard } from './heard.ts';
import type { Push } from './parse.ts';
import { type Page, pages, withNumbers } from './render.ts';
import { later, same } from './send.ts';

export interface AnswerParts {
  readonly line: Pick<Line, 'since'>;
  readonly followers: Followers;
  readonly clock: Clock;
  readonly conversationOf: (openid: string) => string;
}

/** How a push may be answered: on the open connection, by handing over to WeChat's own service desk, or not yet. */
export type By = 'reply' | 'message' | { readonly transfer: string };

/** What the phone is told on the open connection, written down so that a repeat gets the same. */
export class Answers {
  readonly #parts: AnswerParts;

  constructor(parts: AnswerParts) {
    this.#parts = parts;
  }

  /** Writes down that this push is answered, and how; `before` is the follower as read when it came. */
  async note(
    push: Push,
    before: Follower,
    said: readonly LogEntry[],
    by: By,
  ): Promise<Reply | undefined> {
    const { followers, clock } = this.#parts;
    const now = clock.now();
    let reply: Reply | undefined;
    const note = async (follower: Follower): Promise<Follower> => {
      reply = await this.#replyTo(follower, said, by);
      const answered: Answered = { key: push.key, ...(reply && { reply }) };
      return {
        ...heard(follower, push, now),
        told: reply?.to ?? follower.told,
        answered: [answered, ...follower.answered].slice(0, remembered),
        ...(typeof by === 'object' && { agent: queued(now) }),
      };
    };
    await followers.change(push.openid, note, before);
    return reply;
  }

  /** The same words, though the phone may have been told them by now: WeChat shows one of them. */
  async again({ openid }: Push, { reply }: Answered): Promise<Reply | undefined> {
    if (!reply) return undefined;
    await this.#parts.followers.change(openid, (follower) => ({
      ...follower,
      told: later(follower.told, reply.to),
    }));
    return reply;
  }

  /** The connection broke before our answer was through: the phone has not been told. */
  async unheard(push: Push): Promise<void> {
    await this.#parts.followers.change(push.openid, (follower) => {
      const reply = follower.answered.find(({ key }) => key === push.key)?.reply;
      const newest = reply && same(follower.told, reply.to);
      return newest ? { ...follower, told: reply.from } : follower;
    });
  }

  async #replyTo(
    follower: Follower,
    said: readonly LogEntry[],
    by: By,
  ): Promise<Reply | undefined> {
    const from = follower.told;
    if (by === 'message') return undefined;
    // WeChat itself tells the person what is happening.
    if (typeof by === 'object')
      return { text: '', from, to: { seq: said.at(-1)?.seq ?? from.seq, part: 0 }, ...by };
    const [page] = await this.#untold(follower, said);
    // A picture that still waits goes by message, and what was said after it.
    if (!page || page.picture !== undefined) return undefined;
    return { text: withNumbers(page), from, to: page.to };
  }

  /** What this turn said, after what the phone could not be told before. */
  async #untold({ told, openid }: Follower, said: readonly LogEntry[]): Promise<Page[]> {
    const complete = said[0] && said[0].seq === told.seq + 1 && told.part === 0;
    if (complete) return pages(said, told);
    const { line, conversationOf } = this.#parts;
    return pages((await line.since(conversationOf(openid), told.seq)).entries, told);
  }
}

/** Answers remembered for repeats: WeChat repeats within seconds, nobody writes more in that time. */
const remembered = 6;
