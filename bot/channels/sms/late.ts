import type { Storage } from '../../../dialogs/sdk.ts';
import { untilSaved } from '../../conflict.ts';
import type { Letter } from './parse.ts';

/** Texts the provider was told we have, and whose answer is still to be sent: after a crash they are served again. */
export class LateBook {
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  async all(): Promise<readonly Letter[]> {
    return (await this.#read()).letters;
  }

  add(letter: Letter): Promise<void> {
    return this.#change((letters) => [...letters.filter(({ id }) => id !== letter.id), letter]);
  }

  remove({ id: gone }: Letter): Promise<void> {
    return this.#change((letters) => letters.filter(({ id }) => id !== gone));
  }

  #change(change: (letters: readonly Letter[]) => readonly Letter[]): Promise<void> {
    return untilSaved(attempts, async () => {
      const book = await this.#read();
      await this.#storage.write({ [key]: { ...book, letters: change(book.letters) } });
    });
  }

  async #read(): Promise<{ readonly letters: readonly Letter[]; readonly eTag?: string }> {
    const found = (await this.#storage.read([key]))[key];
    return found ? { letters: found.letters, eTag: found.eTag } : { letters: [], eTag: 'absent' };
  }
}

const key = 'sms/late';
const attempts = 20;
