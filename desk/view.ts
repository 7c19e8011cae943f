import type { EventType, Reason } from './events.ts';
import type { Instant, Kind, Names, Urgency } from './words.ts';

/** A ticket as its customer may see it; never holds another person's data. */
export interface TicketView {
  readonly no: string;
  readonly line: string;
  readonly lineName: Names;
  readonly kind: Kind;
  readonly urgency: Urgency;
  readonly reasons: readonly Reason[];
  /** 待处理 / 处理中 / 已完成, as promised to customers (000), and cancelled. */
  readonly status: 'waiting' | 'working' | 'done' | 'cancelled';
  /** Clocks stand still: waiting for the customer or for parts. */
  readonly hold?: 'customer' | 'parts';
  readonly registeredAt: Instant;
  readonly words: string;
  readonly subject?: string;
  /** The last thing that happened that a customer cares about. */
  readonly last: { readonly type: EventType; readonly at: Instant };
  /** When a person will have spoken with the customer; absent once that has happened or was never promised. */
  readonly contact?: PromiseView;
  /** The next promise not yet kept, if any. */
  readonly next?: PromiseView;
}

export interface PromiseView {
  readonly milestone: string;
  readonly what: Names;
  /** The role that must keep it. */
  readonly who: Names;
  readonly due: Instant;
  readonly late: boolean;
}

/** How the desk answers a customer's wish concerning one ticket. */
export type Answer =
  | { readonly done: true; readonly ticket: TicketView; readonly reasons: readonly Reason[] }
  | { readonly done: false; readonly why: RefusalCode; readonly ticket?: TicketView };

/**
 * `unknown`: no such ticket, or not proven to be this person's (one answer for both, so that nothing leaks).
 * `locked`: five wrong tries; wait. `finished`: the ticket is closed or cancelled, the wish comes too late.
 */
export type RefusalCode = 'unknown' | 'locked' | 'finished' | 'not_now';
