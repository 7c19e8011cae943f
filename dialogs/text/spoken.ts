import type { Language } from '../../desk/words.ts';

const english = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
/** 1 is 幺, as on every Chinese hotline: 一 sounds like 七. */
const chinese = [...'零幺二三四五六七八九'];

/** Digits one by one, in groups a listener can write down: 3-4-4 a mobile, 3-3-4 a ticket. */
export function spokenDigits(digits: string, language: Language): string {
  const groups = digits.replace(grouping(digits.length), '$1,$2,$3').split(',');
  const words = language === 'en' ? english : chinese;
  return groups
    .map((group) => [...group].map((digit) => words[Number(digit)] ?? digit).join(' '))
    .join(language === 'en' ? ', ' : '，');
}

const grouping = (length: number): RegExp =>
  length === 11 ? /^(\d{3})(\d{4})(\d+)$/ : /^(\d{3})(\d{3})(\d+)$/;
