import type { Desk } from '../desk/desk.ts';
import { sentences } from '../dialogs/text/index.ts';
import { news } from '../dialogs/text/news/index.ts';
import type { Opening, Reaction, Script } from './channels/phone/out/script.ts';

export const askingScript = 'ask the customer';

/** What a call needs to know that asks whether work is done well, or a plan agreed to. */
export interface AskingFacts {
  readonly [fact: string]: string;
  /** What happened and what is asked, for the ear. */
  readonly words: string;
  readonly no: string;
  readonly about: 'acceptance' | 'plan';
  /** `channel:user` whose ticket it is. */
  readonly account: string;
}

/** A call that takes the answer: 1 is the sign-off or the consent, 2 goes on as a talk about what is wrong. */
export function asking(desk: Pick<Desk, 'look' | 'accept' | 'confirmPlan'>): Script {
  return {
    async open({ facts }, language): Promise<Opening | undefined> {
      const { words, no, about, account } = facts as AskingFacts;
      const found = await desk.look(no, { account });
      // Answered elsewhere while it rang.
      if (!found.done || found.ticket.asked?.about !== about) return undefined;
      const { good, bad, agree, change } = news[language].answers;
      const [one, two] = about === 'acceptance' ? [good, bad] : [agree, change];
      return {
        says: [words],
        choices: [
          { key: '1', title: one, code: 'yes' },
          { key: '2', title: two, code: 'no' },
        ],
      };
    },
    async chosen({ facts, key }, code, language): Promise<Reaction> {
      const { no, about, account } = facts as AskingFacts;
      const dialog = about === 'acceptance' ? 'accept' : 'plan';
      if (code === 'no') {
        const options = { no, opinion: { is: 'no' } };
        return { next: 'talk', talk: { account, dialog, options } };
      }
      const { good, agree } = news[language].answers;
      const s = sentences[language];
      if (about === 'plan') {
        await desk.confirmPlan(no, agree, account, `call/${key}`);
        return { next: 'bye', says: [textOf(s.planAgreed())] };
      }
      await desk.accept(no, good, account, `call/${key}`);
      return { next: 'bye', says: [textOf(s.signedByPhone())] };
    },
    async ended() {},
  };
}

const textOf = (said: string | { readonly speak: string }): string =>
  typeof said === 'string' ? said : said.speak;
