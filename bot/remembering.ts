import type { Board } from '../desk/board.ts';
import type { CustomerList } from '../desk/customer-list.ts';
import type { Person, TicketRecord } from '../desk/ports.ts';
import type { Store } from '../store/store.ts';
import type { Log } from './log.ts';

export interface RememberingParts {
  readonly store: Store;
  readonly board: Board;
  readonly customers: CustomerList;
  readonly log: Log;
}

export interface Remembering {
  /** Resolves once everything there was at the start has been read, or never will be. */
  readonly known: Promise<void>;
  stop(): Promise<void>;
}

/** From now on the board and the list of customers follow what is saved, whoever saves it. */
export function following({ store, board, customers }: Omit<RememberingParts, 'log'>): void {
  store.onTicket((ticket) => board.take(ticket));
  store.onPerson((phone, person) => customers.take(phone, person));
  store.shelves.onChange(({ collection, value: before }, value) => {
    if (collection === 'people') customers.take((before as Person).phone, value as Person);
    if (collection === 'tickets' && value) board.take(value as TicketRecord);
  });
}

/** Reads what there was, in the background: nobody waits for it at the start. */
export function remembering({ store, board, customers, log }: RememberingParts): Remembering {
  const leaving = new AbortController();
  const known = board
    .fill(store.everyTicket(), leaving.signal)
    .then(() => customers.fill(store.everyPerson(), leaving.signal))
    .catch((cause: unknown) => log.error('board.unfilled', { cause }));
  return {
    known,
    stop() {
      leaving.abort();
      return known;
    },
  };
}
