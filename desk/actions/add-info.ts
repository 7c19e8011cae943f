import { propose, type Verdict } from '../decision.ts';
import type { Correction, EventBody, Photo } from '../events.ts';
import type { Ticket } from '../ticket.ts';
import { changesTo } from './correct.ts';

export interface Addition {
  readonly words: string;
  readonly photos: readonly Photo[];
  /** Facts that turned out to be different, e.g. a new preferred time. */
  readonly changes?: Correction;
}

/** One more thing: words and photos are added, changed facts corrected. */
export function addInfo(ticket: Ticket, { words, photos, changes = {} }: Addition): Verdict {
  const events: EventBody[] = [];
  if (words !== '' || photos.length > 0) events.push({ type: 'added', words, photos });
  const fresh = changesTo(ticket, changes);
  if (fresh) events.push({ type: 'corrected', changes: fresh });
  return propose(ticket, ...events);
}
