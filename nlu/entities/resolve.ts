import { createRequire } from 'node:module';
import { fold } from '../text/fold.ts';
import type { Language } from '../understanding.ts';

/** Milliseconds; `to` is when the window ends. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** Turns the words of a time into its first future window; undefined if there is none or it is vague. */
export function resolveTime(
  words: string,
  now: number,
  language: Language | undefined,
): Window | undefined {
  const said = plain(fold(words));
  const own = ownWindow(said, now);
  if (own !== undefined) return own === 'vague' ? undefined : own;
  const wall = new Date(now + beijing);
  const reference = new Date(
    wall.getUTCFullYear(),
    wall.getUTCMonth(),
    wall.getUTCDate(),
    wall.getUTCHours(),
    wall.getUTCMinutes(),
    wall.getUTCSeconds(),
  );
  const culture = language === 'en' || /[a-z]{3}/.test(said) ? 'en-us' : 'zh-cn';
  const windows: Window[] = [];
  for (const found of recognise(said, culture, reference)) {
    for (const value of found.resolution?.values ?? []) {
      const window = windowOf(value, now);
      if (window !== undefined && window.to > now) windows.push(window);
    }
    if (windows.length > 0) break;
  }
  return windows.sort((a, b) => a.from - b.from)[0];
}

/** China has one time zone and no summer time. */
const beijing = 8 * 3_600_000;
const hour = 3_600_000;
const day = 24 * hour;

/** Spoken and regional forms that the recogniser does not know, in words it does. */
function plain(words: string): string {
  return plainer.reduce((said, [from, to]) => said.replace(from, to), words.toLowerCase());
}

const plainer: readonly (readonly [RegExp, string])[] = [
  [/听日/g, '明天'],
  [/朝早|一早|早晨|清晨/g, '早上'],
  [/晏昼|下昼|午后/g, '下午'],
  [/上昼/g, '上午'],
  [/\b([1-7])ish\b/g, '$1pm'],
  [/\b(\d{1,2})ish\b/g, '$1am'],
  [/夜晚|夜里|晚间/g, '晚上'],
  [/([今明昨])儿个?/g, '$1天'],
  [/([今明])早/g, '$1天早上'],
  [/([今明])[晚夜]/g, '$1天晚上'],
  [/礼拜/g, '星期'],
  [/周([一二三四五六日天末])/g, '星期$1'],
  [/(?:这|本)个?星期(?=[一二三四五六日天])/g, '星期'],
  [/下个星期(?=[一二三四五六日天])/g, '下星期'],
  [/点(?:整|钟)/g, '点'],
  [/钟头/g, '小时'],
];

const partOfDay: readonly (readonly [RegExp, number, number])[] = [
  [/下班[以之]?后|傍晚/, 18, 21],
  [/凌晨/, 0, 6],
  [/早上|上午|早|morning/, 8, 12],
  [/下午|afternoon/, 13, 18],
  [/中午|正午|noon/, 11, 14],
  [/下班前/, 9, 18],
  [/晚上|晚|tonight|evening/, 18, 22],
];

/** Windows of the house: a day or a part of it, half an hour, the weekend, the end of the month. */
function ownWindow(said: string, now: number): Window | 'vague' | undefined {
  if (
    /随便|改天|这几天|过几天|每|昨|前天|上个?(?:星期|月)|yesterday|last|ago|every|\bany ?(?:day|time)\b/.test(
      said,
    )
  )
    return 'vague';
  const midnight = Math.floor((now + beijing) / day) * day - beijing;
  const span = spanOf(said, now) ?? dayOfMonth(said, midnight) ?? tonight(said, midnight);
  if (span !== undefined) return span;
  if (/过两天|这两天/.test(said)) return { from: midnight + 2 * day, to: midnight + 3 * day };
  if (/^月底$/.test(said)) return endOfMonth(now);
  if (/\d|[一二两三四五六七八九十]点|[一二两三四五六七八九十]号|小时|分钟/.test(said))
    return undefined;
  const first = dayNamed(said, midnight);
  if (first === undefined) return undefined;
  const part = partOfDay.find(([word]) => word.test(said));
  const days = /末|weekend/.test(said) ? 2 : 1;
  if (part === undefined) return { from: Math.max(now, first), to: first + days * day };
  const window = { from: first + part[1] * hour, to: first + part[2] * hour };
  const bare = !/[今明后]|星期|day|tonight|tomorrow/.test(said);
  if (window.to > now) return { from: Math.max(now, window.from), to: window.to };
  return bare ? { from: window.from + day, to: window.to + day } : 'vague';
}

/** "半小时内" ends then; "两小时后" begins then. */
function spanOf(said: string, now: number): Window | undefined {
  const match =
    /^(半|[一两二三四五六七八九十]|\d{1,2})个?(半)?(小时|分钟|天)(?:之|以)?(内|后)/.exec(said);
  if (match === null) return undefined;
  const [, amount = '', half, unit, side] = match;
  const length = unit === '小时' ? hour : unit === '天' ? day : 60_000;
  const time = (numberOf(amount) + (half ? 0.5 : 0)) * length;
  return side === '内'
    ? { from: now, to: now + time }
    : { from: now + time, to: now + time + hour };
}

