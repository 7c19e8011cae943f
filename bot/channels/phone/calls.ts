import { createHash } from 'node:crypto';
import type { Storage, StoreItem } from '../../../dialogs/sdk.ts';
import type { Asked } from '../../../nlu/understanding.ts';
import type { Join } from './join.ts';
import type { KeyChoice } from './out/script.ts';
import type { Heard } from './parse.ts';
import { type Accent, accentOfCaller, isAccent } from './voices.ts';

/** One call as remembered between two webhooks. */
export interface Call extends StoreItem {
  readonly id: string;
  /** Digits with country, of whoever is at the other end; absent for anonymous callers. */
  readonly from?: string;
  /** A call we made: which one, and what its menu offers. */
  readonly out?: string;
  menu?: readonly KeyChoice[];
  /** They may end all calls with a key. */
  declinable?: boolean;
  /** Another telephone is dialled in, and nobody knows yet how that went. */
  connecting?: boolean;
  /** Whose conversation it is, where not the call's own: `channel:user`. */
  account?: string;
  accent: Accent;
  stage: 'called' | 'language' | 'talking' | 'transferring' | 'joined' | 'over';
  /** The colleague who is rung, or talks with them; the stage is `joined` then. */
  join?: Join | undefined;
  /** The turn we wait for. */
  turn: number;
  /** What was answered lately: the same turn again gets the same bytes. */
  answers: readonly { readonly turn: number; readonly twiml: string }[];
  /** Words the recogniser was unsure of, said back and not yet confirmed. */
  doubt?: string | undefined;
  /** The open question, to repeat it and to read keys by it. */
  question: Question;
  /** Silences and keys without a meaning in a row. */
  strikes: number;
  /** Those of the whole call. */
  allStrikes: number;
  /** How often a person was tried. */
  transfers: number;
}

export interface Question {
  readonly says: readonly string[];
  /** What is too long to be said at once: heard if they want it. */
  readonly rest?: readonly string[];
  readonly choices: readonly Choice[];
  readonly asked?: Asked | undefined;
  /** First of the choices that are told now. */
  readonly from: number;
}

export interface Choice {
  readonly title: string;
  readonly value: string;
}

const nothingAsked: Question = { says: [], choices: [], from: 0 };

/** Calls and what is remembered of callers, in the bot's state. */
export class Calls {
  readonly #state: Storage;

  constructor(state: Storage) {
    this.#state = state;
  }

  /** undefined if it never began here. */
  async load(id: string): Promise<Call | undefined> {
    return (await this.#state.read([callKey(id)]))[callKey(id)] as Call | undefined;
  }

  /** `accent`: of a call we made; whoever calls us has chosen one before, or is asked. */
  async begin({ call: id, from, out }: Heard, accent?: Accent): Promise<Call> {
    const chosen = accent ?? (from && (await this.#chosen(from)));
    return {
      id,
      ...(from && { from }),
      ...(out && { out }),
      accent: chosen || accentOfCaller(from),
      stage: out ? 'called' : chosen ? 'talking' : 'language',
      turn: 0,
      answers: [],
      question: nothingAsked,
      strikes: 0,
      allStrikes: 0,
      transfers: 0,
    };
  }

  /** Rejects if another process saved in between. */
  async save(call: Call): Promise<void> {
    await this.#state.write({ [callKey(call.id)]: call });
  }

  /** Next time this caller need not choose. */
  async remember({ from, accent }: Call): Promise<void> {
    if (from) await this.#state.write({ [callerKey(from)]: { accent, eTag: '*' } });
  }

  async #chosen(from: string): Promise<Accent | undefined> {
    const accent = (await this.#state.read([callerKey(from)]))[callerKey(from)]?.accent;
    return isAccent(accent) ? accent : undefined;
  }
}

const callKey = (id: string): string => `phone/call/${id}`;

/** Telephones are no names for documents. */
const callerKey = (from: string): string =>
  `phone/caller/${createHash('sha256').update(from).digest('base64url')}`;
