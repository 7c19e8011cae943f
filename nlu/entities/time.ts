import { matches } from '../text/matches.ts';
import { finalOf } from './numbers.ts';
import type { Span } from './ticket.ts';

/** The words that say when, as said: "下周三上午十点半", "今晚七点", "next Friday". */
export function findTime(folded: string): Span | undefined {
  if (!cheap.test(folded)) return undefined;
  const spans = matches(expression, folded)
    .map(({ index, 0: word }) => trimmed(folded, index, index + word.length))
    .filter((span) => span.end > span.start);
  return finalOf(folded, wished(folded, spans), moved);
}

/** "明天的能不能改下周", "push Thursday's visit to Monday": the later time is the wanted one. */
const moved =
  /改|别来|不来|不要来|不用来|提到|提前到|换|挪|推|移|调到|延|那天|太早|太晚|不行|没空|等下|\b(?:to|until|instead|rather|not)\b/;

/** "昨天没擦窗,明天上午来补": of a time that was and a time to come, the wish is the one to come. */
function wished(folded: string, spans: Span[]): Span[] {
  const coming = spans.filter(({ start, end }) => !past.test(folded.slice(start, end)));
  if (coming.length === 0 || coming.length === spans.length) return spans;
  return coming.some(({ end }) => wish.test(folded.slice(end, end + 16))) ? coming : spans;
}

const past =
  /^(?:昨|前[天日]|大前天|寻日|琴日|上{1,2}个?(?:周|星期|礼拜|月)|去年|yesterday|last )|ago$/;
const wish = /^[^,。!?]*(?:来|约|上门|安排|派|补|修|过来|可以|有空|方便|please|come|visit|send)/;

/** One look decides whether anything slower runs. */
const cheap =
  /[今明昨后前]|[天日号月周晚点早午凌晨末]|星期|礼拜|小时|分钟|钟头|半夜|夜里|听|年|节|\d:\d|\b(?:to|mon|tue|wed|thu|fri|sat|sun|next|last|this|in|at|week|day|hour|am|pm|noon|midnight|yesterday|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\d ?[ap]m\b/;

const n = '(?:\\d{1,2}|[一二两三四五六七八九十]{1,3})';
const part =
  '(?:凌晨|清晨|一早|早上|早晨|上午|中午|正午|下午|午后|傍晚|晚上|夜里|半夜|晚间|朝早|晏昼|下昼|上昼|夜晚|早|晚|下班[以之]?后|下班前|上班前|午饭后|饭后|放学后)';
const minute = `(?:过?${n}分|(?:[二三四五]?十[一二三四五六七八九]?|零[一二三四五六七八九]|\\d{2})(?![个小人块元多几]))`;
const clock = `${n}(?:点钟?(?:半|一刻|三刻|整|${minute})?|:\\d{2}|时(?!间|候|常))`;
const day = `(?:大?[前后]天|[今明昨][天日儿晚早]|[今明昨]儿个?|当天|听[日朝晚]|寻[日晚]|琴[日晚]|今朝|今夜|明后天|第二天|隔天|改天|这几天|这两天|过两天|过几天)`;
const week = `(?:(?:每|这个?|本|下{1,2}个?|上{1,2}个?|隔)?(?:周|星期|礼拜)[一二三四五六日天末1-6]|(?:这|本|下{1,2}|上{1,2})个?(?:周|星期|礼拜)|周内)`;
const month = `(?:(?:(?:这|本|下|上)个?月|(?:\\d{4}年)?(?:\\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份)?)(?:${n}[号日]|初|中旬?|底|末|上旬|下旬|起)?|月底|月初|月中|年底|年前|年后|(?<!\\d)(?:\\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])号(?![楼栋院门线床]|\\d))`;
const festival = `(?:国庆|春节|中秋|元旦|端午|五一|十一(?=长假|假期|放假|黄金周|前|后|之)|清明|过年|双十一|节)(?:节|假期|期间|长假|黄金周)?(?:前|后|之前|之后|以后)?`;
const span = `(?:(?:半|${n}|几|一两|两三)(?:个)?半?(?:小时|钟头|分钟|天|星期|礼拜|周|个?月|刻钟)(?:之|以)?(?:后|内|以后|之后|前|左右))`;
const zhDate = `(?:${day}|${week}|${month}|${festival})`;
const zhClock = `(?:${part}?${clock}(?:(?:到|至|-|~)${part}?${clock})?(?:[以之]?[前后]|左右)?|${part})`;
const chinese = `(?:${zhDate}(?:的)?(?:[ ,]?${zhDate})?(?:的)?[ ]?${zhClock}?|${zhClock}|${span})`;

const weekday = `(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?\\b`;
const enDay = `(?:any ?(?:day|time) (?:but|except) (?:on )?${weekday}|today|tonight|tomorrow|yesterday|(?:(?:next|this|last|on|every|coming) )?(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?\\b|(?:next|this|last) (?:week|month|weekend|morning|afternoon|evening)|(?:the )?(?:day after tomorrow)|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]* \\d{1,2}(?:st|nd|rd|th)?|\\d{1,2}(?:st|nd|rd|th)(?: of [a-z]+)?|(?:the )?weekend)`;
const enWord = `(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)`;
const enClock = `(?:(?:at |around |by |before |after )?\\d{1,2}(?::\\d{2})? ?(?:[ap]\\.?m\\b\\.?|o'clock)|\\d{1,2}:\\d{2}|(?:at |around )?\\d{1,2}ish\\b|(?:at |around |by )${enWord}\\b(?! (?:times|people|of))(?: (?:thirty|fifteen))?|${enWord}(?= tonight| tomorrow)|noon|midnight|(?:in the )?(?:morning|afternoon|evening)|night)`;
const enSpan = `(?:(?:in|within) (?:an?|half an|${enWord}|\\d{1,3}|a few|a couple of) (?:hours?|minutes?|mins?|days?|weeks?)|(?:an?|${enWord}|\\d{1,3}) (?:hours?|days?|weeks?) (?:ago|from now|later))`;
const enTonight = `tonight (?:at )?\\d{1,2}(?: ?(?:to|-|until) ?\\d{1,2})?(?! ?[ap:\\d])`;
const english = `\\b(?:${enSpan}|${enTonight}|${enDay}(?: (?:at |around |by |before |after )?${enClock})?|${enClock}(?: (?:on )?${enDay})?)`;
const expression = new RegExp(`${chinese}|${english}`, 'g');

/** A leading preposition is not part of the time. */
function trimmed(folded: string, start: number, end: number): Span {
  const said = folded.slice(start, end);
  const lead =
    /^(?:on|at|around|by|before|after|in the|the|一?节) (?!(?:an?|one|two) )/.exec(said)?.[0]
      .length ?? 0;
  return { start: start + lead, end: end - (said.length - said.replace(/[的\s]+$/, '').length) };
}
