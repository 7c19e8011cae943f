import { matches } from '../text/matches.ts';
import { finalOf } from './numbers.ts';
import type { Span } from './ticket.ts';

/** Money, as said: 六万八, 4500元, 一千五, $350. A bare 一块 or 两块 counts pieces. */
export function findAmount(folded: string): Span | undefined {
  const sums = spans(folded, money).filter(
    ({ start, end }) => !/^[一两二三四五六七八九几半]块$/.test(folded.slice(start, end)),
  );
  return finalOf(folded, sums);
}

/** Floor space, as said: 一百二十平, 1600平米, 28坪. */
export function findArea(folded: string): Span | undefined {
  return finalOf(folded, spans(folded, area));
}

const digits = '\\d+(?:,\\d{3})*(?:\\.\\d+)?';
const zh = '[零〇一二两三四五六七八九十百千万亿]';
const currency =
  '(?:块钱|块|元钱|元|人民币|美元|美金|欧元|港币|港元|台币|刀|大洋|rmb|dollars?|bucks|usd|euros?|pounds?|yuan)';
const big =
  '[一二两三四五六七八九十几][零〇一二两三四五六七八九十百千]*[百千万][零〇一二两三四五六七八九十百千]*(?![零〇一二两三四五六七八九十]*(?:平|坪|米|个|次|人|张|把|套|公|多?平|年|天|斤|度))';
const money = new RegExp(
  `[$¥€£]\\s?${digits}k?|(?:${digits}|${zh}+|几[十百千万]+)(?:多|来)?(?:[百千万]|k|w)?(?:多)?\\s?${currency}(?!发)|${digits}\\s?[万千wk](?![a-z\\u4e00-\\u9fff]*平)|${big}|(?<=(?:花|赔|退|付|交|收|值|扣|给)了?我?)\\d{2,7}(?![\\d:点号楼栋平月天次个年-])`,
  'g',
);
const area = new RegExp(
  `(?:${digits}|${zh}+)多?\\s?(?:平方米|平方|平米|平|坪|㎡|m2|m²|sqm|square (?:met(?:er|re)s?|feet|foot)|sq\\.? ?(?:m|ft)|呎)(?![安台整衡均时常板])`,
  'g',
);

function spans(folded: string, pattern: RegExp): Span[] {
  return matches(pattern, folded).map(({ index, 0: word }) => ({
    start: index,
    end: index + word.trimEnd().length,
  }));
}
