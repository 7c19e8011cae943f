import type { Storage } from '../../../dialogs/sdk.ts';
import type { Sent } from './parse.ts';

interface Entry {
  /** The notice this message carried. */
  readonly notice?: string;
  readonly msgId?: string;
  readonly status?: string;
}

/**
 * What became of template messages. WeChat accepts one and tells only afterwards, sometimes even before its
 * own answer is here, whether the phone got it.
 */
export class Ledger {
  readonly #storage: Storage;
  readonly #place: string;

  constructor(storage: Storage, appId: string) {
    this.#storage = storage;
    this.#place = `wechat/${appId}/sent`;
  }

  /** This notice has been sent once, and did not arrive or may have: once is enough. */
  async tried(notice: string): Promise<boolean> {
    return (await this.#read(`notice/${notice}`)) !== undefined;
  }

  /** WeChat took it; resolves with the status if that has come already. */
  async accepted(msgId: string, notice: string): Promise<string | undefined> {
    const known = await this.#read(msgId);
    await this.#storage.write({
      [`${this.#place}/${msgId}`]: { ...known, notice, eTag: '*' },
      [`${this.#place}/notice/${notice}`]: { msgId, eTag: '*' },
    });
    return known?.status;
  }

  /** How the message that carried this notice ended, as far as WeChat has told. */
  async statusOf(notice: string): Promise<string | undefined> {
    const { msgId } = (await this.#read(`notice/${notice}`)) ?? {};
    return msgId ? (await this.#read(msgId))?.status : undefined;
  }

  async unsure(notice: string): Promise<void> {
    await this.#storage.write({ [`${this.#place}/notice/${notice}`]: { eTag: '*' } });
  }

  /** WeChat tells how it went; resolves with the notice if we know which it was. */
  async ended({ msgId, status }: Sent): Promise<string | undefined> {
    const known = await this.#read(msgId);
    await this.#storage.write({ [`${this.#place}/${msgId}`]: { ...known, status, eTag: '*' } });
    return known?.notice;
  }

  async #read(name: string): Promise<Entry | undefined> {
    const key = `${this.#place}/${name}`;
    return (await this.#storage.read([key]))[key] as Entry | undefined;
  }
}
