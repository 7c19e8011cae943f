import { propose, type Verdict } from '../decision.ts';
import type { Photo } from '../events.ts';
import type { Ticket } from '../ticket.ts';

/** For colleagues only, with pictures if there are some; the customer never sees it. */
export function note(ticket: Ticket, words: string, photos: readonly Photo[] = []): Verdict {
  return propose(ticket, {
    type: 'noted',
    note: words,
    ...(photos.length > 0 && { photos }),
  });
}
