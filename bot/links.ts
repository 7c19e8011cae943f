import type { Accounts } from '../desk/accounts.ts';
import type { Language } from '../desk/words.ts';
import type { Joined, Texted } from '../dialogs/talk.ts';
import type { PushOutcome } from './channels/channel.ts';
import type { Codes } from './codes.ts';
import type { Conversations } from './conversations.ts';

export interface LinkParts {
  readonly codes: Codes;
  readonly conversations: Conversations;
  readonly accounts: Pick<Accounts, 'link' | 'prove' | 'release'>;
  /** Told of a conversation whose person holds this telephone. */
  readonly follow: (phone: string, conversationId: string) => Promise<void>;
  /** Sends a text message to a telephone (+ and country), once for a key; absent: a telephone cannot be proven with one. */
  readonly text?: (key: string, to: string, words: string) => Promise<PushOutcome>;
}

/** Who says or asks something, and where. */
export interface Speaker {
  readonly account: string;
  readonly conversationId: string;
  readonly cause: string;
  readonly language: Language;
}

/** One person in two places: found by a code that is given out in one and said in the other, or texted to a telephone. */
export class Links {
  readonly #parts: LinkParts;

  constructor(parts: LinkParts) {
    this.#parts = parts;
  }

  /** Text messages can be sent at all. */
  get texts(): boolean {
    return this.#parts.text !== undefined;
  }

  /** A code for this account; whoever says it elsewhere within ten minutes is the same person. */
  offer({ account, conversationId }: Speaker): Promise<string> {
    return this.#parts.codes.make({ account, conversationId, saidBy: 'elsewhere' });
  }

  /** Texts a code to a telephone: whoever says it, here or elsewhere, holds that telephone. */
  async text(
    { account, conversationId, cause }: Speaker,
    phone: string,
    saidBy: 'here' | 'elsewhere',
    wording: (code: string) => string,
  ): Promise<Texted> {
    const to = mobile(phone);
    if (!to || !this.#parts.text) return 'no mobile';
    const code = await this.#parts.codes.text({ account, conversationId, saidBy, phone }, cause);
    if (code === 'done') return 'sent';
    if (code === 'too often') return code;
    const outcome = await this.#parts.text(`link/${cause}`, to, wording(code));
    return outcome.delivered ? 'sent' : 'failed';
  }

  /** Is this a code that this account may use? Wrong ones are counted. */
  async check({ account }: Speaker, code: string): Promise<'good' | 'wrong' | 'locked'> {
    const found = await this.#parts.codes.check(code, account);
    return typeof found === 'object' ? 'good' : found;
  }

  /** Joins what the code stands for and uses it up; undefined if it is not good any more. */
  async join({ language, ...here }: Speaker, code: string): Promise<Joined | undefined> {
    const { codes, accounts, conversations, follow } = this.#parts;
    const { account } = here;
    const offer = await codes.of(code, account);
    if (!offer) return undefined;
    const { phone, conversationId, saidBy } = offer;
    if (phone) {
      await accounts.prove(account, phone, language);
      await follow(phone, here.conversationId);
    }
    if (saidBy === 'elsewhere') await accounts.link(account, offer.account);
    await codes.useUp(code);
    const open = saidBy === 'elsewhere' ? await conversations.handOver(conversationId) : [];
    return { open, ...(phone && { phone }) };
  }

  /** This account is nobody else's any more; false if it never was. */
  part({ account }: Speaker): Promise<boolean> {
    return this.#parts.accounts.release(account);
  }
}

/** With + and country; undefined if no text message can be sent there. */
export function mobile(phone: string): string | undefined {
  const digits = phone.replace(/[\s-]/g, '').replace(/^00/, '+');
  if (/^1[3-9]\d{9}$/.test(digits)) return `+86${digits}`;
  return /^\+[1-9]\d{7,14}$/.test(digits) ? digits : undefined;
}