/** "25号": the next one to come. */
function dayOfMonth(said: string, midnight: number): Window | 'vague' | undefined {
  const match = /^(\d{1,2}|[一二三四五六七八九十]{1,3})[号日]$/.exec(said);
  if (match === null) return undefined;
  const wanted = numberOf(match[1] ?? '');
  if (!(wanted >= 1 && wanted <= 31)) return 'vague';
  for (let at = midnight; at < midnight + 62 * day; at += day) {
    if (new Date(at + beijing).getUTCDate() === wanted) return { from: at, to: at + day };
  }
  return 'vague';
}

/** "tonight 7 to 9", which the recogniser ends at 7. */
function tonight(said: string, midnight: number): Window | undefined {
  const match = /^tonight (?:at )?(\d{1,2})(?: ?(?:to|-|until) ?(\d{1,2}))?$/.exec(said);
  if (match === null) return undefined;
  const from = Number(match[1]) + (Number(match[1]) < 12 ? 12 : 0);
  const to =
    match[2] === undefined ? from + 1 : Number(match[2]) + (Number(match[2]) < 12 ? 12 : 0);
  return to > from ? { from: midnight + from * hour, to: midnight + to * hour } : undefined;
}

/** Up to ninety-nine, in digits or characters. */
function numberOf(word: string): number {
  if (word === '半') return 0.5;
  if (/^\d+$/.test(word)) return Number(word);
  const unit = (character: string | undefined) =>
    '零一二三四五六七八九'.indexOf((character ?? '').replace('两', '二'));
  const ten = word.indexOf('十');
  if (ten < 0) return unit(word);
  return (ten === 0 ? 1 : unit(word[0])) * 10 + (ten === word.length - 1 ? 0 : unit(word[ten + 1]));
}

function dayNamed(said: string, midnight: number): number | undefined {
  if (/大后天/.test(said)) return midnight + 3 * day;
  if (/后天|day after tomorrow/.test(said)) return midnight + 2 * day;
  if (/明天|明日|tomorrow|^第二天/.test(said)) return midnight + day;
  if (/今天|今日|当天|today|tonight/.test(said)) return midnight;
  const weekday = /^(下{0,2})个?星期([一二三四五六日天末])/.exec(said);
  if (weekday !== null) return nextWeekday(midnight, weekday[2] ?? '', weekday[1]?.length ?? 0);
  const part = partOfDay.some(([word]) => new RegExp(`^(?:${word.source})$`).test(said));
  return part ? midnight : undefined;
}

/** "周三" is the next one to come; "下周三" is in the week after this one, which begins on Monday. */
function nextWeekday(midnight: number, name: string, weeksOn: number): number {
  const today = (new Date(midnight + beijing).getUTCDay() + 6) % 7;
  const wanted = name === '末' ? 5 : '一二三四五六日'.indexOf(name === '天' ? '日' : name);
  if (weeksOn > 0) return midnight + (7 * weeksOn - today + wanted) * day;
  return midnight + ((wanted - today + 7) % 7) * day;
}

function endOfMonth(now: number): Window {
  const wall = new Date(now + beijing);
  const last = Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() + 1, 1) - beijing;
  return { from: Math.max(now, last - 3 * day), to: last };
}

interface Recognised {
  readonly resolution: { readonly values?: readonly Record<string, string>[] } | null;
}
interface Suite {
  recognizeDateTime(text: string, culture: string, options: number, reference: Date): Recognised[];
}

/** The suite takes a tenth of a second to load, so it is loaded by the first time expression. */
let suite: Suite | undefined;

function recognise(said: string, culture: string, reference: Date): Recognised[] {
  try {
    suite ??= createRequire(import.meta.url)('@microsoft/recognizers-text-suite') as Suite;
    return suite.recognizeDateTime(said, culture, 0, reference);
  } catch {
    return []; // The suite throws on a few odd inputs ("三十二号"); no window is the honest answer.
  }
}

function windowOf(value: Record<string, string>, now: number): Window | undefined {
  if (value.type === 'datetime') return around(instant(value.value), hour);
  if (value.type === 'date') return around(instant(`${value.value} 00:00:00`), day);
  if (value.type === 'time') return nextTime(value.value, now);
  if (value.type === 'datetimerange') return between(value.start, value.end);
  if (value.type === 'daterange')
    return between(`${value.start} 00:00:00`, `${value.end} 00:00:00`);
  if (value.type === 'timerange') {
    const from = nextTime(value.start, now);
    const to = nextTime(value.end, now);
    return from && to
      ? { from: from.from, to: to.from < from.from ? to.from + day : to.from }
      : undefined;
  }
  return undefined;
}

function nextTime(time: string | undefined, now: number): Window | undefined {
  const midnight = Math.floor((now + beijing) / day) * day - beijing;
  const [h = Number.NaN, m = 0] = (time ?? '').split(':').map(Number);
  if (!(h < 24)) return undefined;
  const at = midnight + h * hour + m * 60_000;
  return around(at > now ? at : at + day, hour);
}

function around(at: number | undefined, length: number): Window | undefined {
  return at === undefined ? undefined : { from: at, to: at + length };
}

function between(start: string | undefined, end: string | undefined): Window | undefined {
  const from = instant(start);
  const to = instant(end);
  return from === undefined || to === undefined || to < from ? undefined : { from, to };
}

/** "2025-03-01 15:00:00" on Beijing's wall clocks. */
function instant(text: string | undefined): number | undefined {
  const parsed = Date.parse(`${text?.replace(' ', 'T')}Z`);
  return Number.isNaN(parsed) ? undefined : parsed - beijing;
}
