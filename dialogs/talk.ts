import type { Addition } from '../desk/actions/add-info.ts';
import type { Followed, Heard } from '../desk/callbacks/consequences.ts';
import type { Survey } from '../desk/callbacks/survey.ts';
import type { ConsentChange, Wishes } from '../desk/consent.ts';
import type { NewRequest, Photo } from '../desk/events.ts';
import type { Known } from '../desk/people.ts';
import type { Place } from '../desk/roster.ts';
import type { Answer, TicketView } from '../desk/view.ts';
import type { Who } from '../desk/wishes.ts';
import type { Instant, Names } from '../desk/words.ts';
import { accessIn } from '../nlu/access.ts';
import type { Asked, Intent, Language, Understanding } from '../nlu/understanding.ts';
import type { Drafts } from './resume.ts';
import type { Choice, Reply, Say } from './say.ts';
import type { Activity, Attachment, DialogContext, TurnContext } from './sdk.ts';

/** Everything a dialog has at hand in one turn. */
export interface Talk {
  readonly now: Instant;
  /** `channel/message id`: what the desk records as the cause of whatever this turn changes. */
  readonly cause: string;
  /** `channel:user`. */
  readonly account: string;
  readonly channel: string;
  /** The channel can show and take pictures. */
  readonly pictures: boolean;
  /** Page where the customer agrees to be told the next news; undefined: nothing to agree to. */
  readonly agreementAt: string | undefined;
  /** Replies are heard: three misses in a row lead to a person. */
  readonly spoken: boolean;
  /** A person can be connected at once. */
  readonly connects: boolean;
  /** A text message can be sent to the telephone they call from. */
  readonly texts: boolean;
  /** Telephone the customer seems to write or call from; proves nothing. */
  readonly claimedPhone?: string | undefined;
  readonly understanding: Understanding;
  /** Code of the offered choice the customer picked by number, title or word; undefined if none. */
  readonly picked: string | undefined;
  /** What the bot had asked in the turn before. */
  readonly asked: Asked | undefined;
  /** What could be picked in answer to that. */
  readonly offered: readonly Choice[];
  /** Photos that came with this message. */
  readonly photos: readonly Photo[];
  /** Shown on a map with this message. */
  readonly place: Pin | undefined;
  /** What it says about getting in; what opens a door is not among its words. */
  readonly access: string;
  readonly desk: DeskDoor;
  readonly surveys: SurveyDoor;
  readonly links: LinkDoor;
  readonly drafts: Drafts;
  readonly lines: readonly { readonly id: string; readonly name: Names }[];
  /** Kept between turns with the conversation. */
  readonly memory: Memory;
  readonly say: Say;
  /** Understands a text as if it had been said now, in answer to nothing or to what was `asked`. */
  understand(text: string, asked?: Asked): Understanding;
}

/** What dialogs ask of the desk about surveys; `desk/callbacks/callbacks.ts` answers. */
export interface SurveyDoor {
  survey(callback: string): Promise<Survey | undefined>;
  /** The newest one this account's person may answer, or has answered. */
  surveyFor(account: string): Promise<Survey | undefined>;
  /** The callback a link to a survey stands for; undefined if we did not make it. */
  linked(token: string): string | undefined;
  /** Keeps what was answered so far, so that it can be finished another way. */
  answered(callback: string, heard: Heard): Promise<void>;
  /** Resolves with what follows, so that it can be said. */
  finished(callback: string, heard: Heard): Promise<Followed>;
}

/** One person in two places, found by a code. */
export interface LinkDoor {
  /** Text messages can be sent. */
  readonly texts: boolean;
  /** A code to be said elsewhere by the same person. */
  offer(): Promise<string>;
  /** Texts a code, in these words, to a telephone: who says it `here` or `elsewhere` holds that telephone. */
  text(
    phone: string,
    saidBy: 'here' | 'elsewhere',
    wording: (code: string) => string,
  ): Promise<Texted>;
  check(code: string): Promise<'good' | 'wrong' | 'locked'>;
  /** undefined if the code is not good any more. */
  join(code: string): Promise<Joined | undefined>;
  /** Ends every such tie of this account; false if there is none. */
  part(): Promise<boolean>;
}

export type Texted = 'sent' | 'no mobile' | 'too often' | 'failed';

export interface Joined {
  /** What was open over there and goes on here. */
  readonly open: readonly OpenDialog[];
  /** The telephone that is proven now. */
  readonly phone?: string;
}

/** A dialog in the middle of its questions, as it is kept. */
export interface OpenDialog {
  readonly id: string;
  readonly state: unknown;
}

/** What the conversation remembers beside its open dialogs. */
export interface Memory {
  language: Language;
  /** The customer chose the language; detection no longer changes it. */
  languageChosen: boolean;
  asked?: Asked | undefined;
  offered: readonly Choice[];
  /** The bot's last words, for "say that again". */
  said: readonly Reply[];
  lastTicket?: string | undefined;
  /** Utterances in a row that were not understood. */
  misses: number;
  /** The words we were unsure about, while we ask what they meant. */
  unsure?: string | undefined;
}

export const freshMemory = (language: Language): Memory => ({
  language,
  languageChosen: false,
  offered: [],
  said: [],
  misses: 0,
});

