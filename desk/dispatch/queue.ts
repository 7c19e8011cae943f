import type { Row } from '../board-row.ts';
import { Ordered } from '../ordered.ts';
import type { Policy } from '../policy.ts';
import { inTurn, type Turn, turnOf } from './turn.ts';

/** Tickets of one line and role for which nobody was found yet, in the order in which their turn comes. */
export class Queue {
  readonly #rows = new Map<string, Row>();
  /** Made when first asked for, and anew when the line has a new policy: turns are counted by it. */
  #standing: Standing | undefined;

  put(row: Row): void {
    this.#rows.set(row.no, row);
    if (this.#standing) stand(row, this.#standing);
  }

  drop({ no }: Row): void {
    this.#rows.delete(no);
    const place = this.#standing?.places.get(no);
    if (!place) return;
    this.#standing?.places.delete(no);
    this.#standing?.order.drop(place);
  }

  get empty(): boolean {
    return this.#rows.size === 0;
  }

  /** How many have their turn before this one; the ticket `no` does not wait for itself. */
  ahead(turn: Turn, no: string, policy: Policy): number {
    if (this.#standing?.policy !== policy) this.#standing = standingBy(policy, this.#rows.values());
    const { order, places } = this.#standing;
    const own = places.get(no);
    // No number is smaller than none: whose turn comes at the same moment is not before.
    const before = order.before({ turn, no: '' });
    return own && inTurn(own.turn, turn) < 0 ? before - 1 : before;
  }
}

interface Place {
  readonly turn: Turn;
  readonly no: string;
}

interface Standing {
  readonly policy: Policy;
  readonly places: Map<string, Place>;
  readonly order: Ordered<Place, Place>;
}

function standingBy(policy: Policy, rows: Iterable<Row>): Standing {
  const places = [...rows].map((row) => placeOf(row, policy));
  return {
    policy,
    places: new Map(places.map((place) => [place.no, place])),
    order: new Ordered(places, inOrder),
  };
}

function stand(row: Row, { policy, places, order }: Standing): void {
  const place = placeOf(row, policy);
  places.set(row.no, place);
  order.add(place);
}

const placeOf = (row: Row, policy: Policy): Place => ({ turn: turnOf(row, policy), no: row.no });

function inOrder(a: Place, b: Place): number {
  return inTurn(a.turn, b.turn) || (a.no < b.no ? -1 : a.no > b.no ? 1 : 0);
}
