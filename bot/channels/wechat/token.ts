import type { Clock } from '../../../desk/ports.ts';
import type { Duration, Instant } from '../../../desk/words.ts';
import { broken, type Outcome, outcomeOf } from './outcome.ts';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface TokenOptions {
  readonly appId: string;
  readonly appSecret: string;
  readonly apiBaseUrl: string;
  readonly fetch: Fetch;
  readonly clock: Clock;
}

const minute: Duration = 60_000;
/** WeChat gives the next token this long before the old one ends; both are good meanwhile. */
const early: Duration = 5 * minute;
/** What WeChat allows: forced refreshes at least this far apart, and so many a day. */
const forcedApart: Duration = minute / 2;
const forcedADay = 20;

interface Token {
  readonly value: string;
  readonly until: Instant;
}

/**
 * The account's access token. Processes need not agree on one: WeChat gives all of them the same stable token.
 * However many ask at once, one request is made.
 */
export class Tokens {
  readonly #options: TokenOptions;
  #held: Token | undefined;
  #underWay: Promise<Outcome<Token>> | undefined;
  #forced: readonly Instant[] = [];

  constructor(options: TokenOptions) {
    this.#options = options;
  }

  async current(): Promise<Outcome<Token>> {
    const { clock } = this.#options;
    if (this.#held && this.#held.until > clock.now()) return { ok: true, body: this.#held };
    return this.#renew(false);
  }

  /** After WeChat refused `old`: another one if there is, even if it must be forced. */
  async instead(old: string): Promise<Outcome<Token>> {
    if (this.#held && this.#held.value !== old) return this.current();
    const renewed = await this.#renew(false);
    if (!renewed.ok || renewed.body.value !== old) return renewed;
    if (!this.#mayForce()) return renewed;
    return this.#renew(true);
  }

  #renew(force: boolean): Promise<Outcome<Token>> {
    if (this.#underWay !== undefined) return this.#underWay;
    const asked = this.#ask(force).finally(() => {
      this.#underWay = undefined;
    });
    this.#underWay = asked;
    return asked;
  }

  async #ask(force: boolean): Promise<Outcome<Token>> {
    const { appId, appSecret, apiBaseUrl, fetch, clock } = this.#options;
    const body = {
      grant_type: 'client_credential',
      appid: appId,
      secret: appSecret,
      force_refresh: force,
    };
    try {
      const answer = await fetch(`${apiBaseUrl}/cgi-bin/stable_token`, {
        method: 'POST',
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(4000),
      });
      const outcome = outcomeOf(
        (await answer.json()) as { access_token?: string; expires_in?: number },
      );
      if (!outcome.ok) return outcome;
      const { access_token: value = '', expires_in: seconds = 0 } = outcome.body;
      if (!value) return broken('no token in the answer');
      const lasts = Math.max(seconds * 1000 - early, seconds * 500);
      this.#held = { value, until: clock.now() + lasts };
      return { ok: true, body: this.#held };
    } catch (error) {
      // The cause may hold the address, and the address of other calls holds a token.
      return broken(`no token: ${error instanceof Error ? error.name : 'broken'}`);
    }
  }

  #mayForce(): boolean {
    const now = this.#options.clock.now();
    const today = this.#forced.filter((at) => at > now - 24 * 60 * minute);
    if (today.length >= forcedADay || (today.at(-1) ?? 0) > now - forcedApart) return false;
    this.#forced = [...today, now];
    return true;
  }
}
