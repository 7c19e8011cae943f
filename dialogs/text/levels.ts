/** How people say how satisfied they are: words that name a level of the usual four. What names none is asked again. */

const dissatisfied =
  /(?:不|没有?|沒有?|无|無|谈不上|談不上|称不上|稱不上)(?:是|算|够|夠|那么|那麼|怎么|怎麼|太|大|很|十分|非常|能|能够)*(?:满意|滿意)|(?:很|太|非常|特别|真|相当)(?:差|糟|烂|爛|失望)|差劲|差勁|糟糕|垃圾|一塌糊涂|(?:\b(?:not|never|hardly)|n['’]t)\b[^,.!?]{0,16}\b(?:satisfied|happy|pleased)\b|\b(?:dissatisfied|unsatisfied|unhappy|disappointed|terrible|awful|horrible|rubbish|poor)\b/iu;
const very =
  /(?:很|非常|十分|特别|特別|相当|相當|太|超|超级|百分之?百|最)(?:的|地)?(?:满意|滿意)|\b(?:very|extremely|completely|totally|really|highly)\s+(?:satisfied|happy|pleased)\b/iu;
const fairly =
  /(?:较|較|比较|比較|还算|還算|基本|基本上|大致|大体|算是?)(?:满意|滿意)|\b(?:fairly|rather|mostly|quite|somewhat|reasonably)\s+(?:satisfied|happy|pleased)\b/iu;
const satisfied = /满意|滿意|\b(?:satisfied|happy|pleased)\b/iu;
/** "满意吗": the question said back. */
const asksBack = /(?:满意|滿意)(?:吗|嗎|么|麼|不)|\?$|？$/u;

/** Id of the level these words name, in the order in which they must be tried; undefined if they name none. */
export function levelNamed(text: string): string | undefined {
  const said = text.trim();
  if (asksBack.test(said)) return undefined;
  return levels.find(([, words]) => words.test(said))?.[0];
}

const levels: readonly (readonly [string, RegExp])[] = [
  ['dissatisfied', dissatisfied],
  ['very_satisfied', very],
  ['fairly_satisfied', fairly],
  ['satisfied', satisfied],
];

/** "Still leaking", "it works now": whether the problem is solved; undefined if the words do not say. */
export function solvedNamed(text: string): boolean | undefined {
  if (unsolved.test(text)) return false;
  return solved.test(text) ? true : undefined;
}

const unsolved =
  /(?:没有?|沒有?|未|不)(?:能|完全|彻底|徹底|真正|给我?|給我?)*(?:解决|解決|修好|弄好|搞定|处理好|處理好|好)|(?:还是|還是|还在|還在|仍然|仍|依然|又)(?:老样子|漏|坏|壞|松|鬆|响|響|脏|髒|一样|一樣|不行|有问题|有問題)|(?:\b(?:not|never)|n['’]t)\b[^,.!?]{0,14}\b(?:solved|fixed|resolved|working|done)\b|\bstill\b[^,.!?]{0,14}\b(?:broken|leaking|dirty|wrong|there|loose|not)\b|\bunsolved\b/iu;
const solved =
  /(?:解决|解決|修好|弄好|搞定|处理好|處理好|处理完|好)了|已经?(?:解决|修好|好)|已經?(?:解決|修好|好)|\b(?:solved|fixed|resolved|works now|sorted)\b/iu;

/** "Nothing", "that is all": no word to add. */
export const saysNothing = (text: string): boolean =>
  /^(?:暂时|暫時|目前|就|都|也|我)*(?:没有?|沒有?|没了|沒了|没啥|没什么|沒什麼|无|無|不用|不必|没意见|沒意見|算了|就这样|就這樣|冇|no|none|nothing|nope|nah|that.?s all|no thanks?)(?:了|啊|呀|哦|吧|的|要说的|要說的|意见|意見|什么|什麼|就这样|，?谢谢|，?謝謝|,? thank(?:s| you)|(?: else| more)?)*$/iu.test(
    text.trim().replace(/[。.!！~～\s]+$/u, ''),
  );
