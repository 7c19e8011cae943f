/** How people say that finished work is good, or is not; and what they think of a plan. In every language at once. */

export type Verdict = 'yes' | 'no' | 'unclear';

/** It is all right now: "可以了", "修好了", "it works". */
export const saysGood = (text: string): boolean => good.test(text) && !bad.test(withoutGood(text));

/** Something is not right: "还是漏水", "窗户没好", "still dirty". A good part beside it makes it no better. */
export const saysBad = (text: string): boolean => bad.test(withoutGood(text));

/** The same trouble as before, not another one: 还, 又, still, again. */
export const saysStill = (text: string): boolean => still.test(text);

/** Polite, but no verdict: thanks, noted, all right. */
export const isHollow = (text: string): boolean => hollow.test(plain(text));

/** Says only that it is not good, not what is wrong. */
export const isBareNo = (text: string): boolean => bareNo.test(plain(text));

/** All of them, where several wait: "都好了", "all of them are fine". */
export const meansAll = (text: string): boolean => /都|全部|全都|\ball\b|\bboth\b/iu.test(text);

/** Agrees to a plan. */
export const agreesTo = (text: string): boolean => agree.test(text) && !differ.test(text);

/** Wants a plan otherwise. */
export const differs = (text: string): boolean => differ.test(text);

const good =
  /好了|可以了|行了|没问题|沒問題|没事了|沒事了|(?:弄|修|做|搞|整|擦|装|裝|处理|處理)好|解决|解決|搞定|正常了?|不(?:漏|响|響|晃|脏|髒|黏|卡)了|干净了|乾淨了|满意|滿意|(?:签收|簽收|验收|驗收)|^(?:可以|行|好啦|ok了)[。.!！\s]*$|搞掂|\b(?:it'?s|is|are|all|now|everything(?:'s| is)?) (?:fixed|fine|good|ok(?:ay)?|done|right|working|clean|sorted|perfect)\b|\b(?:works|fixed|sorted|resolved|satisfied|perfect)\b|\baccept(?:ed)?\b/iu;

const bad =
  /(?:没|沒|未|冇)(?:有)?(?:完全|彻底|徹底|都)?(?:弄|修|做|搞|整|擦|装|裝|处理|處理|解决|解決|好|行|干净|乾淨|清)|不行|不好|不满意|不滿意|不对|不對|不可以|还是|還是|还在|還在|还有(?!别)|還有|还差|還差|又(?:坏|壞|漏|脏|髒|响|響|松|鬆)|漏|脏|髒|坏|壞|差|唔得|唔掂|仲|\b(?:not|isn'?t|aren'?t|doesn'?t|don'?t|didn'?t|wasn'?t|no longer|still|broken|dirty|leak(?:s|ing)?|worse|bad|wrong|unsatisfied|unhappy)\b/iu;

const still =
  /还|還|又|仍|依然|依旧|依舊|没(?:有)?(?:弄|修|做|搞|擦|好|处理|解决)|沒(?:有)?(?:弄|修|做|搞|擦|好|處理|解決)|仲|\b(?:still|again|not|isn'?t|aren'?t|doesn'?t|keeps?)\b/iu;

/** The good words are taken out first, so that "不漏了" is not heard as a leak, nor "没问题" as a trouble. */
const withoutGood = (text: string): string =>
  text.replace(
    /没问题|沒問題|没事了|沒事了|不(?:漏|响|響|晃|脏|髒|黏|卡|坏|壞)了|没(?:漏|坏)了?|不错|不錯|not bad|no (?:more )?(?:problems?|issues?|leaks?)|doesn'?t leak|not leaking/giu,
    '',
  );

const hollow =
  /^(?:好的?|好吧|好哒|嗯+|哦|噢|行吧|ok(?:ay)?|收到|知道了|明白了?|了解|谢谢.{0,4}|謝謝.{0,4}|多谢|多謝|辛苦了?.{0,3}|唔该|唔該|还行吧?|還行吧?|还可以吧?|還可以吧?|一般般?|马马虎虎|馬馬虎虎|thanks?(?: you)?(?: very much)?|noted|got it|i see|alright|all right|so so|not bad)$/iu;

const bareNo =
  /^(?:没有?(?:弄|修|做)?好?|沒有?(?:弄|修|做)?好?|还没有?(?:弄|修|做)?好?|還沒有?(?:弄|修|做)?好?|不行|不好|不是|不对|不對|不可以|不满意|不滿意|不同意|不|否|想改一改|no|not yet|nope|not fixed|not ok(?:ay)?|change something|disagree|i do(?: not|n'?t) agree)$/iu;

const agree =
  /同意|接受|认可|認可|没意见|沒意見|就这样|就這樣|就这么|就這麼|按这个|按這個|照这个|照這個|照办|照辦|没问题|沒問題|可以|^(?:行|好|好的|好啊|ok(?:ay)?|yes|sure|fine|deal)[。.!！\s]*$|\b(?:agree|accept|sounds good|go ahead|fine with me|that'?s fine|that works)\b/iu;

const differ =
  /不(?:同意|接受|认可|認可|行|可以|合理|够|夠|满意|滿意)|太(?:少|贵|貴|晚|慢|久|高|低)|能不能(?!再说)|可不可以|改|换|換|便宜|多(?:赔|賠)|赔偿(?:不|太)|賠償(?:不|太)|\b(?:disagree|don'?t agree|do not agree|not agree|too (?:little|low|late|expensive|long|much|high)|change|instead|rather|not (?:ok|enough|fair)|cheaper|more)\b/iu;

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .trim()
    .replace(/[\s\p{P}]+$/gu, '')
    .replace(/^[\s\p{P}]+/gu, '');
