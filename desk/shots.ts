import type { Photo, TicketEvent } from './events.ts';
import type { Instant } from './words.ts';

/** A picture of a ticket, with whose it is and when it came. */
export interface Shot {
  readonly photo: Photo;
  readonly by: 'customer' | 'staff' | 'system';
  readonly at: Instant;
}

/** In the order in which they came. */
export function shotsOf(timeline: readonly TicketEvent[]): readonly Shot[] {
  return timeline.flatMap((event) => {
    const photos =
      event.type === 'registered' ? event.request.photos : 'photos' in event && event.photos;
    return (photos || []).map((photo) => ({ photo, by: event.by.who, at: event.at }));
  });
}
