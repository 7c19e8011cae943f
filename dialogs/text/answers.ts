/** What short answers look like, in every language at once: the shape of a name, a place, a time, and of no answer. */

/** Words that wave a question away: anything will do, I do not know, I will not say, just hurry. */
export type Wave = 'anything' | 'unknown' | 'refuses' | 'hurry';

export function waveIn(text: string): Wave | undefined {
  const said = plain(text);
  if (said === '' || said.length > 28) return undefined;
  return waves.find(([, pattern]) => pattern.test(said))?.[0];
}

const soft =
  '(?:\\s|好的?|嗯|哎呀?|那|就|我们?|你们?|也|都|先|真的?|可能|现在|一下|了|吧|啊|呀|呢|哦|的|啦|嘛|喔|please|just|i|really|well)*';
const waves: readonly (readonly [Wave, RegExp])[] = (
  [
    [
      'anything',
      '随便你?们?(?:看着?办)?|隨便你?們?|无所谓|無所謂|看着办|任何|什么时[候间]都?(?:可以|行|好)|什麼時[候間]都?(?:可以|行|好)|行|可以|随时|隨時|任何时[候间]|你们定|你們定|你们看|是但|冇所谓|冇所謂|whenever|whatever|anything|any ?time|any day|any|either|does ?n.?t matter|do ?n.?t mind|up to you|you choose',
    ],
    [
      'unknown',
      '不知道?|不晓得|不曉得|不清楚|说不清楚?|說不清楚?|不确定|不確定|忘记?|忘記|记不清楚?|記不清楚?|记不得|想不起来|唔知道?|唔清楚|没有?(?:号码|單號|单号|工单号?)|沒有?(?:號碼|單號|工單號?)|找不到|do ?n.?t know|dunno|no idea|not sure|do ?n.?t remember|forgot(?: it)?|can.?t find it|do ?n.?t have (?:it|one|any|a number)|no clue',
    ],
    [
      'refuses',
      '跳过|跳過|不用(?:留|填|写|說|说)?(?:名字|姓名|电话|電話|地址)?|不想(?:说|說|留|给|給)(?:名字|姓名|电话|電話|地址)?|不(?:告诉|告訴)你?|不方便(?:说|說|透露)?|不(?:填|留|说|說|给|給)|匿名|保密|没有?(?:电话|電話|手机)|沒有?(?:電話|手機)|唔想讲|唔想講|唔使|skip(?: it| this)?|none|no (?:name|phone|number|address)|anonymous|rather not(?: say)?|not telling(?: you)?|none of your business|do ?n.?t want to(?: say| tell)?|no need',
    ],
    [
      'hurry',
      '尽快|儘快|盡快|赶快|趕快|赶紧|趕緊|马上|馬上|立刻|立即|快|快来|快來|快点|快點|快点来|快點來|越快越好|急|很急|急死|别废话|別廢話|别问|別問|别啰嗦|快派人来|快派人來|别废话快派人来|先派人来|你先别问快来人|你先别问了?快来人|快来人|asap|as soon as possible|soon|hurry(?: up)?|quick(?:ly)?|right now|right away|immediately|now|urgent(?:ly)?|stop asking|come now|just come',
    ],
  ] as const
).map(([wave, words]) => [wave, new RegExp(`^${soft}(?:${words})${soft}$`, 'iu')] as const);

/** A question of the customer's own, or a plain "what?". */
export function isQuestion(text: string): boolean {
  const said = text.trim();
  if (/[?？]\s*$/.test(said)) return true;
  if (/(?:吗|嗎|么|麼|呢|没有啊)[。.!！~]*$/u.test(said)) return true;
  return /^(?:请问|請問|为什么|為什麼|为啥|為啥|干嘛|幹嘛|怎么|怎麼|点解|點解|几时|幾時|点样|點樣|有冇|係咪|什么时候|什麼時候|多久|多少|what|why|who|how|when|where|which|are you|is (?:it|this|that|there)|do (?:you|i)|does|can (?:you|i)|could you|will (?:you|it))(?![\p{Script=Latin}])/iu.test(
    said,
  );
}

/** "What?", "啥意思": what we asked was not understood; it is put in other words. */
export const isHuh = (text: string): boolean =>
  /^(?:你说)?(?:啥|什么|什麼|咩|哈|嗯|啊|what|huh|pardon|sorry|excuse me)(?:意思|来着)?$/iu.test(
    plain(text),
  );

