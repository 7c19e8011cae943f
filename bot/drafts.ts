import { createHash } from 'node:crypto';
import type { Draft, Drafts } from '../dialogs/resume.ts';
import type { Storage } from '../dialogs/sdk.ts';

/** Unfinished reports in the bot's state; telephones are no names for documents. */
export function draftsIn(state: Storage): Drafts {
  return {
    keep: (phone, draft) => state.write({ [keyOf(phone)]: { draft, eTag: '*' } }),
    async of(phone) {
      const key = keyOf(phone);
      return (await state.read([key]))[key]?.draft as Draft | undefined;
    },
    forget: (phone) => state.delete([keyOf(phone)]),
  };
}

const keyOf = (phone: string): string =>
  `draft/${createHash('sha256').update(phone).digest('base64url')}`;
