import type { Storage, StoreItem } from '../../../dialogs/sdk.ts';
import { untilSaved } from '../../conflict.ts';
import { left } from './activity.ts';
import type { TurnParts } from './turns.ts';

export interface GoneParts
  extends Pick<TurnParts, 'calls' | 'order' | 'log' | 'line' | 'patience'> {
  readonly state: Storage;
}

/**
 * Callers who hung up while they waited for a person. Whether they had talked with somebody is told by another
 * webhook; if none comes for a while, they had not. Who they are is written down, so that a crash forgets nobody.
 */
export class Gone {
  readonly #parts: GoneParts;

  constructor(parts: GoneParts) {
    this.#parts = parts;
  }

  /** Resolves when it is written down. */
  async note(call: string): Promise<void> {
    await this.#change((calls) => [...calls.filter((other) => other !== call), call]);
    this.#soon(call);
  }

  /** Goes on with those of before the program stopped. Never rejects. */
  async resume(): Promise<void> {
    try {
      for (const call of (await this.#list()).calls) this.#soon(call);
    } catch (cause) {
      this.#failed(cause);
    }
  }

  #soon(call: string, ms = this.#parts.patience?.gone ?? 5000): void {
    const look = () =>
      this.#look(call).catch((cause) => {
        this.#failed(cause);
        this.#soon(call, rest);
      });
    setTimeout(() => void look(), ms).unref();
  }

  /** The line takes the same event once, however often a crash repeats it. */
  async #look(id: string): Promise<void> {
    const { calls, order, line } = this.#parts;
    await order.run(id, async () => {
      const call = await calls.load(id);
      if (call?.stage !== 'transferring') return;
      await left(call, { line });
      await calls.save(call);
    });
    await this.#change((all) => all.filter((other) => other !== id));
  }

  #change(change: (calls: readonly string[]) => readonly string[]): Promise<void> {
    return untilSaved(tries, async () => {
      const list = await this.#list();
      await this.#parts.state.write({ [listKey]: { ...list, calls: change(list.calls) } });
    });
  }

  async #list(): Promise<GoneList> {
    return ((await this.#parts.state.read([listKey]))[listKey] as GoneList | undefined) ?? none;
  }

  #failed(cause: unknown): void {
    this.#parts.log.error('phone.left', { cause });
  }
}

interface GoneList extends StoreItem {
  readonly calls: readonly string[];
}

const none: GoneList = { calls: [] };
const listKey = 'phone/gone';
const tries = 20;
/** Milliseconds until what failed is tried again. */
const rest = 30_000;
