import type { Deed } from './work-kinds.ts';

/** Whole messages only: a word inside a sentence changes nothing. What follows may be a ticket and a detail. */
export function readDeed(text: string): { deed: Deed; rest: string } | undefined {
  const said = text
    .replace(wide, (letter) => letter.normalize('NFKC'))
    .trim()
    .replace(/[。.!！~～]+$/, '');
  for (const [deed, pattern] of patterns) {
    const found = pattern.exec(said);
    const beside = found?.groups?.rest ?? '';
    if (!found || (atOnce.has(deed) && isSentence(said.slice(0, -beside.length), beside))) continue;
    return { deed, rest: beside.trim() };
  }
  return undefined;
}

/** Letters, digits and spaces; punctuation stays as it was typed, for the customer may read it. */
const wide = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u3000]/g;

/** "Here is the invoice", "plan to come later": English words run on where Chinese ones would be set apart. */
const isSentence = (head: string, beside: string): boolean =>
  /[a-z]$/i.test(head) && /^\s+[a-z]/i.test(beside);

/** What is true as soon as it is said. */
const atOnce: ReadonlySet<Deed> = new Set<Deed>([
  'list',
  'team',
  'take',
  'contact',
  'leave',
  'arrive',
  'plan',
  'progress',
  'parts',
  'customer',
  'resume',
]);

const rest = '(?<rest>(?:[\\s,，:：#].*|\\d.*)?)$';
/** "晚到半小时". */
const span = '(?<rest>(?:[\\s,，:：#].*|[\\d半一二两兩三四五六七八九十].*)?)$';
/** A name may follow at once: "派给李强 0576". */
const named = '\\s*(?<rest>.*)$';
/** A day or an hour may follow at once: "约好明天下午三点". */
const day =
  '(?:\\s*(?:上门|上門)(?:时间|時間)?)?(?<rest>(?:[\\s,，:：#].*|[今明后後大下本这這周週星礼禮上早中晚听聽\\d一二两兩三四五六七八九十].*)?)$';
const patterns: readonly (readonly [Deed, RegExp])[] = (
  [
    [
      'list',
      '(?:(?:看看?)?(?:我的|今天的?|今日的?)(?:工?[单單]|任务|任務|活儿?)|任务|任務|(?:my|today.?s) (?:jobs|tickets|tasks|day)|jobs|(?:jobs|tickets) today)',
    ],
    [
      'team',
      '(?:(?:组里|組裡|组上|組上|我们组|我們組|全组|全組|团队|團隊|组员|組員)的?(?:工?[单單]|任务|任務)?|(?:my |the )?team(?:.?s)?(?: (?:jobs|tickets))?)',
    ],
    [
      'photos',
      '(?:(?:看(?:一?下)?|看看)?(?:客户的?|客戶的?|现场的?|現場的?)?(?:照片|图片|圖片|相片)|(?:see |show )?(?:the )?(?:photos?|pictures?|pics))',
    ],
    ['pass', '(?:我?不接|我?接不了|不是我的|转走|轉走|not mine|pass|can.?t take (?:it|this))'],
    [
      'take',
      '(?:(?:收到[,， ]?)?(?:我?接[单單了]?|接[单單]了)|(?:i.?ll )?take it|take|accept(?:ed)?|(?:i.?ve )?got it)',
    ],
    [
      'contact',
      '(?:(?:我)?(?:已经?|已經)?(?:联系|聯絡|联络)(?:过|過|上)?(?:客户|客戶)?了?|(?:customer )?contacted|called(?: (?:the )?customer)?)',
    ],
    [
      'leave',
      '(?:我?(?:已经?|已經)?(?:出发|出發|上路)了?|我?(?:已经?|已經)?在路上了?|(?:i.?m )?on (?:the|my) way|heading (?:there|over))',
    ],
    [
      'late',
      '(?:我?(?:会|會|要)?(?:晚到|迟到|遲到|晚点到?|晚點到?|晚)|(?:i.?ll be |running )?late)',
    ],
    [
      'arrive',
      '(?:我?(?:已经?|已經)?(?:到达?|到達|抵达|抵達)(?:现场|現場|客户家|客戶家)?了|已到(?:达|達)?(?:现场|現場)?|到达|到達|抵达|抵達|到(?:现场|現場)|(?:i.?m |i have |i.?ve )?(?:arrived|here)|on site)',
    ],
    ['diagnose', '(?:初步)?判断|(?:初步)?判斷|诊断|診斷|diagnosis|diagnosed'],
    ['plan', '(?:处理|處理)?方案|plan'],
    ['progress', '进展|進展|progress'],
    ['temporary', '(?:临时处理|臨時處理|临时|臨時|先应急|先應急|temporary(?: fix)?)'],
    [
      'done',
      '(?:(?:全部?|都|已经?|已經)?(?:做完|弄完|干完|幹完|修好|弄好|处理好|處理好|完成|完工|搞定|收工)了?|(?:all |it.?s )?(?:done|finished|fixed)|completed?)',
    ],
    ['parts', '(?:(?:要?等|缺|要)(?:配件|零件|件)|(?:i )?needs? parts|waiting for parts)'],
    [
      'customer',
      '(?:等客户|等客戶|联系不上(?:客户)?|聯絡不上(?:客戶)?|(?:i )?needs? (?:the )?customer|waiting for (?:the )?customer)',
    ],
    ['resume', '(?:继续|繼續|恢复|恢復|go on|resume|continue)'],
    ['note', '(?:备注|備註|记一下|記一下|note)'],
    ['handover', '(?:下班)?(?:交接|交班)(?:了|工单|工單)?|下班了?|hand ?over|end of (?:my )?shift'],
    ['help', '(?:帮助|幫助|菜单|菜單|help|menu)'],
  ] as const
)
  .map(([deed, words]): [Deed, RegExp] => [
    deed,
    new RegExp(`^(?:${words})${deed === 'late' ? span : rest}`, 'i'),
  ])
  .concat([
    [
      'appoint',
      new RegExp(
        `^(?:我?(?:已经?|已經)?(?:[和跟与與](?:客户|客戶))?(?:约|約)(?:好了?|了|在|到|定)|(?:预|預|改)(?:约|約)(?:了|到|在)?|改到|agreed(?: on| for)?|appointment(?: on| for| at| is)?)${day}`,
        'i',
      ),
    ],
    [
      'give',
      new RegExp(`^(?:转交?给|轉交?給|交给|交給|转单给|轉單給|pass (?:it )?to\\b)${named}`, 'i'),
    ],
    [
      'assign',
      new RegExp(`^(?:派[单單]?[给給]|指派[给給]|分[给給]|assign(?: it)?(?: to)?\\b)${named}`, 'i'),
    ],
  ]);

