import type { EventBody, Mark } from './events.ts';
import type { Instant } from './words.ts';

/** What is agreed about the visit of one round of work. */
export interface Visit {
  readonly appointment?: Appointment;
  /** The agreed time was given up, and no other is agreed yet. */
  readonly dropped?: Anchor;
  /** When the work on site is to be finished, once that was promised anew. */
  readonly finish?: Anchor;
}

/** A promised instant, and the event that promised it. */
export interface Anchor extends Mark {
  readonly promised: Instant;
}

/** `promised` is when the visit begins; `expected` when we now say we come. */
export interface Appointment extends Anchor {
  readonly to: Instant;
  readonly expected: Anchor;
  /** The customer was asked whether it still suits. */
  readonly asked: boolean;
  readonly confirmed: boolean;
}

/** What is agreed after this event; most events leave it as it was. */
export function arranged(visit: Visit, event: EventBody & Mark): Visit {
  const { at, seq } = event;
  const { appointment } = visit;
  switch (event.type) {
    case 'appointed': {
      const agreed = { at, seq, promised: event.from };
      const { dropped: _, ...rest } = visit;
      return {
        ...rest,
        appointment: { ...agreed, to: event.to, expected: agreed, asked: false, confirmed: false },
      };
    }
    case 'visit_dropped': {
      const { appointment: _, ...rest } = visit;
      return { ...rest, dropped: { at, seq, promised: at } };
    }
    case 'asked':
      return appointment ? { ...visit, appointment: { ...appointment, asked: true } } : visit;
    case 'visit_confirmed':
      return appointment ? { ...visit, appointment: { ...appointment, confirmed: true } } : visit;
    case 'late': {
      const expected = { at, seq, promised: event.expected };
      return appointment ? { ...visit, appointment: { ...appointment, expected } } : visit;
    }
    case 'replanned':
      return { ...visit, finish: { at, seq, promised: event.finish } };
    default:
      return visit;
  }
}
