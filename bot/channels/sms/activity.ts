import type { Photo } from '../../../desk/events.ts';
import type { Activity } from '../../../dialogs/sdk.ts';
import { attach } from '../channel.ts';
import { local } from '../phone/parse.ts';
import { channelName } from './handsets.ts';
import { keep, type MediaParts } from './media.ts';
import type { Letter } from './parse.ts';

/** A text from a telephone that can be answered. */
export type FromPhone = Letter & { readonly from: string };

/** A text as the line takes it, with its pictures stored: what was said, then a remark on what could not be taken. */
export async function activitiesOf(
  letter: FromPhone,
  account: string,
  parts: MediaParts,
): Promise<Partial<Activity>[]> {
  const { id, words, from } = letter;
  const kept = await Promise.all(letter.media.map((place) => keep(place, parts)));
  const photos = kept.filter((one): one is Photo => typeof one === 'object');
  const remark = kept.includes('lost') ? 'mediaLost' : 'unsupported';
  const frame = {
    channelId: channelName,
    from: { id: account, name: '', role: 'user' },
    recipient: { id: 'bot', name: '', role: 'bot' },
    conversation: { id: account, name: '', isGroup: false, conversationType: '' },
    // Seen by the dialogs as a caller's number is: it may be forged, and proves nothing.
    channelData: { claimedPhone: local(from.slice(1)) },
  };
  const said = {
    ...frame,
    type: 'message',
    id,
    text: words,
    attachments: photos.map(attach),
    ...(letter.wish && { value: { code: `consent:${letter.wish}:text` } }),
  };
  const noted = { ...frame, type: 'event', id: `${id}/media`, name: `remark:${remark}` };
  const hasWords = words !== '' || photos.length > 0;
  const hasLoss = photos.length < kept.length || !hasWords;
  return [...(hasWords ? [said] : []), ...(hasLoss ? [noted] : [])];
}

/** How a stranger is spoken to before they choose or write a sentence: by the country of their number. */
export function localeOf(phone: string): string | undefined {
  if (/^\+85[23]/.test(phone)) return 'zh-HK';
  if (phone.startsWith('+886')) return 'zh-TW';
  return phone.startsWith('+86') ? 'zh-CN' : undefined;
}