/** Somebody should come then, it says: 来, 上门, come. */
export const asksVisit = (text: string): boolean =>
  /(?<![没沒不未])[来來](?!着)|上门|上門|到府|派人|\b(?:please|can|could|would|want|need|like)\b.*\b(?:come|visit|send)\b/iu.test(
    text,
  );

/** "Any day but Sunday": the day that is named is the one that does not suit. */
export const excepts = (text: string): boolean =>
  /除了|除咗|以外|之外|不要|别|別|不行|没空|沒空|不在|唔得|\b(?:but|except|not|unless)\b/iu.test(
    text,
  );

/** After three, by noon, Tuesday or so: a time, but no hour to come at. */
export const timedLoosely = (text: string): boolean =>
  /[以之]?[前后後](?!天|日)|或|都[行可]|最好|盡量|尽量|大概|大约|大約|\b(?:after|before|by|until|or|from|any|sometime|maybe)\b/iu.test(
    text,
  );

/** In which half of the day: "下午三点", "15点", "10 am"; "三点" and "eight" may be either. */
export const saysHalfOfDay = (text: string): boolean =>
  /[午早晚夜晨]|傍|(?:1\d|2[0-3]|0\d)\s*[:：点點时時]|十[一二三四五六七八九]?[点點时時]|[ap]\.?m\b|\b(?:morning|noon|evening|tonight)\b/iu.test(
    text,
  );

/** Why do you want to know that? */
export const asksWhy = (text: string): boolean =>
  /为什么|為什麼|为啥|為啥|干嘛|幹嘛|干什么|凭什么|憑什麼|点解|點解|有必要|有什么用|要(?:来|來)做(?:什么|什麼|咩)|\bwhy\b|\bwhat for\b|need (?:that|it|this|my)/iu.test(
    text,
  );

/** One more thing: 还有, 另外, by the way. */
export const beginsMore = (text: string): boolean =>
  /^[\s\p{P}]*(?:哦|噢|啊|嗯|哎|对|對|是的?|好的?|yes|yeah)?[\s,，]*(?:对了|對了|还有|還有|另外|再就是|顺便|順便|补充|補充|also\b|by the way|one more|another thing|oh and|and also)/iu.test(
    text,
  );

/** Says neither a word nor a number: only signs or pictures. */
export const isWordless = (text: string): boolean => !/[\p{L}\p{N}]/u.test(text);

export const isThumb = (text: string): boolean => /[👍👌🙏❤😊😀😄🌹💪✌]/u.test(text);

/** Could this be what somebody is called? */
export function looksLikeName(text: string): boolean {
  const said = text.replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '');
  if (said === '' || isQuestion(text) || waveIn(text) || notNames.test(said)) return false;
  if (/^[\p{Script=Han}·•]+$/u.test(said)) {
    const bare = said.replace(honorific, '');
    return bare.length <= (said === bare && !said.includes('·') ? 4 : 8);
  }
  if (/[\p{Script=Han}]/u.test(said)) return said.length <= 8 && !/\d/.test(said);
  return (
    /^[\p{L}.'’ -]+$/u.test(said) && said.split(/\s+/).length <= 4 && !notEnglishNames.test(said)
  );
}

/** Said twice, an unusual name is a name; a sentence is not. */
export const mayBeCalled = (said: string): boolean =>
  said !== '' && !/\d/.test(said) && said.length <= (/[\u4e00-\u9fff]/.test(said) ? 6 : 30);

const honorific =
  /(?:先生|女士|小姐|太太|阿姨|大爷|大爺|大妈|大媽|奶奶|爷爷|爺爺|叔叔?|老师|老師|师傅|師傅|经理|經理|主任|同学|同學|医生|醫生|律师|总|總|生|太)$/u;
const notNames =
  /不对|不對|不是|错了|錯了|打错|打錯|说错|說錯|地址|电话|電話|手机|手機|都要|还有|還有|坏|壞|漏|投诉|投訴|取消|人工|没事|沒事|谢谢|謝謝|没有|沒有|家具|家俱|保洁|保潔|清洁|清潔|家政|上门|上門|急|唔係|唔系|机器人|機器人|什么|什麼|怎么|怎麼|今天|明天|后天|後天|上午|下午|晚上|周末|週末|星期|满意|滿意|垃圾|傻|妈的|媽的|你妈|你媽|^滚$|^滾$|^操$|[栋棟幢楼樓室号號]$/u;
