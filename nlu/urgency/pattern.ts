/**
 * A list of word patterns as one regular expression over folded text. A `…` between words is a short
 * gap inside the clause; the rest is regular expression syntax. Throws naming `where` if one is broken.
 */
export function pattern(words: readonly string[], where: string, flags = 'g'): RegExp {
  const sources = words.map((word, i) => {
    const source = sourceOf(word);
    try {
      new RegExp(source);
    } catch (fault) {
      throw new Error(`nlu/data/${where}.${i}: ${(fault as Error).message}`);
    }
    return source;
  });
  return new RegExp(sources.join('|'), flags);
}

function sourceOf(word: string): string {
  const chinese = /[\u4e00-\u9fff\ue000-\uf8ff]/.test(word);
  const gapped = word.replaceAll('…', chinese ? zhGap : enGap);
  const bounded = chinese || /^[\^£€]|^\\[b$£€]/.test(word) ? gapped : `\\b(?:${gapped})\\b`;
  return bounded.replace(/\((?!\?)/g, '(?:');
}

/** A gap never swallows 没: 水管没漏 is no leak. */
const zhGap = '[^,。!?;、没]{0,6}?';
const enGap = '[^,.!?;]{0,24}?';
