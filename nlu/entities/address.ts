import { matches } from '../text/matches.ts';
import type { Asked } from '../understanding.ts';
import { finalOf } from './numbers.ts';
import type { Span } from './ticket.ts';

export interface Address extends Span {
  /** Taken only because it was asked for: nothing in it looks like an address. */
  readonly bare?: true;
}

/** An address down to the room, as said; when one was asked for, whatever was answered. */
export function findAddress(folded: string, asked: Asked | undefined): Address | undefined {
  const found = [...chinese(folded), ...numberedOnly(folded), ...english(folded, asked)];
  const last = finalOf(
    folded,
    found.sort((a, b) => a.start - b.start || b.end - a.end),
  );
  if (last !== undefined) return asked === 'slot_address' ? withTail(folded, last) : last;
  return asked === 'slot_address' ? bare(folded) : undefined;
}

const number = '(?:[\\da-z]{1,6}|[零〇幺一二两三四五六七八九十百]{1,6})(?:-\\d{1,5}){0,3}';
const name = '[\\u4e00-\\u9fff]{1,8}?';
const place =
  '(?:省|市|区|县|镇|乡|街道|大道|大街|路|街|道|巷|弄|胡同|里|村|苑|园|花园|家园|小区|社区|城|府|庭|轩|湾|居|庄|阁|邸|郡|墅|公馆|公寓|大厦|大楼|写字楼|办公楼|教学楼|广场|中心|学校|大学|中学|小学|宿舍|校区|酒店|医院|商场|门店)';
const unit = '(?:号楼|号院|号|栋|幢|座|单元|门洞|门|期|段|弄|巷|层|楼|室|房|户|铺|档)';
const part = `(?:\\s?${number}\\s?${unit}(?:之[一二三四五\\d])?)`;
const whole = new RegExp(
  `(?:(?:${name}${place}){1,5}(?:[东南西北][区门座侧])?${part}{0,6}|(?:宿舍|公寓|办公楼|教学楼)${part}{1,6}|(?:${name})?${part}{2,6})(?:\\s?(?:\\d{2,5}|[零幺一二三四五六七八九]{3,5})(?=[^\\d点号月]|$))?(?:\\s?(?:室|号|房|前台|大厅))?`,
  'g',
);

function chinese(folded: string): Span[] {
  const spans: Span[] = [];
  for (const match of matches(whole, folded)) {
    const span = trimmed(folded, match.index, match.index + match[0].length);
    if (span !== undefined) spans.push(span);
  }
  return spans;
}

/** Words before a place that are not part of its name. */
const before =
  /^.*(?:住在|我住|住(?![宅院户房])|地址(?:是|在|改成|换成|:)?|位于|送到|来到|搬到|改成|换成|不对|不是|说错了|应该是|就在|在|到|去|是|给|我家|我们|你们|家里|我|的|约|订|这边|要|[,。;:!?\s])(?=.)/;

/** "七栋海棠苑七栋…": a building said before its name was taken back. */
const withdrawn = new RegExp(`^${part}(?=[\\u4e00-\\u9fff]{2,8}${place}.*${unit})`);

function trimmed(folded: string, start: number, end: number): Span | undefined {
  const said = folded.slice(start, end);
  const known = before.exec(said)?.[0].length ?? 0;
  const lead = known + (withdrawn.exec(said.slice(known))?.[0].length ?? 0);
  const kept = said.slice(lead).trim();
  if (kept.length < 4 || !numbered.test(kept)) return undefined;
  const from = start + said.indexOf(kept, lead);
  return { start: from, end: from + kept.length };
}

/** A place without any number is a neighbourhood, not an address. */
const numbered = new RegExp(`${number}\\s?${unit}|${place}.*\\d{2,}`);

/** "望京3-2-501": building, entrance and room behind a name. */
function numberedOnly(folded: string): Span[] {
  const pattern = /[\u4e00-\u9fff]{2,12}\d{1,3}-\d{1,2}-\d{3,4}(?!\d|-\d)/g;
  return [...folded.matchAll(pattern)].map(({ index, 0: said }) => {
    const lead = before.exec(said)?.[0].length ?? 0;
    return { start: index + lead, end: index + said.length };
  });
}

