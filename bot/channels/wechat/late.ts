import { createHash } from 'node:crypto';
import type { Storage } from '../../../dialogs/sdk.ts';
import { LateBook as Book } from '../late.ts';
import type { Push } from './parse.ts';

/** Pushes whose answer comes by a message of its own. */
export class LateBook extends Book<Push> {
  constructor(storage: Storage, appId: string) {
    const pages = Array.from({ length: books }, (_, book) => `wechat/${appId}/late/${book}`);
    super(storage, {
      pages,
      pageOf: ({ openid }) => pages[bookOf(openid)] ?? '',
      list: 'pushes',
      isSame: (one, other) => one.openid === other.openid && one.key === other.key,
    });
  }
}

const books = 64;
const bookOf = (openid: string): number =>
  createHash('sha1').update(openid).digest().readUInt8() % books;
