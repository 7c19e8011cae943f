import type { Language } from '../desk/words.ts';
import { type Faq, faqs } from './text/faq/index.ts';

/** The answer to a small question, or undefined if none of ours is close enough to be honest. */
export function answerTo(
  normal: string,
  language: Language,
  closeEnough = likely,
): string | undefined {
  const asked = pairs(normal);
  let best: { score: number; answer: string } = { score: 0, answer: '' };
  for (const { ours, answer } of known[language]) {
    const score = likeness(asked, ours);
    if (score > best.score) best = { score, answer };
  }
  return best.score >= closeEnough ? best.answer : undefined;
}

/** Enough when the question was understood as one. */
const likely = 0.45;
/** Enough to answer in passing, whatever the words were taken for. */
export const sureMatch = 0.65;

/** Every question we know, taken apart once. */
const known = {
  'zh-Hans': apart(faqs['zh-Hans']),
  'zh-Hant': apart(faqs['zh-Hant']),
  en: apart(faqs.en),
} satisfies Record<Language, unknown>;

function apart(all: readonly Faq[]) {
  return all.flatMap(({ questions, answer }) =>
    questions.map((question) => ({ ours: [...pairs(question)], answer })),
  );
}

/** How much of our question was asked, and how little else: neighbouring characters (Chinese) or words (English). */
function likeness(asked: ReadonlySet<string>, ours: readonly string[]): number {
  let shared = 0;
  for (const pair of ours) if (asked.has(pair)) shared += 1;
  const covered = shared / (ours.length || 1);
  const dice = (2 * shared) / (asked.size + ours.length || 1);
  return (covered + dice) / 2;
}

function pairs(text: string): Set<string> {
  const clean = text.toLowerCase().replace(/[\p{P}\p{S}]/gu, ' ');
  const units = /[\u4e00-\u9fff]/.test(clean)
    ? [...clean.replace(/\s/g, '')]
    : clean.split(/\s+/).filter((word) => word.length > 2);
  const found = new Set(units);
  for (let i = 1; i < units.length; i += 1) found.add(`${units[i - 1]} ${units[i]}`);
  return found;
}
