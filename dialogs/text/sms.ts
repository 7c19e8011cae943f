import type { ConsentChange } from '../../desk/consent.ts';
import type { Language } from '../../desk/words.ts';

/** What only a text message has to say. */
export interface SmsWords {
  /** Longer than anybody writes within an hour; nothing more is answered before it has passed. */
  tooMany(): string;
  /** What cannot be undone is done only when these digits come back: whoever reads them must see what for. */
  echo(digits: string, what: string): string;
  /** A survey that can be answered at once, or where the link leads. */
  orLink(url: string): string;
  /** Where a question that is texted can be answered. */
  readonly howToAnswer: string;
}

/**
 * "退订", "STOP", "TD": no more texts; "恢复", "START": they may come again. Whole messages only, and no words that
 * mean something else in a talk with us.
 */
export function optOutIn(text: string): ConsentChange['say'] | undefined {
  const said = text
    .normalize('NFKC')
    .trim()
    .replace(/[。.!！]+$/, '');
  if (stop.test(said)) return 'stop';
  return start.test(said) ? 'allow' : undefined;
}

const stop =
  /^(?:退订|退訂|短信退订|退订短信|取消订阅|取消訂閱|回?td|t|stop|stop ?all|unsubscribe|opt ?out|revoke)$/i;
const start = /^(?:恢复|恢復|恢复短信|恢復簡訊|重新订阅|重新訂閱|start|unstop|opt ?in)$/i;

export const smsWords: Readonly<Record<Language, SmsWords>> = {
  'zh-Hans': {
    tooMany: () => '这一个小时的短信太多了，后面的我先不回。急事请拨打热线，或过一个小时再发。',
    echo: (digits, what) =>
      `“${what}”，做了就收不回来。短信的发件号码可以伪造：是您要做的，请回复 ${digits}，我才记下；回别的都不改动。`,
    orLink: (url) => `直接回复数字就行，也可以打开 ${url}`,
    howToAnswer: '直接回复这条短信就行；也可以拨打400热线，或在微信、网页上告诉我们。',
  },
  'zh-Hant': {
    tooMany: () => '這一個小時的簡訊太多了，後面的我先不回。急事請撥打熱線，或過一個小時再傳。',
    echo: (digits, what) =>
      `“${what}”，做了就收不回來。簡訊的寄件號碼可以偽造：是您要做的，請回覆 ${digits}，我才記下；回別的都不改動。`,
    orLink: (url) => `直接回覆數字就行，也可以打開 ${url}`,
    howToAnswer: '直接回覆這則簡訊就行；也可以撥打400熱線，或在微信、網頁上告訴我們。',
  },
  en: {
    tooMany: () =>
      'That was too many texts within one hour; I stop answering for now. If it is urgent call the hotline, or text again in an hour.',
    echo: (digits, what) =>
      `"${what}" cannot be taken back, and the sender of a text can be forged: if you want it, reply ${digits} and it is done. Anything else changes nothing.`,
    orLink: (url) => `Just reply with a number, or open ${url}`,
    howToAnswer:
      'Just reply to this text; or call the hotline, or tell us in WeChat or the web chat.',
  },
};
