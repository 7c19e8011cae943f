import simplified from 'opencc-js/dict/STCharacters';
import traditional from 'opencc-js/dict/TSCharacters';
import type { Language } from '../understanding.ts';

/**
 * Tells by characters that exist in only one script; neutral Chinese follows the conversation.
 * undefined if the text does not tell ("1", "OK", other scripts).
 */
export function languageOf(text: string, sofar: Language | undefined): Language | undefined {
  let han = 0;
  let hant = 0;
  let hans = 0;
  let latin = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x250) latin += isLetter(unit) ? 1 : 0;
    else if (unit >= 0x3040 && unit <= 0x30ff) return undefined;
    else if (unit >= 0x4e00 && unit <= 0x9fff) {
      han++;
      if (onlyTraditional.has(unit)) hant++;
      else if (onlySimplified.has(unit)) hans++;
    }
  }
  if (han > 0 && latin < han * 8)
    return hant > hans ? 'zh-Hant' : hans > 0 ? 'zh-Hans' : neutral(sofar);
  return tellsEnglish(text, latin) ? 'en' : undefined;
}

function isLetter(unit: number): boolean {
  return (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122) || unit >= 0xc0;
}

function neutral(sofar: Language | undefined): Language {
  return sofar === 'zh-Hant' ? 'zh-Hant' : 'zh-Hans';
}

const englishWord =
  /\b(?:the|a|an|i|my|you|your|it|is|are|was|not|no|yes|yeah|hi|hello|hey|thanks?|please|help|and|to|of|in|on|for|want|need|can|what|when|where|how|good|bad|very|satisfied|cancel|book|stop|speak|english|bye|sure|correct|wrong|leak\w*|broken|clean\w*)\b/i;

/** One Latin word may be a brand or an order code; two words, or one everyday word, are English. */
function tellsEnglish(text: string, latin: number): boolean {
  if (latin < 2) return false;
  if (englishWord.test(text)) return true;
  return latin >= 8 && /[a-z]{2,}\s+[a-z]{2,}/i.test(text);
}

const onlyTraditional = new Set(
  traditional
    .split('|')
    .filter((pair) => pair.charAt(0) !== pair.charAt(2))
    .map((pair) => pair.charCodeAt(0))
    .concat([...'妳唔冇嘅咗佢喺嚟啲俾畀睇嗰哋咩週麽裏'].map((c) => c.charCodeAt(0))),
);
for (const both of '乾瞭夥藉') onlyTraditional.delete(both.charCodeAt(0));
const onlySimplified = new Set(
  simplified
    .split('|')
    .filter((pair) => pair.length > 2 && !pair.slice(2).split(' ').includes(pair.charAt(0)))
    .map((pair) => pair.charCodeAt(0)),
);
