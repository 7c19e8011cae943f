import { randomInt } from 'node:crypto';
import type { Accounts } from '../desk/accounts.ts';
import { countWrong, isLocked } from '../desk/guard.ts';
import type { Clock, Guard } from '../desk/ports.ts';
import type { Duration, Instant } from '../desk/words.ts';
import type { Storage, StoreItem } from '../dialogs/sdk.ts';
import type { OpenDialog } from '../dialogs/talk.ts';
import type { Conversations } from './conversations.ts';

interface Offer {
  readonly account: string;
  readonly conversationId: string;
  readonly until: Instant;
}

export interface LinkParts {
  readonly storage: Storage;
  readonly conversations: Conversations;
  readonly clock: Clock;
  readonly accounts: Pick<Accounts, 'link'>;
}

/** How long a code is good. */
const codeLasts: Duration = 10 * 60_000;

/** Codes by which one person's accounts on two channels find each other: given out on one, said on the other. */
export class Links {
  readonly #parts: LinkParts;

  constructor(parts: LinkParts) {
    this.#parts = parts;
  }

  /** A code for this account; whoever says it elsewhere within ten minutes is the same person. */
  async offer(account: string, conversationId: string): Promise<string> {
    const { storage, clock } = this.#parts;
    for (;;) {
      const code = String(randomInt(100_000, 1_000_000));
      if (await this.#offered(code)) continue;
      const offer: Offer = { account, conversationId, until: clock.now() + codeLasts };
      await storage.write({ [codeKey(code)]: { ...offer, eTag: '*' } });
      return code;
    }
  }

  /** Is this a code that another account may use? Wrong ones are counted. */
  async check(code: string, account: string): Promise<'good' | 'wrong' | 'locked'> {
    const { storage, clock } = this.#parts;
    const key = `link/tries/${account}`;
    const guard = (await storage.read([key]))[key] as (Guard & StoreItem) | undefined;
    if (isLocked(guard, clock.now())) return 'locked';
    const offer = await this.#offered(code);
    if (offer && offer.account !== account) return 'good';
    await storage.write({ [key]: { ...countWrong(key, guard, clock.now()), eTag: '*' } });
    return 'wrong';
  }

  /** Joins the accounts and uses the code up; resolves with the dialogs open over there, which are closed there. */
  async join(code: string, account: string): Promise<readonly OpenDialog[] | undefined> {
    const offer = await this.#offered(code);
    if (!offer || offer.account === account) return undefined;
    await this.#parts.accounts.link(account, offer.account);
    await this.#parts.storage.delete([codeKey(code)]);
    return this.#parts.conversations.handOver(offer.conversationId);
  }

  async #offered(code: string): Promise<Offer | undefined> {
    const { storage, clock } = this.#parts;
    const key = codeKey(code);
    const offer = (await storage.read([key]))[key] as Offer | undefined;
    return offer && offer.until > clock.now() ? offer : undefined;
  }
}

const codeKey = (code: string): string => `link/code/${code}`;
