import { areaOf } from '../areas.ts';
import type { Request } from '../events.ts';
import type { Policy } from '../policy.ts';
import { type Instant, urgencies } from '../words.ts';

/** A ticket's place in the queue: the graver first, then the key area by its colour, then who waits longest. */
export interface Turn {
  readonly grave: number;
  /** 0 for the first colour; ordinary areas come last. */
  readonly colour: number;
  /** When it was registered; for a VIP as much earlier as was promised. */
  readonly since: Instant;
}

type Queued = Pick<Request, 'urgency' | 'words'> &
  Partial<Pick<Request, 'subject' | 'address' | 'vip'>> & { readonly registeredAt: Instant };

export function turnOf(ticket: Queued, policy: Policy): Turn {
  const { urgency, vip, registeredAt } = ticket;
  const area = areaOf(ticket, policy);
  return {
    grave: urgencies.indexOf(urgency),
    colour: area ? colours.indexOf(area.colour) : colours.length,
    since: registeredAt - (vip ? (policy.vip?.dispatchEarlier ?? 0) : 0),
  };
}

/** Negative if `a` comes before `b`. */
export function inTurn(a: Turn, b: Turn): number {
  return b.grave - a.grave || a.colour - b.colour || a.since - b.since;
}

const colours: readonly string[] = ['red', 'yellow', 'blue'];
