import type { Duration, Instant } from '../../../desk/words.ts';
import type { Storage } from '../../../dialogs/sdk.ts';
import { untilSaved } from '../../conflict.ts';
import type { Allowance } from './quota.ts';
import type { Mark } from './render.ts';

/** What we remember of one person on WeChat beside the conversation itself. */
export interface Follower {
  readonly openid: string;
  /** Our own original id, which replies come from. */
  readonly to: string;
  readonly following: boolean;
  /** They wait for WeChat's own service desk, or (`busy`) talk with it; the bot is silent. */
  readonly agent?: { readonly since: Instant; readonly busy: boolean } | undefined;
  /** How far the phone has been told. */
  readonly told: Mark;
  /** The last pushes answered, newest first: a repeated one gets the same answer. */
  readonly answered: readonly Answered[];
  readonly allowance: Allowance;
  /** Template → notifications the person has agreed to. */
  readonly credits: Readonly<Record<string, number>>;
  /** When WeChat made the newest push we know. */
  readonly newest: Instant;
  readonly eTag?: string;
}

export interface Answered {
  readonly key: string;
  /** Absent if there was none. */
  readonly reply?: Reply;
}

/** An answer on the open connection, and what the phone was told with it. */
export interface Reply {
  readonly text: string;
  readonly from: Mark;
  readonly to: Mark;
  /** Instead of words: over to WeChat's service desk, to this agent or (empty) to whoever is free. */
  readonly transfer?: string;
}

const minute: Duration = 60_000;

export const queued = (now: Instant): NonNullable<Follower['agent']> => ({
  since: now,
  busy: false,
});

/** Who waits comes back after half an hour; that a talk has ended is told by WeChat, but a push can be lost. */
export function isWithAgent({ agent }: Follower, now: Instant): boolean {
  return agent !== undefined && now - agent.since < (agent.busy ? 720 : 30) * minute;
}

/** Followers in a Bot Framework Storage; every change is made on the newest state. */
export class Followers {
  readonly #storage: Storage;
  readonly #place: string;

  constructor(storage: Storage, appId: string) {
    this.#storage = storage;
    this.#place = `wechat/${appId}/follower`;
  }

  async load(openid: string): Promise<Follower> {
    const key = this.#key(openid);
    return ((await this.#storage.read([key]))[key] as Follower | undefined) ?? stranger(openid);
  }

  /** Begins with what was `read` before, if anything; runs `change` again if somebody else was faster. */
  change(
    openid: string,
    change: (follower: Follower) => Follower | Promise<Follower>,
    read?: Follower,
  ): Promise<Follower> {
    let known = read;
    return untilSaved(attempts, async () => {
      const before = known ?? (await this.load(openid));
      known = undefined;
      const changed = await change(before);
      await this.#storage.write({ [this.#key(openid)]: { ...changed } });
      return changed;
    });
  }

  async forget(openid: string): Promise<void> {
    await this.#storage.delete([this.#key(openid)]);
  }

  #key(openid: string): string {
    return `${this.#place}/${openid}`;
  }
}

const attempts = 10;

const stranger = (openid: string): Follower => ({
  openid,
  to: '',
  following: true,
  told: { seq: 0, part: 0 },
  answered: [],
  allowance: {},
  credits: {},
  newest: 0,
  // Two first messages at once must not overwrite each other.
  eTag: 'absent',
});
