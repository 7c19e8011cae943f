import type { Files, OpenFile } from './files.ts';
import { SharedRuns } from './shared-runs.ts';

/** How the disk wants failures told. */
export interface LogTold {
  /** Throws once the disk cannot be trusted. */
  readonly mustWork: () => void;
  /** Nothing was written: throws a sentence about it. */
  readonly refused: (error: unknown) => never;
  /** Nobody knows what was written: nothing more may be, and this throws. */
  readonly lost: (error: unknown) => never;
}

/** A file that is only ever appended to. */
export class LogFile {
  readonly #files: Files;
  readonly #file: OpenFile;
  readonly #told: LogTold;
  #length = 0;
  #synced = 0;
  readonly #syncs = new SharedRuns();

  constructor(files: Files, file: OpenFile, told: LogTold) {
    this.#files = files;
    this.#file = file;
    this.#told = told;
  }

  get length(): number {
    return this.#length;
  }

  /** Bytes that survive a power cut. */
  get synced(): number {
    return this.#synced;
  }

  /** Whole or not at all, as long as this process lives; survives its end. */
  append(bytes: Buffer): void {
    this.#told.mustWork();
    try {
      this.#files.append(this.#file, bytes, this.#length);
    } catch (error) {
      this.#cut();
      this.#told.refused(error);
    }
    this.#length += bytes.length;
  }

  /** Resolves when all that was appended before survives a power cut. */
  sync(): Promise<void> {
    return this.#syncs.run('', async () => {
      const length = this.#length;
      this.#told.mustWork();
      if (length === this.#synced) return;
      await this.#files.sync(this.#file).catch(this.#told.lost);
      this.#synced = length;
    });
  }

  close(): void {
    this.#files.close(this.#file);
  }

  /** Half a line is taken back. */
  #cut(): void {
    try {
      this.#files.truncate(this.#file, this.#length);
    } catch (error) {
      this.#told.lost(error);
    }
  }
}
