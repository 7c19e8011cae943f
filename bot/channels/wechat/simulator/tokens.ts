import { randomBytes } from 'node:crypto';
import type { World } from './world.ts';

interface Issued {
  readonly value: string;
  until: number;
}

const minute = 60_000;
const life = 120 * minute;

/** Access tokens, as `stable_token` gives them. */
export class TokenOffice {
  readonly #world: World;
  #issued: Issued[] = [];
  #forced: number[] = [];
  /** How often a token was asked for. */
  asked = 0;

  constructor(world: World) {
    this.#world = world;
  }

  issue(body: Record<string, unknown>): object {
    this.asked += 1;
    const { account } = this.#world;
    if (body.appid !== account.appId) return { errcode: 40013, errmsg: 'invalid appid' };
    if (body.secret !== account.appSecret) return { errcode: 40125, errmsg: 'invalid appsecret' };
    const now = this.#world.now();
    this.#issued = this.#issued.filter(({ until }) => until > now);
    if (body.force_refresh === true) return this.#force(now);
    const current = this.#issued.at(-1);
    if (current && current.until - now > 5 * minute) return told(current, now);
    // The old one stays good for its last minutes.
    return told(this.#fresh(now), now);
  }

  /** 0 if it is good. */
  judge(token: string | null): 0 | 40001 | 41001 | 42001 {
    if (!token) return 41001;
    const known = this.#issued.find(({ value }) => value === token);
    if (!known) return 40001;
    return known.until > this.#world.now() ? 0 : 42001;
  }

  /** As if somebody had taken it back. */
  revoke(): void {
    this.#issued = [];
  }

  #force(now: number): object {
    const today = this.#forced.filter((at) => now - at < 24 * 60 * minute);
    if (today.length >= 20) return { errcode: 45009, errmsg: 'reach max api daily quota limit' };
    if (now - (today.at(-1) ?? 0) < minute / 2)
      return { errcode: 45011, errmsg: 'api minute-quota reach limit, must slower' };
    this.#forced = [...today, now];
    this.#issued = [];
    return told(this.#fresh(now), now);
  }

  #fresh(now: number): Issued {
    const fresh = { value: randomBytes(96).toString('base64url'), until: now + life };
    this.#issued.push(fresh);
    return fresh;
  }
}

const told = ({ value, until }: Issued, now: number) => ({
  access_token: value,
  expires_in: Math.floor((until - now) / 1000),
});
