import { createHash } from 'node:crypto';
import type { Instant } from '../../../desk/words.ts';
import { wechatUnsupported } from '../../../dialogs/text/wechat.ts';
import { HttpError } from '../../errors.ts';
import { clean, type Elements, entriesOf, insideOf, readXml, textOf } from './xml.ts';

/** A push from WeChat: whose, when, and what it means to us. */
export interface Push {
  readonly openid: string;
  /** Our own original id (`gh_…`): replies come from it. */
  readonly to: string;
  readonly at: Instant;
  /** The same for every delivery of the same push, and for no other push of this person. */
  readonly key: string;
  readonly what: What;
}

export type What =
  /** `menu`: tapped in a menu message, which WeChat counts as a click and not as a message. */
  | { readonly kind: 'text'; readonly text: string; readonly menu: boolean }
  | { readonly kind: 'photo' | 'video'; readonly mediaId: string }
  | { readonly kind: 'voice'; readonly mediaId: string; readonly heard: string }
  | { readonly kind: 'place'; readonly place: Place }
  /** Something a person sent that we cannot use. */
  | { readonly kind: 'unsupported' }
  | { readonly kind: 'follow' | 'scan' | 'enter'; readonly scene: string }
  | { readonly kind: 'unfollow' }
  | { readonly kind: 'click'; readonly code: string; readonly scans: boolean }
  /** How a template message or notification ended; `status` is `success` or why not. */
  | { readonly kind: 'sent'; readonly sent: readonly Sent[] }
  /** The person allowed or refused one notification of each of these. */
  | { readonly kind: 'consent'; readonly consents: readonly Consent[] }
  /** WeChat's own service desk took this person over, or gave them back. */
  | { readonly kind: 'agent'; readonly busy: boolean }
  /** Needs no answer and changes nothing. */
  | { readonly kind: 'nothing' };

export interface Place {
  readonly latitude: number;
  readonly longitude: number;
  /** As WeChat's map names it; may be empty. */
  readonly label: string;
}

export interface Sent {
  readonly msgId: string;
  readonly status: string;
}

export interface Consent {
  readonly template: string;
  readonly accepted: boolean;
  /** Asked by a pop-up, which gives one message each; otherwise changed in the settings. */
  readonly counted: boolean;
}

/** Throws HttpError 400 for what is not a push. */
export function parse(xml: string): Push {
  const push = readXml(xml);
  const at = Number(textOf(push, 'CreateTime')) * 1000;
  const openid = textOf(push, 'FromUserName');
  if (!/^[\w-]{1,128}$/.test(openid) || !Number.isSafeInteger(at) || !textOf(push, 'MsgType'))
    throw new HttpError(
      400,
      'BadPush',
      'This is not a push of WeChat: sender, time or type is missing.',
    );
  return { openid, to: textOf(push, 'ToUserName'), at, key: keyOf(push), what: whatIs(push) };
}

/** Events have no id; WeChat itself tells them apart by sender and time, which two can share. */
function keyOf(push: Elements): string {
  const id = textOf(push, 'MsgId');
  if (/^\d{1,20}$/.test(id)) return `m${id}`;
  const names = ['MsgId', 'CreateTime', 'MsgType', 'Event', 'EventKey', 'MsgID'];
  const parts = [...names.map((name) => textOf(push, name)), listOf(push)];
  return `e${createHash('sha1').update(JSON.stringify(parts)).digest('base64url')}`;
}

function whatIs(push: Elements): What {
  const of = (name: string) => textOf(push, name);
  switch (of('MsgType')) {
    case 'text':
      return spoken(clean(of('Content')).trim(), of('bizmsgmenuid') !== '');
    case 'image':
      return { kind: 'photo', mediaId: of('MediaId') };
    case 'voice':
      return { kind: 'voice', mediaId: of('MediaId'), heard: clean(of('Recognition')).trim() };
    case 'video':
    case 'shortvideo':
      return { kind: 'video', mediaId: of('MediaId') };
    case 'location':
      return placed(push);
    case 'link':
      return spoken(joined(of('Title'), of('Url')), false);
    case 'miniprogrampage':
      return spoken(joined(of('Title')), false);
    case 'event':
      return happened(push);
    default:
      return { kind: 'unsupported' };
  }
}

/** WeChat puts its own words in place of what it cannot pass on. */
function spoken(text: string, menu: boolean): What {
  if (text === '' || wechatUnsupported.test(text)) return { kind: 'unsupported' };
  return { kind: 'text', text: text.slice(0, longestText), menu };
}

const longestText = 20_000;

/** X is the latitude. */
function placed(push: Elements): What {
  const [latitude, longitude] = [
    Number(textOf(push, 'Location_X')),
    Number(textOf(push, 'Location_Y')),
  ];
  const onEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  if (!onEarth) return { kind: 'unsupported' };
  return {
    kind: 'place',
    place: { latitude, longitude, label: clean(textOf(push, 'Label')).trim() },
  };
}

function happened(push: Elements): What {
  const of = (name: string) => textOf(push, name);
  switch (of('Event').toLowerCase()) {
    case 'subscribe':
      return { kind: 'follow', scene: clean(of('EventKey')).replace(/^qrscene_/, '') };
    case 'unsubscribe':
    case 'user_authorization_revoke':
      return { kind: 'unfollow' };
    case 'scan':
      return { kind: 'scan', scene: clean(of('EventKey')) };
    case 'user_enter_tempsession':
      return { kind: 'enter', scene: clean(of('SessionFrom')).slice(0, 1000) };
    case 'click':
      return { kind: 'click', code: clean(of('EventKey')), scans: false };
    case 'scancode_waitmsg':
      return {
        kind: 'click',
        code: clean(textOf(insideOf(push, 'ScanCodeInfo'), 'ScanResult')),
        scans: true,
      };
    case 'templatesendjobfinish':
      return { kind: 'sent', sent: [{ msgId: of('MsgID'), status: of('Status') }] };
    case 'subscribe_msg_sent_event':
      return { kind: 'sent', sent: listOf(push).map(sentOf) };
    case 'subscribe_msg_popup_event':
      return { kind: 'consent', consents: listOf(push).map((one) => consentOf(one, true)) };
    case 'subscribe_msg_change_event':
      return { kind: 'consent', consents: listOf(push).map((one) => consentOf(one, false)) };
    case 'kf_create_session':
    case 'kf_close_session':
      return { kind: 'agent', busy: of('Event') === 'kf_create_session' };
    default:
      return { kind: 'nothing' };
  }
}

/** The documentation wraps these lists in one of three elements, and not always in the right one. */
function listOf(push: Elements): readonly Elements[] {
  return ['SubscribeMsgPopupEvent', 'SubscribeMsgChangeEvent', 'SubscribeMsgSentEvent'].flatMap(
    (wrapper) => entriesOf(insideOf(push, wrapper), 'List'),
  );
}

const sentOf = (entry: Elements): Sent => ({
  msgId: textOf(entry, 'MsgID'),
  status: textOf(entry, 'ErrorCode') === '0' ? 'success' : textOf(entry, 'ErrorStatus') || 'failed',
});

const consentOf = (entry: Elements, counted: boolean): Consent => ({
  template: textOf(entry, 'TemplateId'),
  accepted: textOf(entry, 'SubscribeStatusString') === 'accept',
  counted,
});

const joined = (...parts: readonly string[]): string =>
  parts
    .map((part) => clean(part).trim())
    .filter(Boolean)
    .join('\n');
