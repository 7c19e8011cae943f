import type { Reason } from './events.ts';
import type { History } from './policy.ts';
import type { Names } from './words.ts';

/** The desk's own reasons: conclusions from a customer's history, not from words. */
export function secondFailure(history: History): Reason {
  const days = String(Math.round(history.secondFailureWithin / DAY));
  return historyReason('second_failure', filled(history.secondFailure, days), history.source);
}

/** The customer sent back the work that was to put an earlier failure right. */
export function reworkRefused(history: History, words: readonly string[]): Reason {
  return historyReason('rework_refused', history.reworkRefused, history.source, words);
}

function historyReason(
  name: string,
  says: Names,
  source: string,
  words: readonly string[] = [],
): Reason {
  return { rule: `history.${name}`, words, says, source };
}

function filled(says: Names, days: string): Names {
  return {
    'zh-Hans': says['zh-Hans'].replace('{days}', days),
    'zh-Hant': says['zh-Hant'].replace('{days}', days),
    en: says.en.replace('{days}', days),
  };
}

const DAY = 86_400_000;
