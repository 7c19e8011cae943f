import type { EventBody, NewRequest } from '../events.ts';
import { type Background, report } from './report.ts';

/** A suggestion is a report of its own kind: counted, answered and followed, never a complaint. */
export function suggest(wish: NewRequest, background: Background): EventBody[] {
  const calm = { urgency: 'general', alsoUrgent: false, confirmUrgency: false } as const;
  return report({ ...wish, ...calm, kind: 'suggestion' }, background);
}
