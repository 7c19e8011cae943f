import type { Language } from '../../desk/words.ts';

const english = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** Digits one by one, in groups a listener can write down; 1 is 幺 in Chinese, as on every Chinese hotline. */
export function spokenDigits(digits: string, language: Language): string {
  const groups = digits.replace(/^(\d{3})(\d{3})(\d+)$/, '$1,$2,$3').split(',');
  if (language === 'en')
    return groups
      .map((group) => [...group].map((d) => english[Number(d)] ?? d).join(' '))
      .join(', ');
  return groups.map((group) => group.replaceAll('1', '幺')).join('，');
}
