import type { EarWords } from '../../../dialogs/text/ear/index.ts';

/** Who waits for a person, as one look at the queue sees them. */
export interface Look {
  /** Their place, 1 is next; 0 if the provider does not say. */
  readonly place: number;
  /** The place they heard last; 0: none yet. */
  readonly told: number;
  /** Looks since they were offered a call back; 0: they never were. */
  readonly looks: number;
}

export interface Held extends Pick<Look, 'told' | 'looks'> {
  readonly says: readonly string[];
}

/** Seconds between two looks. */
export const lookEvery = 20;

/** The key that takes a caller out of the queue, to be called back. */
export const callBackKey = '1';

/** Where they stand and what they may choose at first and now and then; else only that it goes forward, or nothing. */
export function hold({ place, told, looks }: Look, ear: EarWords): Held {
  const where = place > 0 ? ear.ahead(place - 1) : ear.stillWaiting;
  if (looks === 0 || looks >= offerEvery)
    return { says: [where, ear.callBackOffer(callBackKey)], told: place, looks: 1 };
  const forward = place > 0 && (told === 0 || place < told);
  if (forward) return { says: [where], told: place, looks: looks + 1 };
  return { says: [], told, looks: looks + 1 };
}

/** Looks until the offer is made again: well over a minute. */
const offerEvery = 4;
