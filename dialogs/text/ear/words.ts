import type { Asked } from '../../../nlu/understanding.ts';

/** What only a telephone has to say: keys, silence, being connected. One set per language, complete or it does not compile. */
export interface EarWords {
  /** First words to somebody new; the ways to choose a language follow, each in its own voice. */
  readonly welcome: string;
  readonly chooseLanguage: string;
  /** Before the first question, not to be interrupted. */
  readonly notice: string;
  /** Value first, then its key. */
  readonly option: (title: string, key: string) => string;
  readonly optionGap: string;
  /** Ends the list of options. */
  readonly stop: string;
  readonly more: (key: number) => string;
  readonly personKey: string;
  readonly repeatKey: string;
  /** How the open question can be answered with keys. */
  readonly byKeys: Partial<Readonly<Record<Asked, string>>>;
  readonly silence: string;
  readonly silenceAgain: string;
  /** Title of the key that goes on with something long. */
  readonly hearMore: string;
  /** Said back, because the recogniser was unsure. */
  readonly didYouSay: (words: string) => string;
  readonly itWas: string;
  readonly itWasNot: string;
  readonly sayAgain: string;
  /** An address that is on file for their telephone is used, never told. */
  readonly lastAddress: string;
  readonly sameAddress: string;
  readonly otherAddress: string;
  readonly addressOnFile: string;
  readonly wrongKey: string;
  readonly hold: string;
  readonly connecting: string;
  readonly trouble: string;
  readonly nobody: string;
  /** In the queue, where the provider does not say at which place. */
  readonly stillWaiting: string;
  /** How many wait before them; 0: they are next. */
  readonly ahead: (callers: number) => string;
  readonly callBackOffer: (key: string) => string;
  /** They left the queue to be called back. */
  readonly callBack: string;
  readonly whisper: string;
  readonly bye: string;
  readonly texted: string;
  /** The message did not go out: the number once more by ear. */
  readonly notTexted: (no: string) => string;
  readonly text: (number: string) => string;
  /** Greeting somebody whose telephone has an open ticket; tells nothing of it. */
  readonly openTicket: string;
  readonly askTail: string;
  readonly askTailAgain: string;
  readonly tailWrong: string;
  readonly keptDraft: string;
  readonly goOn: string;
  readonly startAfresh: string;
  readonly textIt: string;
  readonly calling: string;
  /** Titles of the keys of a call we make. */
  readonly gotIt: string;
  readonly begin: string;
  readonly confirmed: string;
  readonly refusalKey: string;
  readonly refused: string;
  /** A telephone we dialled in did not answer. */
  readonly noAnswer: string;
}
