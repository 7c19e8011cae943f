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

/** The everyday characters of a national standard, row by row of its two-byte code. */
function standard(encoding: 'big5' | 'gbk', [first, last]: readonly [number, number]): Set<string> {
  const bytes: number[] = [];
  for (let row = first; row <= last; row++) {
    for (let cell = 0x40; cell <= 0xfe; cell++) {
      const used = encoding === 'big5' ? cell <= 0x7e || cell >= 0xa1 : cell >= 0xa1;
      if (used) bytes.push(row, cell);
    }
  }
  return new Set(new TextDecoder(encoding).decode(Uint8Array.from(bytes)));
}

/** Written in Taiwan and Hong Kong (Big5), in the mainland (GB 2312); some characters in both: 台 后 里. */
const usedInBig5 = standard('big5', [0xa4, 0xc6]);
const usedInGb = standard('gbk', [0xb0, 0xf7]);

const onlyTraditional = only(traditional, usedInGb, '妳唔冇嘅咗佢喺嚟啲俾畀睇嗰哋咩週麽');
const onlySimplified = only(simplified, usedInBig5, '');

function only(pairs: string, elsewhere: ReadonlySet<string>, more: string): Set<number> {
  const own = pairs.split('|').map((pair) => pair.charAt(0));
  const kept = [...own.filter((character) => !elsewhere.has(character)), ...more];
  return new Set(kept.map((character) => character.charCodeAt(0)));
}
