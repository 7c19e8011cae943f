import type { CarrierOptions, Fields } from './carrier.ts';
import type { Leg } from './leg.ts';
import type { Telephone } from './telephone.ts';

export interface TelephoneOptions extends CarrierOptions {
  readonly from: string;
  readonly to: string;
  /** What becomes of a wish for a person. */
  readonly colleague?: Colleague;
  /** Rings the telephone that is dialled in; absent: the colleague decides at once. */
  readonly second?: Second;
  /** Asked, on another host, when the house cannot be reached or answers nonsense. */
  readonly fallback?: string;
  /** The house calls this telephone: what it hears when it picks up, and who is told that the call is over. */
  readonly rung?: { readonly url: string; ended(seconds: string): Promise<void> };
}

export type Second = (telephone: Telephone, leg: Leg) => Promise<void>;
export type Colleague = 'answers' | 'refuses' | 'is away' | 'lets wait';
export type State = 'idle' | 'listening' | 'waiting' | 'talking' | 'over';

/** What every webhook of this call says. */
export const fieldsOf = (id: string, { from, to, rung }: TelephoneOptions): Fields => ({
  CallSid: id,
  From: from,
  To: to,
  Caller: from,
  Called: to,
  Direction: rung ? 'outbound-api' : 'inbound',
});

/** What is told when a call is over. */
export const ended: Fields = { CallStatus: 'completed', SequenceNumber: '3', CallDuration: '61' };

export const sureness = (confidence: number | undefined): Fields =>
  confidence === undefined ? {} : { Confidence: String(confidence) };
