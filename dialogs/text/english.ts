import type { DayFacts } from './facts.ts';

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** "today", "tomorrow", "on 7 Mar": what follows the time. */
export const englishDay = ({ days, month, day: date }: DayFacts): string => {
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  return `on ${date} ${months[month - 1]}`;
};

/** How we treat a request, as it stands in a sentence. */
export const classes = {
  general: 'an ordinary request',
  urgent: 'urgent',
  major: 'a major complaint',
};

/** A rule is a sentence of its own; here it stands within one. */
export const lowered = (says: string): string => says.charAt(0).toLowerCase() + says.slice(1);
