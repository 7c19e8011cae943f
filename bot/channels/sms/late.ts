import type { Storage } from '../../../dialogs/sdk.ts';
import { LateBook as Book } from '../late.ts';
import type { FromPhone } from './activity.ts';

/** Texts whose answer comes by a text of its own. */
export class LateBook extends Book<FromPhone> {
  constructor(storage: Storage) {
    super(storage, {
      pages: [page],
      pageOf: () => page,
      list: 'letters',
      isSame: (one, other) => one.id === other.id,
    });
  }
}

const page = 'sms/late';
