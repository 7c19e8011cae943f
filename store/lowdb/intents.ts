import { join } from 'node:path';
import type { Doc, DocKey } from '../engine.ts';
import type { Disk, Staged } from './disk.ts';
import { loadDocument, overwriteDocument, stageDocument } from './document-file.ts';
import { coldPlaces, filesOf, homeOf, hotPath, isHot, takesTurns } from './names.ts';
import { newestOf } from './newest.ts';

/** What one document was and will be; absent before or after if undefined. */
export interface Step {
  readonly key: DocKey;
  readonly before?: Doc | undefined;
  readonly after?: Doc | undefined;
}

/** Writes one document, moves it if its home changed, or removes it. */
export async function carryOut(disk: Disk, step: Step, durable: boolean): Promise<void> {
  const { after } = step;
  if (after && takesTurns(after) && !isHot(after)) {
    await overwriteDocument(disk, homeOf(after), after, durable);
    return finish(disk, step, undefined, durable);
  }
  await finish(disk, step, await stage(disk, step, durable), durable);
}

/** A commit that has happened and is being carried out. */
export interface Declared {
  readonly path: string;
  /** Makes the files what the intent says, then removes it. */
  settle(): Promise<void>;
}

/**
 * A commit over several documents is first written down whole, as an intent: that one file makes it
 * true. Start-up finishes what a crash left of it, as often as it takes.
 */
export class Intents {
  readonly #disk: Disk;
  #count = 0;

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  /** Once this resolves, the commit has happened; if it rejects, nothing has. */
  async declare(steps: readonly Step[], durable: boolean): Promise<Declared> {
    const path = join('intents', `${++this.#count}.json`);
    const [intent, ...docs] = await allOrNone([
      stageDocument(this.#disk, path, steps, durable),
      ...steps.map((step) => stage(this.#disk, step, durable)),
    ]);
    try {
      await intent?.install();
    } catch (error) {
      for (const doc of docs) doc?.discard();
      throw error;
    }
    const settle = async () => {
      await Promise.all(steps.map((step, i) => finish(this.#disk, step, docs[i], durable)));
      await this.#disk.remove(path, durable);
    };
    return { path, settle };
  }

  /** Names of the intents a crash left behind. */
  leftOver(): string[] {
    return this.#disk.list('intents').map((name) => join('intents', name));
  }

  /** Throws Damaged if the intent itself cannot be read. */
  async finish(path: string): Promise<void> {
    const planned = (await loadDocument<readonly Step[]>(this.#disk, path)) ?? [];
    for (const step of planned) await this.#redo(step);
    await this.#disk.remove(path, true);
  }

  /** An intent that was not durable may outlive later commits: what is newer stays. */
  async #redo({ key, before, after }: Step): Promise<void> {
    const places = [hotPath(key), ...coldPlaces(key)];
    const { doc: current } = await newestOf(this.#disk, key, places);
    const planned = after ?? before;
    if (current && planned && current.rev > planned.rev) return;
    if (after && current?.rev !== after.rev) {
      await (await stageDocument(this.#disk, homeOf(after), after, true)).install();
    }
    for (const path of places) {
      if (!after || path !== homeOf(after)) await this.#disk.remove(path, true);
    }
  }
}

/** Takes care of the space; undefined if the step only removes. */
async function stage(disk: Disk, { after }: Step, durable: boolean): Promise<Staged | undefined> {
  return after && stageDocument(disk, homeOf(after), after, durable);
}

/**
 * The new file first, then away with the old one if the document moved: after a crash between the
 * two both are there, and the higher revision counts.
 */
async function finish(
  disk: Disk,
  { before, after }: Step,
  staged: Staged | undefined,
  durable: boolean,
): Promise<void> {
  await staged?.install();
  if (!before || (after && isHot(after) === isHot(before))) return;
  for (const path of filesOf(before)) await disk.remove(path, durable);
}

/** Waits for all; if one fails, what the others staged is discarded. */
async function allOrNone(stages: Promise<Staged | undefined>[]): Promise<(Staged | undefined)[]> {
  const results = await Promise.allSettled(stages);
  const failed = results.find((result) => result.status === 'rejected');
  if (!failed) return Promise.all(stages);
  for (const result of results) if (result.status === 'fulfilled') result.value?.discard();
  throw failed.reason;
}
