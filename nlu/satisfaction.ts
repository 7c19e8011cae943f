import type { Asked, Understanding } from './understanding.ts';
import type { JudgedHit } from './urgency/rules.ts';

/** How praise, blame and shrugging stand together in what was said; undefined if there is none. */
export type Tone = 'praise' | 'blame' | 'lukewarm' | 'both';

/** "人好，就是慢" holds both, "没有不满意" is praise, and what is said in mockery is none. */
export function toneIn(folded: string, hits: readonly JudgedHit[]): Tone | undefined {
  const mocking = hits.some(({ lexicon }) => lexicon === 'sarcasm');
  const tones = new Set<Tone>();
  for (const hit of hits) {
    const tone = toneOf(folded, hit);
    if (tone !== undefined) tones.add(mocking && tone === 'praise' ? 'blame' : tone);
  }
  if (tones.has('praise') && tones.has('blame')) return neither.test(folded) ? 'lukewarm' : 'both';
  return tones.size === 1 ? [...tones][0] : undefined;
}

const neither =
  /说不上.+说不上|谈不上.+谈不上|不好.{0,2}不(?:坏|差)|\b(?:not|neither)\b.+\bn(?:ot|or)\b/;

/** The polarity of a survey answer: its tone where that is plain, otherwise what the model has learned. */
export function polarityBy(
  tone: Tone | undefined,
  learned: Understanding['polarity'],
): Understanding['polarity'] {
  if (tone === 'lukewarm') return 'neutral';
  if (tone === 'both') return 'mixed';
  return tone === 'blame' && learned !== 'mixed' ? 'negative' : learned;
}

function toneOf(folded: string, { lexicon, start, suppressed }: JudgedHit): Tone | undefined {
  if (lexicon !== 'praise' && lexicon !== 'blame' && lexicon !== 'lukewarm') return undefined;
  if (suppressed !== 'negated' || lexicon === 'lukewarm') return lexicon;
  if (twiceNegated.test(folded.slice(0, start))) return lexicon;
  return lexicon === 'praise' ? 'blame' : 'praise';
}

const twiceNegated =
  /(?:没有?(?:什么|啥)?(?:任何)?(?:一点)?不|不是不|not (?:un|dis)|nothing (?:un|dis))$/;

/** What a mark or a letter among other words says: "9分吧", "2 out of 10", "只能选4"; null if it is not clear. */
export function markIn(
  folded: string,
  asked: Asked | undefined,
  tone: Tone | undefined,
): Understanding['polarity'] {
  if (!asked?.startsWith('survey_prompt') || folded.length > 40) return null;
  if (asked === 'survey_prompt_1to4') return scaleIn(folded, ofFour, '4');
  if (asked === 'survey_prompt_ABC') return scaleIn(folded, ofThree, 'c');
  if (tone === 'both') return null;
  // The number of an option we did not name is no level.
  if (bareNumber.test(folded)) return 'neutral';
  const match = points.exec(folded);
  if (match === null) return null;
  const [, said = '', unit = '', over] = match;
  const value = spoken[said] ?? Number(said);
  const most =
    over !== undefined
      ? (spoken[over] ?? Number(over))
      : starred.test(unit)
        ? 5
        : value > 10
          ? 100
          : 10;
  const share = value / most;
  // Three to five points may be of five or of ten.
  if (over === undefined && most === 10 && value > 2 && value < 6) return null;
  return share >= 0.8 ? 'positive' : share >= 0.6 ? 'neutral' : 'negative';
}

const points =
  /(\d{1,3}(?:\.\d)?|[零一二两三四五六七八九十]|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten)\b) ?(?:(分(?![钟之])|颗?星|stars?)|(?:\/|out of |over )(\d{1,3}|ten\b))/;
const bareNumber = /^\s*[第选按]?[\d一二三四五][个号]?[\s。.!]*$/;
const starred = /星|star/;
const spoken: Readonly<Record<string, number>> = {
  ...{ 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 },
  ...{ zero: 0, one: 1, two: 2, three: 3, four: 4, five: 5 },
  ...{ six: 6, seven: 7, eight: 8, nine: 9, ten: 10 },
};

const ofFour =
  /(?<![\d.])[1-4](?![\d.%个次点])|(?<=^|[选按给是打就要拣])[一二三四](?![个次点样般下直定些会\u4e00-\u9fff])|\b(?:one|two|three|four)\b/g;
const ofThree = /(?<![a-z])[abc](?![a-z'])/g;
const hedged = /之间|中间|或|还是|到|和|跟|between|\bn?or\b|不是|没有|没.{0,2}选项|不对/;

const last = /^\W*(?:the )?last(?: one)?\W*$|最后(?:一)?(?:个|项)/;

/** The one option named; two of them, or one with a doubt, are for a person to ask about. */
function scaleIn(folded: string, options: RegExp, worst: string): Understanding['polarity'] {
  const words = last.test(folded) ? [worst] : (folded.match(options) ?? []);
  const named = new Set(words.map((word) => `${spoken[word] ?? word}`));
  if (named.size === 0) return null;
  if (named.size > 1 && hedged.test(folded)) return 'neutral';
  if (named.size > 1) return named.has(worst) ? 'mixed' : null;
  if (hedged.test(folded)) return null;
  return named.has(worst) ? 'negative' : 'positive';
}