const notEnglishNames =
  /\b(?:sorry|wait|no|not|yes|ok|okay|what|why|who|how|you|your|i|me|she|he|her|him|it|its|it's|the|is|are|was|room|building|floor|call|phone|number|cleaning|furniture|housekeeping|service|actually|please|again|help|hello|hi|thanks|problem|leak\w*|broken|stupid|ridiculous|human|agent|person|cancel|never|forget|both|fuck\w*|shit|damn|hell|idiots?|today|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/i;

/** Could somebody find this place? Numbers, or a word that places are made of. */
export function looksLikePlace(text: string): boolean {
  if (isQuestion(text) || waveIn(text) || isWordless(text)) return false;
  return placeWords.test(text) || /\d+\s*[-－—]\s*\d+/.test(text);
}

/** More than a grunt: four characters, or two words. */
export const saysEnough = (text: string): boolean =>
  /[\u4e00-\u9fff]/.test(text)
    ? [...text.replace(/[^\p{L}\p{N}]/gu, '')].length >= 4
    : text.trim().split(/\s+/).length >= 2;

/** Long enough to be about something that happened. */
export const tellsStory = (text: string): boolean =>
  /[\u4e00-\u9fff]/.test(text) ? [...text].length >= 8 : text.trim().split(/\s+/).length >= 6;

/** An address that needs no more. */
export const isFullPlace = (text: string): boolean =>
  text.trim().length >= 8 && hasNumber(text) && looksLikePlace(text);

/** "Yes, that's all correct, thank you": a yes with more words around it that change nothing. */
export const agrees = (text: string): boolean =>
  text.length <= 60 &&
  /^[\s\p{P}]*(?:yes|yeah|yep|right|correct|ok(?:ay)?|fine|对|對|是的?|没错|沒錯|嗯+|好的?|係|啱)(?:[\s\p{P}]|$)/iu.test(
    text,
  ) &&
  !/\b(?:but|wrong|change|no|not|except|also|wait)\b|不|改|错|錯|但|还有|還有|另外|等/iu.test(text);

/** Says which house or floor, not only which part of town. */
export const hasNumber = (text: string): boolean => /[\d一二三四五六七八九十]/.test(text);

const placeWords =
  /[省市区區县縣镇鎮乡鄉村街巷栋棟幢楼樓苑园園城坊寓庄莊湾灣邨]|(?<![知味])道|(?<!短)路|(?<!插)座|[\d一二三四五六七八九十]\s*(?:[号號室层層弄里院])|办公室|辦公室|教室|单元|單元|大厦|大廈|广场|廣場|医院|醫院|学校|學校|大学|大學|公司|宿舍|中心|对面|對面|旁边|旁邊|附近|\b(?:room|rm|building|bldg|block|tower|unit|apt|apartment|flat|floor|road|rd|street|st|avenue|ave|lane|drive|garden|gardens|plaza|square|estate|village|district|school|hospital|office|park|court|mansion|city|town|hotel)\b/iu;

/** Could this be when it suits? */
export function looksLikeTime(text: string): boolean {
  if (isQuestion(text) || isWordless(text)) return false;
  return timeWords.test(text);
}

const timeWords =
  /[天日周週早晚午夜晝朝点點]|星期|礼拜|禮拜|月|号|號|小时|小時|分钟|分鐘|下班|下课|有空|方便|在家|之前|之后|之後|以后|以後|回来|回來|现在|現在|尽快|盡快|儘快|马上|馬上|随时|隨時|\b(?:today|tonight|tomorrow|morning|noon|afternoon|evening|night|week|weekend|weekday|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|am|pm|o'?clock|hour|soon|asap|now|anytime|any time|whenever|after|before|later|next|month)s?\b|\d\s*(?:am|pm)\b/iu;

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}]+/gu, (mark) => (/['’]/.test(mark) ? mark : ' '))
    .replace(/\s+/g, ' ')
    .replace(/(?<=[\p{Script=Han}]) | (?=[\p{Script=Han}])/gu, '')
    .trim();