/** "转给别人": somebody else, whoever it will be. */
export const anybody = (name: string): boolean =>
  /^(?:别人|別人|别的同事|別的同事|其他人|同事|someone(?: else)?|somebody(?: else)?|a colleague)?$/i.test(
    name.trim(),
  );

/** They tried, and spoke with nobody: that is no contact. */
export const reachedNobody = (detail: string): boolean =>
  /没人接|沒人接|没接|沒接|无人接|無人接|不接电话|不接電話|打不通|没打通|沒打通|关机|關機|空号|空號|占线|佔線|忙音|没联系上|沒聯絡上|\bno answer\b|not answer|didn.?t (?:answer|pick)|voice ?mail|unreachable|\bbusy\b|switched off/i.test(
    detail,
  );

/** Minutes, said as minutes or hours; undefined if it is no such thing, or a time of day. */
export function minutesIn(text: string): number | undefined {
  const said = text
    .normalize('NFKC')
    .trim()
    .replace(/[。.!！]+$/, '');
  const found =
    /^(?:(?:大概|大约|大約|约|約|要|晚到?|还要|還要|about|around|by)\s*)*(?<count>\d+(?:\.\d+)?|[半一二两兩三四五六七八九十]+|half an?|an?)\s*(?<unit>分[钟鐘]?|个?半?小时|個?半?小時|个?钟头?|個?鐘頭?|刻[钟鐘]?|min(?:ute)?s?\b|m\b|h(?:(?:ou)?rs?)?\b)?\s*(?:左右|吧|到|才到|late)?$/i.exec(
      said,
    );
  const { count = '', unit = '' } = found?.groups ?? {};
  const number = numberOf(count);
  if (number === undefined) return undefined;
  if (/^刻/.test(unit)) return number * 15;
  const hours = /小[时時]|[钟鐘]头?頭?$|^h/i.test(unit) && !/^分/.test(unit);
  if (hours) return Math.round((number + (/半/.test(unit) ? 0.5 : 0)) * 60);
  // "An", "半" alone say nothing; a bare number is minutes.
  return unit || /^\d/.test(count) ? Math.round(number) : undefined;
}

