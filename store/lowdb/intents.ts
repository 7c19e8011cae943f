import { join } from 'node:path';
import type { Doc, DocKey } from '../engine.ts';
import type { Disk } from './disk.ts';
import { Damaged, loadDocument, saveDocument } from './document-file.ts';
import { coldPath, homeOf, hotPath } from './names.ts';

/** What one document was and will be; absent before or after if undefined. */
export interface Step {
  readonly key: DocKey;
  readonly before?: Doc | undefined;
  readonly after?: Doc | undefined;
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

  /** Once this resolves, the commit has happened. */
  async declare(steps: readonly Step[], durable: boolean): Promise<string> {
    const path = join('intents', `${++this.#count}.json`);
    await saveDocument(this.#disk, path, steps, durable);
    return path;
  }

  /** Makes the documents what the intent says, then removes it. */
  async settle(path: string, steps: readonly Step[], durable: boolean): Promise<void> {
    await Promise.all(steps.map((step) => apply(this.#disk, step, durable)));
    await this.#disk.remove(path, durable);
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
    const current = await newerOfTwins(this.#disk, key);
    const planned = after ?? before;
    if (current && planned && current.rev > planned.rev) return;
    if (after && current?.rev !== after.rev)
      await saveDocument(this.#disk, homeOf(after), after, true);
    for (const path of [hotPath(key), coldPath(key)]) {
      if (!after || path !== homeOf(after)) await this.#disk.remove(path, true);
    }
  }
}

/**
 * The new file first, then away with the old one if the document moved: after a crash between the
 * two both are there, and the higher revision counts.
 */
export async function apply(disk: Disk, step: Step, durable: boolean): Promise<void> {
  const { before, after } = step;
  const home = after && homeOf(after);
  if (after && home) await saveDocument(disk, home, after, durable);
  if (before && homeOf(before) !== home) await disk.remove(homeOf(before), durable);
}

/** A crash in mid-move leaves a document in both its homes; the higher revision is the document. */
export async function newerOfTwins(disk: Disk, key: DocKey): Promise<Doc | undefined> {
  const hot = await readable(disk, hotPath(key));
  const cold = await readable(disk, coldPath(key));
  return hot && cold && cold.rev > hot.rev ? cold : (hot ?? cold);
}

async function readable(disk: Disk, path: string): Promise<Doc | undefined> {
  try {
    return await loadDocument<Doc>(disk, path);
  } catch (error) {
    if (error instanceof Damaged) return undefined;
    throw error;
  }
}
