import { createHash } from 'node:crypto';
import type { Clock } from '../../../../desk/ports.ts';
import type { Storage, StoreItem } from '../../../../dialogs/sdk.ts';
import { untilSaved } from '../../../conflict.ts';
import { type Attempt, after, type Happening } from './attempt.ts';

/** Calls under way, in the bot's state. What happens is noted on what is saved by then, never over it. */
export class Attempts {
  readonly #state: Storage;
  readonly #clock: Clock;

  constructor(state: Storage, clock: Clock) {
    this.#state = state;
    this.#clock = clock;
  }

  async load(id: string): Promise<Attempt | undefined> {
    return (await this.#state.read([keyOf(id)]))[keyOf(id)] as Attempt | undefined;
  }

  /** Those of which not everybody has been told how they ended. */
  async open(): Promise<Attempt[]> {
    const keys = (await this.#list()).ids.map(keyOf);
    if (keys.length === 0) return [];
    const found = await this.#state.read(keys);
    return keys.flatMap((key) => (found[key] as Attempt | undefined) ?? []);
  }

  /** Written together with its place in the list, so that a crash forgets neither. */
  begin(attempt: Attempt): Promise<void> {
    return untilSaved(tries, async () => {
      const list = await this.#list();
      const ids = [...list.ids.filter((id) => id !== attempt.id), attempt.id];
      await this.#state.write({ [keyOf(attempt.id)]: attempt, [listKey]: { ...list, ids } });
    });
  }

  /** The attempt after that; undefined if there is none. Once everybody is told, it leaves the list with the same write. */
  note(id: string, happening: Happening): Promise<Attempt | undefined> {
    return untilSaved(tries, async () => {
      const before = await this.load(id);
      if (!before) return undefined;
      const changed = after(before, happening, this.#clock.now());
      if (changed === before) return before;
      const list = changed.stage === 'told' ? await this.#without(id) : {};
      await this.#state.write({ [keyOf(id)]: changed, ...list });
      return changed;
    });
  }

  async #without(id: string): Promise<Record<string, StoreItem>> {
    const list = await this.#list();
    return { [listKey]: { ...list, ids: list.ids.filter((other) => other !== id) } };
  }

  async #list(): Promise<OpenList> {
    return ((await this.#state.read([listKey]))[listKey] as OpenList | undefined) ?? { ids: [] };
  }
}

interface OpenList extends StoreItem {
  readonly ids: readonly string[];
}

/** What the provider and our addresses see of a key: nothing. */
export const attemptIdOf = (key: string): string =>
  createHash('sha256').update(key).digest('base64url').slice(0, 22);

const tries = 20;
const listKey = 'phone/out/open';
const keyOf = (id: string): string => `phone/out/${id}`;
