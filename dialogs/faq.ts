import type { Language } from '../desk/words.ts';
import { faqs } from './text/faq/index.ts';

/** The answer to a small question, or undefined if none of ours is close enough to be honest. */
export function answerTo(
  normal: string,
  language: Language,
  closeEnough = 0.4,
): string | undefined {
  const asked = pairs(normal);
  let best: { score: number; answer: string } = { score: 0, answer: '' };
  for (const { questions, answer } of faqs[language]) {
    for (const question of questions) {
      const score = likeness(asked, pairs(question));
      if (score > best.score) best = { score, answer };
    }
  }
  return best.score >= closeEnough ? best.answer : undefined;
}

/** Dice coefficient over neighbouring characters (Chinese) or words (English). */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const pair of a) if (b.has(pair)) shared += 1;
  return (2 * shared) / (a.size + b.size || 1);
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
