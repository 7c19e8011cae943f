import type { Deed } from './work-kinds.ts';

/** Whole messages only: a word inside a sentence changes nothing. What follows may be a ticket and a detail. */
export function readDeed(text: string): { deed: Deed; rest: string } | undefined {
  const said = text
    .normalize('NFKC')
    .trim()
    .replace(/[。.!！]+$/, '');
  for (const [deed, pattern] of patterns) {
    const found = pattern.exec(said);
    if (found) return { deed, rest: (found.groups?.rest ?? '').trim() };
  }
  return undefined;
}

const rest = '(?<rest>(?:[\\s,，:：#].*|\\d.*)?)$';
const patterns: readonly (readonly [Deed, RegExp])[] = (
  [
    [
      'list',
      '(?:我的单|我的單|我的工单|我的工單|今天的?[单單]|任务|任務|my (?:jobs|tickets)|jobs)',
    ],
    ['pass', '(?:不接|接不了|不是我的|转走|轉走|not mine|pass)'],
    ['take', '(?:接单|接單|我接|接了|take(?: it)?|accept)'],
    ['contact', '(?:已联系|已聯絡|联系了|聯絡了|联系过了|聯絡過了|contacted|called)'],
    ['leave', '(?:出发|出發|出发了|出發了|在路上|上路了|on (?:the|my) way)'],
    ['late', '(?:晚到|要晚|迟到|遲到|会晚|會晚|晚|(?:running )?late)'],
    ['arrive', '(?:到了|已到|到达|到達|到现场了|到現場了|arrived|here)'],
    ['temporary', '(?:临时处理|臨時處理|临时|臨時|先应急|先應急|temporary(?: fix)?)'],
    ['done', '(?:完成|完成了|做完了|修好了|搞定了?|done|finished)'],
    ['parts', '(?:等配件|等零件|缺配件|缺零件|缺件|要配件|need(?:s)? parts)'],
    ['customer', '(?:等客户|等客戶|联系不上|聯絡不上|need(?:s)? (?:the )?customer)'],
    ['resume', '(?:继续|繼續|恢复|恢復|go on|resume)'],
    ['note', '(?:备注|備註|记一下|記一下|note)'],
    ['handover', '(?:交班|hand ?over)'],
    ['help', '(?:帮助|幫助|菜单|菜單|help|menu)'],
  ] as const
).map(([deed, words]) => [deed, new RegExp(`^${words}${rest}`, 'i')]);

/** "我是客户": from now on their words are a customer's; "上班" makes them a colleague's again. */
export function wantsHat(text: string): 'customer' | 'colleague' | undefined {
  if (/^(我是客户|我是客戶|i am a customer)[。.!！]?$/i.test(text.trim())) return 'customer';
  return /^(上班|back to work)[。.!！]?$/i.test(text.trim()) ? 'colleague' : undefined;
}

/** "员工绑定 123456", "staff code 123456". */
export function staffCodeIn(text: string): string | undefined {
  const said = text.normalize('NFKC').trim();
  return /^(?:员工绑定|員工綁定|staff code)\s*[:：]?\s*(\d{6})$/i.exec(said)?.[1];
}

export const means = {
  none: (text: string) => /^(没有?|無|无|沒有?|none|no|nothing)[。.!！]?$/i.test(text.trim()),
  ready: (text: string) =>
    /^(好了|发完了|發完了|传完了|傳完了|ready|that's all)[。.!！]?$/i.test(text.trim()),
  stop: (text: string) =>
    /^(取消|算了|不填了|stop|cancel|never ?mind)[。.!！]?$/i.test(text.trim()),
  allGood: (text: string) => /^(全部合格|都合格|全合格|all good)[。.!！]?$/i.test(text.trim()),
  free: (text: string) => /^(免费|免費|不收费|不收費|0元?|free)[。.!！]?$/i.test(text.trim()),
  satisfied: (text: string) => /^(很?满意|很?滿意|satisfied)[。.!！]?$/i.test(text.trim()),
  unsatisfied: (text: string) =>
    /^(不满意|不滿意|not satisfied|unsatisfied)[。.!！]?$/i.test(text.trim()),
  absent: (text: string) => /^(不在场|不在場|不在|absent|not here)[。.!！]?$/i.test(text.trim()),
  yes: (text: string) => /^(确认|確認|是|对|對|yes|confirm)[。.!！]?$/i.test(text.trim()),
  no: (text: string) => /^(重填|不对|不對|否|no|start over)[。.!！]?$/i.test(text.trim()),
} as const;
