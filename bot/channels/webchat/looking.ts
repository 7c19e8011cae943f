import type { Clock } from '../../../desk/ports.ts';
import type { Duration, Instant } from '../../../desk/words.ts';
import type { Conversation } from '../channel.ts';

/** Which conversation each visitor has before their eyes: an open stream, or a page that asked for news just now. */
export class Looking {
  readonly #clock: Clock;
  readonly #open = new Map<string, Set<string>>();
  readonly #polled = new Map<string, { readonly conversation: string; readonly at: Instant }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A stream was opened; returns what to call when it ends. */
  opened({ account, id }: Pick<Conversation, 'account' | 'id'>): () => void {
    const key = `${id} ${crypto.randomUUID()}`;
    const open = this.#open.get(account) ?? new Set();
    this.#open.set(account, open.add(key));
    return () => {
      open.delete(key);
      if (open.size === 0 && this.#open.get(account) === open) this.#open.delete(account);
    };
  }

  /** A page without a stream asked for what is new. */
  polled({ account, id }: Pick<Conversation, 'account' | 'id'>): void {
    this.#polled.delete(account);
    this.#polled.set(account, { conversation: id, at: this.#clock.now() });
    const [oldest] = this.#polled.keys();
    if (this.#polled.size > most && oldest) this.#polled.delete(oldest);
  }

  /** The conversation this account looks at, the newest if it has several open; undefined: none. */
  at(account: string): string | undefined {
    const open = [...(this.#open.get(account) ?? [])].at(-1);
    if (open) return open.split(' ')[0];
    const polled = this.#polled.get(account);
    return polled && this.#clock.now() - polled.at <= glance ? polled.conversation : undefined;
  }
}

/** Who asked longer ago than this has closed the page. */
const glance: Duration = 10_000;
const most = 10_000;
