import type { Clock } from '../../../desk/ports.ts';
import type { Log } from '../../log.ts';
import { type Line, type LogEntry, type PushOutcome, undelivered } from '../channel.ts';
import type { Api } from './api.ts';
import type { Follower, Followers } from './follower.ts';
import { type Blobs, lend } from './media.ts';
import { type Outcome, retryOf } from './outcome.ts';
import { left, nothingLeft, spent } from './quota.ts';
import { customerMessage, type Mark, type Page, pages, pictureMessage } from './render.ts';

export interface SenderParts {
  readonly line: Pick<Line, 'since'>;
  readonly followers: Followers;
  readonly api: Api;
  readonly blobs: Blobs;
  readonly clock: Clock;
  readonly log: Log;
  readonly conversationOf: (openid: string) => string;
}

/** Says what has been said and not yet been told, by customer-service messages: few, and only after the person wrote. */
export class Sender {
  readonly #parts: SenderParts;
  readonly #queues = new Map<string, Promise<unknown>>();
  /** What this account turned out not to have; learnt again after a restart. */
  #menus = true;
  #permitted = true;

  constructor(parts: SenderParts) {
    this.#parts = parts;
  }

  /** What the phone has not been told yet. */
  async waiting(openid: string): Promise<{ told: Mark; entries: LogEntry[] }> {
    const { followers, line, conversationOf } = this.#parts;
    const { told } = await followers.load(openid);
    const { entries } = await line.since(conversationOf(openid), told.seq);
    return { told, entries: entries.filter(({ from, text }) => from !== 'user' && text) };
  }

  /** Resolves when nothing is being sent any more. */
  async settled(): Promise<void> {
    await Promise.all(this.#queues.values());
  }

  /** In the order it was said; resolves with what became of the last piece. What is not told waits for the next message. */
  flush(openid: string): Promise<Flushed> {
    const before = this.#queues.get(openid) ?? Promise.resolve();
    const turn = before.then(() => this.#flush(openid));
    const tail = turn
      .catch(() => undefined)
      .then(() => {
        if (this.#queues.get(openid) === tail) this.#queues.delete(openid);
      });
    this.#queues.set(openid, tail);
    return turn;
  }

  /** "Is typing …" above the chat while an answer is on its way; whether it could be shown does not matter. */
  showTyping(openid: string): void {
    if (!this.#permitted) return;
    const body = { touser: openid, command: 'Typing' };
    void this.#parts.api.post('/cgi-bin/message/custom/typing', body);
  }

  async #flush(openid: string): Promise<Flushed> {
    const { followers, line, conversationOf } = this.#parts;
    for (;;) {
      const follower = await followers.load(openid);
      const { entries } = await line.since(conversationOf(openid), follower.told.seq);
      const [page] = pages(entries, follower.told);
      if (!page) return { delivered: true };
      const hindrance = this.#hindrance(follower);
      if (hindrance) return undelivered(hindrance, 'never');
      const outcome = await this.#tell(follower, page);
      if (!outcome.ok && outcome.trouble === 'unknown')
        return { ...undelivered(outcome.why, 'never'), unsure: true };
      if (!outcome.ok) return undelivered(outcome.why, retryOf(outcome.trouble));
    }
  }

  #hindrance({ following, allowance }: Follower): string | undefined {
    if (!this.#permitted) return 'this account may not send customer messages';
    if (!following) return 'no longer follows the account';
    if (left(allowance, this.#parts.clock.now()) === 0)
      return 'WeChat takes no message until the customer writes again';
    return undefined;
  }

  /** Noted before it is sent: after a crash in between nobody hears anything twice. */
  async #tell({ openid, told }: Follower, page: Page): Promise<Outcome> {
    const { followers, clock, log } = this.#parts;
    await followers.change(openid, (follower) => ({
      ...follower,
      told: later(follower.told, page.to),
      allowance: spent(follower.allowance, clock.now()),
    }));
    const outcome = await this.#send(openid, page);
    if (outcome.ok) return outcome;
    log.warn('wechat.unsent', { trouble: outcome.trouble, why: outcome.why });
    if (outcome.code === unauthorized) this.#permitted = false;
    // Whether it arrived is not known: it is not said again, and nobody claims that it was said.
    if (outcome.trouble === 'unknown') return outcome;
    // A picture WeChat will not take must not hold up what is said after it; the words name its page.
    if (page.picture !== undefined && outcome.trouble === 'content') return skipped;
    await followers.change(openid, (follower) => ({
      ...follower,
      told: same(follower.told, page.to) ? told : follower.told,
      ...(outcome.trouble === 'unfollowed' && { following: false }),
      ...(/window|quota/.test(outcome.trouble) && { allowance: nothingLeft }),
    }));
    return outcome;
  }

  async #send(openid: string, page: Page): Promise<Outcome> {
    if (page.picture !== undefined) return this.#show(openid, page.picture);
    const send = (menus: boolean) =>
      this.#parts.api.post('/cgi-bin/message/custom/send', customerMessage(page, openid, menus));
    const first = await send(this.#menus);
    if (first.ok || !withoutMenus.has(first.code) || !this.#menus) return first;
    this.#menus = false;
    return send(false);
  }

  async #show(openid: string, picture: string): Promise<Outcome> {
    const { api, blobs } = this.#parts;
    const lent = await lend(api, blobs, picture);
    if (!lent.ok) return lent;
    return api.post('/cgi-bin/message/custom/send', pictureMessage(lent.body.media_id, openid));
  }
}

const skipped: Outcome = { ok: true, body: undefined };

/** Menu messages are not for every kind of account, and never for mini programs. */
const withoutMenus: ReadonlySet<number> = new Set([40200, 45162]);
/** The account may not send customer messages at all. */
const unauthorized = 48001;

/** `unsure`: it may have arrived all the same; it is not said again. */
type Flushed = PushOutcome & { readonly unsure?: true };

export const same = (a: Mark, b: Mark): boolean => a.seq === b.seq && a.part === b.part;

export function later(a: Mark, b: Mark): Mark {
  return a.seq > b.seq || (a.seq === b.seq && a.part > b.part) ? a : b;
}