function numberOf(count: string): number | undefined {
  if (count === '') return undefined;
  if (/^\d/.test(count)) return Number(count);
  if (/^half|^半$/i.test(count)) return 0.5;
  if (/^an?$/i.test(count)) return 1;
  const [tens, ones] = count.includes('十') ? count.split('十') : ['', count];
  const digit = (one: string | undefined) => (one ? '〇一二三四五六七八九'.indexOf(plain(one)) : 0);
  const value = count.includes('十') ? (tens ? digit(tens) : 1) * 10 + digit(ones) : digit(ones);
  return value > 0 ? value : undefined;
}

const plain = (digit: string): string => digit.replace(/[两兩]/, '二');

/** What is named in "收费改成60", "parts: two hinges". */
export function amendmentIn(
  text: string,
): { readonly of: 'what' | 'parts' | 'cost'; readonly to: string } | undefined {
  const found =
    /^(?:(?<cost>收费|收費|费用|費用|金额|金額|cost|charged?|price)|(?<parts>配件|零件|parts?)|(?<what>做了|做的|work))\s*(?:改成|改为|改為|应该是|應該是|应为|應為|是|to|is|was|should be|[:：])\s*(?<to>.+)$/i.exec(
      text
        .normalize('NFKC')
        .trim()
        .replace(/[。!！]+$/, ''),
    )?.groups;
  if (!found?.to) return undefined;
  return { of: found.cost ? 'cost' : found.parts ? 'parts' : 'what', to: found.to.trim() };
}

/** "3、7", "3 和 7": numbers and nothing else; none if anything else is said. */
export function numbersIn(text: string): number[] {
  const said = text.normalize('NFKC');
  return /^[\d\s,，、.;；和号號]+$/.test(said) ? (said.match(/\d+/g) ?? []).map(Number) : [];
}

/** An amount of money, in digits or in words. */
export const isAmount = (text: string): boolean =>
  /\d|[一二两兩三四五六七八九十百千万萬]+\s*(?:元|块|塊)?$/.test(text.normalize('NFKC'));

/** "我是客户": from now on their words are a customer's; "上班" makes them a colleague's again. */
export function wantsHat(text: string): 'customer' | 'colleague' | undefined {
  if (/^(我是客户|我是客戶|i am a customer|i.?m a customer)[。.!！]?$/i.test(text.trim()))
    return 'customer';
  return /^(上班了?|back to work)[。.!！]?$/i.test(text.trim()) ? 'colleague' : undefined;
}

/** "员工绑定 123456", "staff code 123456". */
export function staffCodeIn(text: string): string | undefined {
  const said = text.normalize('NFKC').trim();
  return /^(?:员工绑定|員工綁定|staff code)\s*[:：]?\s*(\d{6})$/i.exec(said)?.[1];
}

const whole =
  (words: string) =>
  (text: string): boolean =>
    new RegExp(`^(?:${words})[。.!！~～]?$`, 'i').test(text.normalize('NFKC').trim());

export const means = {
  none: whole(
    '没有?了?|無|无|沒有?了?|不用|没换|沒換|没用|沒用|没拍|沒拍|none|no|nothing|no (?:photos|parts)',
  ),
  ready: whole(
    '好了?|就这些|就這些|发完了?|發完了?|传完了?|傳完了?|拍完了?|完成了?|搞定了?|完了|没了|沒了|ready|that.?s (?:all|it)|done',
  ),
  stop: whole('取消|算了|不填了|先不填|stop|cancel|never ?mind'),
  back: whole('上一步|上一项|上一項|上一个|上一個|返回|退回|back|go back|previous|undo'),
  allGood: whole(
    '(?:全部?|都)(?:合格|没问题|沒問題|通过|通過|ok)了?|all (?:good|fine|ok|pass(?:ed)?)',
  ),
  free: whole(
    '免费|免費|不收费|不收費|没收费|沒收費|没收钱|沒收錢|不要钱|不要錢|没有?|沒有?|无|無|0 ?元?|free|none|nothing|no charge',
  ),
  satisfied: whole('很?(?:满意|滿意)|(?:he|she|they) (?:is|are) satisfied|satisfied|happy'),
  unsatisfied: whole('不(?:太|是很)?(?:满意|滿意)|not (?:satisfied|happy)|unsatisfied|unhappy'),
  absent: whole(
    '(?:客户|客戶|人)?不在(?:场|場|家)?|没人|沒人|absent|not here|nobody (?:here|home)',
  ),
  yes: whole(
    '确认(?:完成)?|確認(?:完成)?|完成了?|done|是的?|对|對|没错|沒錯|好的?|提交|yes|confirm|ok|correct',
  ),
  no: whole('重填|不对|不對|不是|否|no|start over|wrong'),
} as const;