const value = '(?:\\d[\\da-z-]{0,6}|[a-z]\\d[\\d-]{0,5}|[a-z]\\b)';
const enUnit = `(?:(?:flat|apt|apartment|unit|room|rm|suite|block|blk|floor|fl|building|bldg|tower|villa|house|phase|no|lane)\\b\\.? ?#?${value}|#${value}|${value} ?/f)`;
const road =
  '(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|court|ct|boulevard|blvd|place|square|way|terrace|close|crescent)\\b\\.?';
const estate =
  '(?:gardens?|estates?|court|plaza|towers?|mansions?|community|residences?|park|villas?|village|compound|apartments|heights|bay|city|campus|hotel|mall|view|court|centre|center|terrace)\\b';
const words = "(?:[a-z']+ ){1,3}?";
const street = `\\d{1,5}[a-z]? (?:[a-z']+ ){1,4}?${road}`;
const district =
  "(?:pudong|puxi|huangpu|xuhui|jing'an|jingan|changning|minhang|hongkou|yangpu|putuo|baoshan|chaoyang|haidian|dongcheng|xicheng|fengtai|tongzhou|shunyi|futian|nanshan|luohu|tianhe|yuexiu|kowloon|shanghai|beijing|shenzhen|guangzhou|hangzhou|taipei|hong kong|[a-z]+ district)\\b";
const enWhole = new RegExp(
  `\\b(?:${enUnit},? ?(?:of )?)*(?:${street}(?:,? (?:${enUnit}|${words}${estate}))*(?:,? #?\\d{1,5}[a-z]?(?![\\d-]))?|(?:${enUnit},? ?)*(?:${enUnit}),? (?:(?:of|in|at) )?${words}${estate}(?: ${enUnit})?)(?:, ?${enUnit})*(?:,? ?${district})*`,
  'g',
);
const unitsOnly = new RegExp(`\\b${enUnit}(?:,? ?${enUnit})*(?:,? ?${district})*`, 'g');

/** Units alone ("Room 502") are an address only where one is being told. */
function english(folded: string, asked: Asked | undefined): Span[] {
  if (!/\d/.test(folded) || !/[a-z]{2}/.test(folded)) return [];
  const found = [...folded.matchAll(enWhole)];
  const told = asked === 'slot_address' || /\b(?:address|live|lives|living)\b/.test(folded);
  const all = found.length > 0 || !told ? found : [...folded.matchAll(unitsOnly)];
  return all.map(({ index, 0: said }) => ({ start: index, end: index + said.trimEnd().length }));
}

/** Asked for an address, what follows it after a comma is part of it: "12 Nanjing Road, Huangpu". */
function withTail(folded: string, address: Span): Span {
  const tail = /^(?:, ?[a-z' ]{2,25}){1,3}(?=[.!]?\s*$)/.exec(folded.slice(address.end))?.[0] ?? '';
  return spokenTail.test(tail) ? address : { ...address, end: address.end + tail.length };
}

const spokenTail =
  /\b(?:please|thanks?|thank you|and|but|call|ring|come|i|my|you|is|the|it|ok|okay)\b/;

function bare(folded: string): Address | undefined {
  const said = folded.replace(
    /^(?:地址(?:是|在)?|我?住在?|我?家?在|就在|my address is|i live (?:at|in)|it's|at)\s*/,
    '',
  );
  const end = folded.length - (said.length - said.trimEnd().length);
  const start = folded.length - said.length;
  return /[\p{L}\d]{2}/u.test(said) && !notAPlace.test(said) && said.length <= 120
    ? { start, end, bare: true }
    : undefined;
}

/** Questions, orders and refusals. */
const notAPlace =
  /^(?:转?人工|取消|算了|跳过|等|不|没|好的?$|帮助|重新|谢|你好|为|什么|多少|随便|快|赶[紧快]|马上|立刻|别|先|急|救|忘|都行|都可以|无所谓|再说|哪|谁|咋|怎|要紧|一定|必须|干嘛|你(?!家)|您(?!家)|我[要想不]|能不能|可以|可不可以|烦|滚|来人|嗯+$|呃|啊|skip|cancel|help|human|agent|wait|no\b|yes\b|why|what|how|who|whatever|anywhere|hurry|come|just come|do|can|none|never|stop|send)|[!?]|[吗呢么]$|快来|来人|怎么办|什么时候|多久/;
