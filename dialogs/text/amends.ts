/** How people take something back: "不对，是3栋不是2栋", "sorry, building 5", "no wait, it's Pete". */

/** What follows the words of correction, perhaps nothing; undefined if nothing is taken back. */
export function takenBack(text: string): string | undefined {
  const said = text.trim().slice(0, longest);
  const match = opener.exec(said);
  if (!match) return undefined;
  return trim(said.slice(match[0].length).replace(linking, ''));
}

/** Nobody takes something back in more. */
const longest = 200;

/** Strong enough to mean the last answer even when nothing follows. */
export const isOnlyTakenBack = (text: string): boolean =>
  takenBack(text) === '' && strong.test(text);

const strong =
  /不对|不對|错了|錯了|写错|寫錯|打错|打錯|说错|說錯|讲错|講錯|搞错|搞錯|弄错|弄錯|填错|口误|唔啱|wrong|mistake|incorrect|typo/iu;
const latin = (words: string) => `(?:${words})(?!\\p{L})`;
const fillers = `啊|哦|噢|哎呀?|诶|呃|嗯|那个|抱歉|不好意思|对不起|對不起|對唔住|唔好意思|等等|等一下|等下|我|你|刚才|剛才|刚刚|剛剛|号码|名字|${latin('oh|ah|um|oops|sorry|no|wait|hang on|i')}`;
const takes = `不对|不對|不是的?(?=[\\s\\p{P}]|$)|错了|錯了|(?:写|寫|打|说|說|讲|講|搞|弄|填|记|記)(?:错|錯)|口误|更正(?:一下)?|改一下|改成|改为|改為|应该是|應該是|唔係|唔系|唔啱|${latin("sorry|no|wait|actually|oops|correction|i meant?|my (?:mistake|bad)|wrong(?: number| address| name)?|typo|that'?s wrong")}`;
const opener = new RegExp(
  `^(?:(?:${fillers})[\\s\\p{P}]*)*(?:${takes})了?[\\s\\p{P}]*(?:(?:${takes})了?[\\s\\p{P}]*)*`,
  'iu',
);
const linking =
  /^(?:应该是|應該是|应该|應該|就是|改成|改为|改為|而是|是|係|it should be|should be|it'?s|it is|that is|i meant?|make it|the correct one is)\s*/iu;

/** Something said is taken back somewhere in these words. */
export const isAmended = (text: string): boolean =>
  swapIn(text) !== undefined || strong.test(text) || /\bsorry\b/i.test(text);

export interface Swap {
  readonly was: string;
  readonly is: string;
}

/** This instead of that, both named. */
export function swapIn(text: string): Swap | undefined {
  const said = text
    .trim()
    .slice(0, longest)
    .replace(/[\s。.!！]+$/u, '');
  for (const [pattern, first] of swaps) {
    const match = pattern.exec(said);
    const [one, other] = [trim(match?.[1] ?? ''), trim(match?.[2] ?? '')];
    if (one && other) return first === 'is' ? { is: one, was: other } : { was: one, is: other };
  }
  return undefined;
}

const swaps: readonly (readonly [RegExp, 'is' | 'was'])[] = [
  [
    /(?:不是|唔係|唔系)([^,，。;；是]{1,20}?)[\s,，、;；]*(?:而是|应该是|應該是|是|係|系)([^,，。;；]{1,40})/u,
    'was',
  ],
  [
    /(?:应该是|應該是|是|係|系)([^,，。;；是]{1,40}?)[\s,，、;；]*(?:而?不是|唔係|唔系)([^,，。;；]{1,20})/u,
    'is',
  ],
  [
    /\bnot (?:the |my |in )?([^,;.]{1,30}?)[,;]?\s+(?:but|it'?s|it is)\s+(?:the |my )?([^,;.]{1,40})/iu,
    'was',
  ],
  [
    /(?:\bit'?s|\bit is|\bshould be|\bactually|\bi meant?|^no,?)\s+(?:it'?s )?(?:the |my |in )?([^,;.]{1,40}?),?\s+(?:not|instead of)\s+(?:the |my |in )?([^,;.]{1,30})/iu,
    'is',
  ],
];

const trim = (text: string): string => text.replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '');

/** 3栋, 502室, Building 5: the known address with the parts of the same sort exchanged; undefined if none fits. */
export function exchangeParts(known: string, said: string): string | undefined {
  const parts = partsOf(said);
  let mended = known;
  for (const part of parts) {
    const same = partsOf(mended).filter(({ sort }) => sort === part.sort);
    const [one] = same;
    if (same.length !== 1 || !one) return undefined;
    mended = mended.slice(0, one.at) + part.text + mended.slice(one.at + one.text.length);
  }
  return parts.length > 0 && mended !== known ? mended : undefined;
}

/** "3月15号上午9点" and "下午2点": the day stays; another day replaces all. */
export function otherTime(known: string, said: string): string {
  const day = dayWords.exec(known)?.[0];
  if (!day || dayWords.test(said) || !/\d|[点點]|am|pm|[早午晚]|morning|noon|evening/iu.test(said))
    return said;
  return /[\u4e00-\u9fff]/.test(day) ? `${day}${said}` : `${day} ${said}`;
}

const dayWords =
  /(?:\d{1,2}\s*月\s*)?\d{1,2}\s*[号號日]|今天|明天|大?后天|大?後天|(?:这|這|下+|本)?(?:个|個)?(?:周|週|星期|礼拜|禮拜)[一二三四五六日天末]|\b(?:today|tomorrow|(?:next |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*)\b/iu;

/** Nothing but a piece of an address: "301", "2单元", "Apt 4B". */
export function isOnlyPart(text: string): boolean {
  const said = trim(text);
  if (/^[A-Za-z]?\d{1,4}[A-Za-z]?$/.test(said)) return true;
  const left = partsOf(said).reduce((rest, { text: part }) => rest.replace(part, ''), said);
  return said !== '' && left !== said && /^[\s,，\d的在]*$/u.test(left);
}

interface Part {
  readonly text: string;
  readonly sort: string;
  readonly at: number;
}

function partsOf(text: string): Part[] {
  const found: Part[] = [];
  for (const match of text.matchAll(chinesePart))
    found.push({ text: match[0], sort: sorts[match[1] ?? ''] ?? match[1] ?? '', at: match.index });
  for (const match of text.matchAll(englishPart))
    found.push({
      text: match[0],
      sort: englishSorts[(match[1] ?? '').toLowerCase()] ?? (match[1] ?? '').toLowerCase(),
      at: match.index,
    });
  return found;
}

const chinesePart =
  /[\dA-Za-z一二三四五六七八九十百]+\s?(号楼|號樓|号院|號院|单元|單元|栋|棟|幢|座|楼|樓|层|層|室|房|户|戶|弄|巷|号|號)/gu;
const sorts: Readonly<Record<string, string>> = {
  号楼: '栋',
  號樓: '栋',
  棟: '栋',
  幢: '栋',
  座: '栋',
  單元: '单元',
  樓: '楼',
  层: '楼',
  層: '楼',
  房: '室',
  户: '室',
  戶: '室',
  號: '号',
  號院: '号院',
};
const englishPart =
  /\b(room|rm|building|bldg|block|tower|unit|apt|apartment|flat|floor|suite)\.?\s*#?\s*(?:[\w-]*\d[\w-]*|[A-Z])\b/giu;
const englishSorts: Readonly<Record<string, string>> = {
  rm: 'room',
  bldg: 'building',
  block: 'building',
  tower: 'building',
  apt: 'room',
  apartment: 'room',
  flat: 'room',
  unit: 'room',
  suite: 'room',
};

/** The family name in "程" or "程先生" exchanged; undefined of a longer name: which character was wrong? */
export function otherFamilyName(known: string, character: string): string | undefined {
  const family = /^.(?=$|先生|女士|小姐|太太)/u;
  return family.test(known) ? known.replace(family, character) : undefined;
}

/** "成功的成": the character somebody explains; undefined if none is explained. */
export function explainedCharacter(text: string): string | undefined {
  const match = /^([\p{Script=Han}]{2,4})(?:的|嘅|那个|那個)([\p{Script=Han}])$/u.exec(trim(text));
  return match?.[1]?.includes(match[2] ?? '?') ? match[2] : undefined;
}

/** The new name or address in "名字改成陳怡君", "地址是望京3-2-503", "change my name to Linda"; undefined if none is said. */
export function restated(field: 'name' | 'address', text: string): string | undefined {
  const said = trim(renamings[field].exec(text.slice(0, longest))?.[1] ?? '');
  return said === '' ? undefined : said;
}

const becomes =
  '(?:[^,，。]{0,6}?(?:改成|改为|改為|换成|換成|应该是|應該是|写成|是|係|叫)| should be| is| to|:|：)';
const renamings = {
  name: new RegExp(`(?:名字|姓名|称呼|稱呼|\\bname)${becomes}\\s*(.+)$`, 'iu'),
  address: new RegExp(`(?:地址|住址|\\baddress)${becomes}\\s*(.+)$`, 'iu'),
};

/** What is said after naming the field: "改一下问题，柜子门合页坏了". Empty if only the field is named. */
export function afterField(text: string): string {
  return text
    .trim()
    .replace(
      /^(?:我想|我要|请|請|麻烦|帮我|幫我|can you|please|i want to|let me)?\s*(?:改一?下|修改|更改|更正|换一?下|改|change|correct|edit|fix|update)?(?:一?下)?\s*(?:the |my )?(?:问题描述|問題描述|问题|問題|描述|内容|內容|problem|description|issue)?(?:不对|不對|错了|錯了|写错了|改成|改为|改為|应该是|應該是|是|is wrong|to|is)?[\s\p{P}]*/iu,
      '',
    )
    .replace(linking, '')
    .trim();
}
