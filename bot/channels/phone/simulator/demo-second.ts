import type { Leg, LegDeed } from './leg.ts';
import { Script } from './script.ts';
import type { Telephone } from './telephone.ts';

/** How a number stands with the pages. */
export type Standing = 'open' | 'engaged' | 'on no page';

/** What a page does with a telephone that is dialled in. */
export type SecondDeed =
  | 'looks'
  | 'picks up'
  | 'hangs up'
  | { readonly says: string }
  | { readonly presses: string };

export interface SecondParts {
  standing(number: string): Standing;
  /** Nobody is there to be told. */
  failed(error: unknown): void;
}

/** Second telephones of a Dial: the page that has the number open rings; without one the page that calls has chosen who answers. */
export class SecondPhones {
  readonly #parts: SecondParts;
  readonly #rung = new Map<string, Second>();

  constructor(parts: SecondParts) {
    this.#parts = parts;
  }

  async rings(telephone: Telephone, leg: Leg): Promise<void> {
    const standing = this.#parts.standing(leg.to);
    if (standing === 'engaged') return void (await telephone.colleagueDoes('is busy'));
    if (standing === 'on no page') return this.#chosen(telephone, leg);
    if (this.#rung.size >= most) this.#rung.delete([...this.#rung.keys()][0] ?? '');
    this.#rung.set(leg.id, new Second(telephone, leg));
    telephone.said.notes('it rings on the page that has this number open');
    this.#givesUp(telephone, leg);
  }

  of(id: string): Second | undefined {
    return this.#rung.get(id);
  }

  ringingAt(number: string): string | undefined {
    return [...this.#rung.values()].find(({ leg }) => leg.to === number && leg.state === 'ringing')
      ?.leg.id;
  }

  /** Picked up there, and not over yet. */
  talksAt(number: string): boolean {
    return [...this.#rung.values()].some(({ leg }) => leg.to === number && leg.state !== 'over');
  }

  /** Whoever answers stays on the line until the caller hangs up or the house takes the call back. */
  async #chosen(telephone: Telephone, leg: Leg): Promise<void> {
    telephone.said.notes(`no page has ${leg.to} open: answered as chosen on this page`);
    const { colleague } = telephone;
    if (colleague === 'lets wait') return this.#givesUp(telephone, leg);
    if (colleague === 'is away' || (colleague === 'refuses' && !leg.asks))
      return void (await telephone.colleagueDoes('does not answer'));
    await telephone.colleagueDoes('picks up');
    if (leg.state !== 'asked') return;
    const presses = colleague === 'answers' ? '1' : '2';
    telephone.said.notes(`there is heard: ${leg.heard.join(' ')}`);
    telephone.said.notes(`there is pressed: ${presses}`);
    await telephone.colleagueDoes({ presses });
  }

  /** It rings no longer than the house wants; who then neither takes the call nor hangs up has as long again. */
  #givesUp(telephone: Telephone, leg: Leg): void {
    const ends = (state: Leg['state'], deed: LegDeed) => {
      if (leg.state === state)
        telephone.colleagueDoes(deed).catch((error) => this.#parts.failed(error));
    };
    setTimeout(() => ends('ringing', 'does not answer'), leg.patience * 1000).unref();
    setTimeout(() => ends('asked', 'hangs up'), leg.patience * 2000).unref();
  }
}

/** A second telephone as the page sees it on which it rings. */
class Second {
  readonly leg: Leg;
  readonly #telephone: Telephone;
  readonly #said = new Script();
  #heard = 0;
  #shown: Leg['state'] = 'ringing';

  constructor(telephone: Telephone, leg: Leg) {
    this.#telephone = telephone;
    this.leg = leg;
  }

  async does(deed: SecondDeed): Promise<void> {
    const { state } = this.leg;
    if (deed === 'looks' || state === 'over') return;
    if (deed === 'picks up') return state === 'ringing' ? this.#acts(deed) : undefined;
    if (deed === 'hangs up') return this.#acts(state === 'ringing' ? 'is busy' : deed);
    this.#said.acts('says' in deed ? deed.says : `[${deed.presses}]`);
    // Before they are connected only keys are heard.
    if ('presses' in deed) await this.#telephone.colleagueDoes(deed);
  }

  async #acts(deed: Exclude<LegDeed, object>): Promise<void> {
    this.#said.notes(deed === 'picks up' ? deed : 'hangs up');
    await this.#telephone.colleagueDoes(deed);
  }

  get face() {
    const { id, state, heard, from } = this.leg;
    for (const text of heard.slice(this.#heard)) this.#said.hears(text);
    this.#heard = heard.length;
    if (state !== this.#shown && state === 'talking') this.#said.notes(`is connected with ${from}`);
    if (state !== this.#shown && state === 'over') this.#said.notes('the call has ended');
    this.#shown = state;
    const asked = state === 'asked';
    return {
      id,
      state: asked ? 'listening' : state,
      script: this.#said.lines,
      ...(asked && { listens: { keys: '1', input: 'dtmf', ends: '#' } }),
    };
  }
}

/** Second telephones a demo keeps; the oldest is forgotten. */
const most = 50;