/** What dialogs ask of the desk; `desk/desk.ts` answers. */
export interface DeskDoor {
  report(request: NewRequest, cause: string): Promise<{ ticket: TicketView; again: boolean }>;
  similar(to: {
    account: string;
    phone?: string;
    line?: string;
    words: string;
    subject?: string;
    address?: string;
  }): Promise<TicketView | undefined>;
  ticketsOf(account: string): Promise<TicketView[]>;
  /** Name, phone and last address this account used before; undefined if it never opened a ticket. */
  known(account: string): Promise<Known | undefined>;
  look(no: string, proof: { account: string; last4?: string; tail?: string }): Promise<Answer>;
  /** The address last given for a telephone: for a new ticket, and told to nobody. */
  lastAddress(phone: string): Promise<string | undefined>;
  /** Numbers of open tickets under a telephone, newest first; nothing of them may be told before `look` agreed. */
  claimed(phone: string, only?: 'unanswered'): Promise<string[]>;
  urge(no: string, words: string, account: string, cause: string): Promise<Answer>;
  /** Graver words raise the ticket's class; the answer shows it. */
  addInfo(no: string, more: Addition, account: string, cause: string): Promise<Answer>;
  cancel(no: string, words: string, account: string, cause: string): Promise<Answer>;
  handoff(no: string, words: string, account: string, cause: string): Promise<Answer>;
  /** Somebody who answers the hotline's telephone has spoken with them; who, nobody knows. */
  answered(no: string, account: string, cause: string): Promise<Answer>;
  /** Signs finished work off. */
  accept(no: string, words: string, account: string, cause: string): Promise<Answer>;
  /** Sends finished work back. */
  refuse(no: string, words: string, account: string, cause: string): Promise<Answer>;
  /** The agreed hour still suits. */
  confirmVisit(no: string, words: string, account: string, cause: string): Promise<Answer>;
  confirmPlan(no: string, words: string, account: string, cause: string): Promise<Answer>;
  changePlan(no: string, words: string, account: string, cause: string): Promise<Answer>;
  optOut(who: Who): Promise<void>;
  /** What may be told unasked, and how, changes. */
  consent(who: Who, change: ConsentChange): Promise<readonly Wishes[]>;
  wishes(who: Who): Promise<readonly Wishes[]>;
}

/** A place on a map, with what the map calls it; the name may be empty. */
export interface Pin {
  readonly place: Place;
  readonly label: string;
}

const talkKey = Symbol('talk');

/** Called once a turn, before any dialog runs. */
export function startTalk(context: TurnContext, talk: Talk): void {
  context.turnState.set(talkKey, talk);
}

/** The talk of this turn; the turn put it there before any dialog runs. */
export function talkOf(context: TurnContext): Talk {
  const talk: Talk | undefined = context.turnState.get(talkKey);
  if (!talk)
    throw new Error('No Talk on this turn: dialogs run only inside bot/steps/converse.ts.');
  return talk;
}

/** State of the open dialog, saved with the conversation. */
export function stateOf<T>(dc: DialogContext): T {
  if (!dc.activeDialog) throw new Error('No dialog is open.');
  return dc.activeDialog.state as T;
}

/** Says something that expects no particular answer; what it offers may be picked all the same, by number too. */
export async function tell(context: TurnContext, words: Reply): Promise<void> {
  if (words.choices.length > 0) talkOf(context).memory.offered = words.choices;
  await context.sendActivity(messageOf(words));
}

/** A stored photograph as an Activity carries it: its blob id inside `contentUrl`. */
export function attach({ id, contentType, name }: Photo): Attachment {
  return { contentType, name, contentUrl: blob + id };
}

export const blob = 'blob:';

/** A reply as the framework carries it. */
export function messageOf({ text, speak, act, choices, pictures = [] }: Reply): Partial<Activity> {
  return {
    type: 'message',
    text,
    speak,
    ...(act && { channelData: { act } }),
    ...(pictures.length > 0 && { attachments: pictures.map(attach) }),
    ...(choices.length > 0 && {
      suggestedActions: {
        to: [],
        actions: choices.map(({ title }) => ({ type: 'imBack', title, value: title })),
      },
    }),
  };
}

/** Says something with choices that may be picked, but need not be. */
export async function offer(context: TurnContext, words: Reply): Promise<void> {
  talkOf(context).memory.offered = words.choices;
  await tell(context, words);
}

/** Asks: remembers what was asked and offered, so that "1" or "可以" is understood next time. */
export async function ask(context: TurnContext, words: Reply, asked: Asked): Promise<void> {
  const { memory } = talkOf(context);
  memory.asked = asked;
  memory.offered = words.choices;
  await tell(context, words);
}

/** An intent the customer meant for certain: picked from a choice, or understood with confidence. */
export function meant(talk: Talk): Intent | undefined {
  if (talk.picked?.startsWith('intent:')) return talk.picked.slice('intent:'.length) as Intent;
  // A picked choice means what it stands for, not what its title sounds like.
  if (talk.picked) return undefined;
  // Beside a choice every short word sounds like an answer; what picked nothing is heard for itself.
  const { sure, intent } =
    talk.asked === 'choice_prompt' ? talk.understand(talk.understanding.text) : talk.understanding;
  return sure ? intent : undefined;
}

/** "王芳，家里有狗": the dog is no name, no address and no time to come. */
export function besideAccess({ access, understanding: { text } }: Talk): string {
  return access ? accessIn(text).beside : text;
}
