import type { Activity } from '../../../dialogs/sdk.ts';
import type { Listen } from '../../listen.ts';
import { attach } from '../channel.ts';
import type { Api } from './api.ts';
import { fromChina } from './datum.ts';
import { type Blobs, keep } from './media.ts';
import type { Place, Push } from './parse.ts';
import { opens } from './scene.ts';

export interface Reading {
  readonly channel: string;
  readonly conversationOf: (openid: string) => string;
  readonly api: Api;
  readonly blobs: Blobs;
  /** WeChat's own recognition is being withdrawn; absent: a voice without words cannot be understood. */
  readonly listen?: Listen;
}

/** A push as the line takes it, with its media stored; undefined if there is nothing to answer. */
export async function activityOf(
  push: Push,
  reading: Reading,
): Promise<Partial<Activity> | undefined> {
  const { what } = push;
  const frame = frameOf(push, reading);
  switch (what.kind) {
    case 'text':
      return { ...frame, type: 'message', text: what.text };
    case 'photo':
    case 'video': {
      const kept = await keep(reading.api, reading.blobs, what.mediaId);
      if (!kept) return { ...frame, ...remark('mediaLost') };
      return { ...frame, type: 'message', text: '', attachments: [attach(kept.photo)] };
    }
    case 'voice':
      return voice(what, reading, frame);
    case 'place':
      return { ...frame, type: 'message', ...placed(what.place) };
    case 'unsupported':
      return { ...frame, ...remark('unsupported') };
    case 'click':
      // A scanned code is the person's own word; only our menu may pick for them.
      return what.scans
        ? { ...frame, type: 'message', text: what.code }
        : { ...frame, type: 'message', text: '', ...picked(what.code) };
    case 'follow':
    case 'enter':
    case 'scan': {
      const code = opens(what.scene);
      if (code) return { ...frame, type: 'message', text: '', ...picked(code) };
      return what.kind === 'scan' ? undefined : { ...frame, type: 'event', name: 'welcome' };
    }
    default:
      return undefined;
  }
}

type Voice = Extract<Push['what'], { kind: 'voice' }>;

async function voice(what: Voice, reading: Reading, frame: Partial<Activity>) {
  const kept = await keep(reading.api, reading.blobs, what.mediaId);
  const { contentType = '' } = kept?.photo ?? {};
  const words =
    what.heard || (kept && (await reading.listen?.({ bytes: kept.bytes, contentType })));
  if (!words) return { ...frame, ...remark('voiceUnclear') };
  const attachments = kept ? [attach(kept.photo)] : [];
  return { ...frame, type: 'message', text: words, attachments };
}

/** Something for the dialogs to say, though the person said no words. */
const remark = (name: string): Partial<Activity> => ({ type: 'event', name: `remark:${name}` });

/** Picked from our menu, so it needs no understanding. */
const picked = (code: string): Partial<Activity> => ({ value: { code } });

/** China's map coordinates are not the world's: inside the house a place is WGS 84. */
function placed(shown: Place): Partial<Activity> {
  const { latitude, longitude } = fromChina(shown);
  const { label } = shown;
  const entity = { type: 'GeoCoordinates', latitude, longitude, name: label };
  return { text: label || `${latitude.toFixed(6)},${longitude.toFixed(6)}`, entities: [entity] };
}

function frameOf(push: Push, { channel, conversationOf }: Reading): Partial<Activity> {
  return {
    id: push.key,
    channelId: channel,
    from: { id: `${channel}:${push.openid}`, name: '', role: 'user' },
    recipient: { id: 'bot', name: '', role: 'bot' },
    conversation: {
      id: conversationOf(push.openid),
      name: '',
      isGroup: false,
      conversationType: '',
    },
    timestamp: new Date(push.at),
  };
}
