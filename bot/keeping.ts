import { isOver, type KeptIn, type KeptKind, keptIn, kindOf } from '../desk/kept.ts';
import type { Clock, TicketRecord } from '../desk/ports.ts';
import type { Duration, Instant } from '../desk/words.ts';
import type { Found, Shelves } from '../store/shelves.ts';
import type { Store } from '../store/store.ts';
import { type ConversationRecord, stubOf } from './conversations.ts';
import type { Log } from './log.ts';
import { picturesIn } from './pictures.ts';

export interface KeepingParts {
  readonly kinds: readonly KeptKind[];
  readonly shelves: Shelves;
  readonly state: Store['state'];
  readonly blobs: Pick<Store['blobs'], 'remove'>;
  everyTicket(): AsyncIterable<TicketRecord>;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Once a day what is older than it has to be is let go, one document after the other while everybody works. Whatever
 * interrupts it, the next day begins anew; tickets and people are never touched.
 */
export class Keeping {
  readonly #parts: KeepingParts;
  #next: Instant | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(parts: KeepingParts) {
    this.#parts = parts;
  }

  /** Begins, if a day has gone by. Never rejects, and nobody waits for it. */
  look(): void {
    if (this.#running || this.#stopped || (this.#next ?? 0) > this.#parts.clock.now()) return;
    this.#running = this.#run()
      .catch((cause: unknown) => {
        this.#parts.log.error('keeping.failed', { cause });
        this.#next = this.#parts.clock.now() + afterFailure;
      })
      .finally(() => {
        this.#running = undefined;
      });
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    await this.#running;
  }

  /** What is not done today is done at the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    const { state, clock, log, shelves } = this.#parts;
    const last = Number((await state.read([lastKey]))[lastKey]?.at ?? 0);
    const now = clock.now();
    // A clock that was set back must not keep it waiting for years.
    if (last <= now && now - last < daily) {
      this.#next = last + daily;
      return;
    }
    const gone: Record<string, number> = {};
    const still: Still = {};
    for await (const found of shelves.walk(keptIn)) {
      if (this.#stopped) return;
      const kind = await this.#judge(found, now, still);
      if (kind) gone[kind] = (gone[kind] ?? 0) + 1;
    }
    await state.write({ [lastKey]: { at: now, eTag: '*' } });
    this.#next = now + daily;
    if (Object.keys(gone).length > 0) log.info('keeping.gone', gone);
  }

  /** The kind it was of, if it was let go. */
  async #judge(found: Found, now: Instant, still: Still): Promise<string | undefined> {
    const { shelves, kinds } = this.#parts;
    const thing = { ...found, in: found.collection as KeptIn, name: nameOf(found) };
    const kind = kindOf(thing, kinds);
    if (!kind || kind.keep === 'always' || found.live) return undefined;
    if (kind.age === undefined && found.at === undefined) {
      // Of before things had an age: it begins now.
      await shelves.replace(found, found.value, now);
      return undefined;
    }
    if (!isOver(thing, kind, now)) return undefined;
    await this.#letGoOfPictures(found, still);
    const stub = kind.leaves && stubOf(found.value as ConversationRecord);
    const went = stub ? await shelves.replace(found, stub, now) : await shelves.remove(found);
    return went ? `${kind.in}/${kind.names}` : undefined;
  }

  /** Before the words that name them: what a crash leaves is found again. Those of a ticket stay with it. */
  async #letGoOfPictures({ value }: Found, still: Still): Promise<void> {
    const ids = picturesIn(value);
    if (ids.length === 0) return;
    if (!still.shown) {
      still.shown = new Set();
      for await (const { timeline } of this.#parts.everyTicket())
        for (const id of picturesIn(timeline)) still.shown.add(id);
    }
    for (const id of ids) if (!still.shown.has(id)) await this.#parts.blobs.remove(id);
  }
}

/** Pictures that tickets show; looked up once, when first needed. */
interface Still {
  shown?: Set<string>;
}

/** Names that say nothing about anybody are ids as well. */
const nameOf = ({ name, collection, id }: Found): string | undefined =>
  collection === 'settings' ? id : name;

const lastKey = 'keeping/last';
const daily: Duration = 24 * 3_600_000;
const afterFailure: Duration = 3_600_000;
