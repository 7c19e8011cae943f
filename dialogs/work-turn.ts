import type { StaffAction } from '../desk/actions/staff.ts';
import type { Photo, VisitTime } from '../desk/events.ts';
import { groupNumber } from '../desk/number.ts';
import type { Instant, Language } from '../desk/words.ts';
import { type Choice, type Reply, reply } from './say.ts';
import type { Sentence } from './text/facts.ts';
import type { Stays } from './text/handover.ts';
import type { Deed, WorkQuestion, WorkTicketFacts, WorkWords } from './text/work-kinds.ts';

/** A ticket as a colleague on the road needs it, worded already. */
export interface WorkTicket extends WorkTicketFacts {
  readonly no: string;
  /** In this colleague's hands; otherwise in nobody's, and theirs to take. */
  readonly mine: boolean;
  /** In nobody's hands, and theirs to take; the rest of a lead's list is somebody else's. */
  readonly free: boolean;
  /** Somebody is with the customer. */
  readonly onSite: boolean;
  /** They have said that they take it. */
  readonly taken: boolean;
  /** What is due next, if it can be said here. */
  readonly due?: Deed | undefined;
  /** What the self-check of this service line goes through; 0 if it has none. */
  readonly items: { readonly named: readonly string[]; readonly count: number };
}

/** What the dialog asks of the desk, in the name of this colleague. */
export interface WorkDoor {
  /** Open ones: their own first, each in the order in which they are due. */
  tickets(): Promise<readonly WorkTicket[]>;
  /** The most pressing of those in other hands that they answer for, and how many there are, or those whose number ends so; undefined for no lead. */
  team(
    no?: string,
  ): Promise<{ readonly tickets: readonly WorkTicket[]; readonly all: number } | undefined>;
  /** All of one ticket, with what was there before; undefined if it is not theirs to see. */
  sheet(no: string): Promise<WorkTicket | undefined>;
  readonly lead: boolean;
  /** The pictures, written down as seen. */
  pictures(no: string): Promise<{ readonly photos: readonly Photo[]; readonly page: string }>;
  /** All of it or nothing. */
  act(no: string, actions: readonly StaffAction[], cause: string): Promise<WorkAnswer>;
  /** Gives these to the colleague of that name; undefined if there is not exactly one such colleague. */
  handOver(
    numbers: readonly string[],
    name: string,
    cause: string,
  ): Promise<HandedOver | undefined>;
  /** Gives a ticket of the team to the colleague of that name; undefined if there is not exactly one such colleague. */
  assign(no: string, name: string, cause: string): Promise<WorkAnswer | 'no_post' | undefined>;
}

/** Which tickets are somebody else's now, and which are not, and why. */
export interface HandedOver {
  readonly name: string;
  readonly moved: readonly string[];
  readonly stayed: readonly { readonly no: string; readonly why: Stays }[];
}

export type WorkAnswer =
  | { readonly done: true }
  | { readonly done: false; readonly why: string; readonly name: string };

/** What is remembered between two words of a colleague. */
export interface WorkState {
  /** They speak as a customer for now. */
  off?: boolean;
  asking?: WorkQuestion | undefined;
  no?: string | undefined;
  facts: Partial<Record<WorkQuestion, string>>;
  photos: readonly Photo[];
  agreed?: Agreed | undefined;
  /** A "done" that another ticket interrupted; it goes on afterwards. */
  waiting?: Waiting | undefined;
  /** Said where the sender can be forged, and done once these digits come back. */
  held?:
    | {
        readonly digits: string;
        readonly until: Instant;
        readonly text: string;
        readonly picked: string | undefined;
        readonly photos: readonly Photo[];
        /** Exactly what these digits allow; absent before it was kept: nothing. */
        readonly wish?: string;
      }
    | undefined;
}

/** A visit agreed with the customer, true once the time that was read back is. */
export interface Agreed {
  /** Said with it: that they have spoken with the customer. */
  readonly contacted: boolean;
  readonly words: string;
  /** Absent while it is not clear. */
  readonly time?: VisitTime | undefined;
}

export type Waiting = Pick<WorkState, 'asking' | 'no' | 'facts' | 'photos'>;

export interface WorkTurn {
  readonly text: string;
  /** Code of an offered choice that was picked. */
  readonly picked: string | undefined;
  readonly photos: readonly Photo[];
  readonly now: Instant;
  readonly cause: string;
  readonly language: Language;
  readonly state: WorkState;
  readonly door: WorkDoor;
  /** What else is to be said when it is done. */
  readonly tells?: string;
}

export const freshWork = (): WorkState => ({ facts: {}, photos: [] });

/** Does it, all or nothing, and tells what is next, or why it was not done. */
export async function does(
  turn: WorkTurn,
  s: WorkWords,
  deed: Deed,
  ...actions: readonly StaffAction[]
): Promise<Reply> {
  const no = turn.state.no ?? '';
  close(turn.state);
  const outcome = await turn.door.act(no, actions, turn.cause);
  if (!outcome.done) return reply(s.refused(outcome.why, outcome.name), menu(s));
  const ticket = (await turn.door.tickets()).find((one) => one.no === no);
  const told = turn.tells ? `${turn.tells}${turn.language === 'en' ? ' ' : ''}` : '';
  // The sheet that follows says it, too.
  const next = deed === 'take' ? '' : (ticket?.next ?? '');
  const said = s.done(s.deeds[deed], groupNumber(no), `${told}${next}`.trim());
  const whole = deed === 'take' ? await turn.door.sheet(no) : undefined;
  const sheet = whole ? [s.ticket(whole)] : [];
  return reply([said, ...sheet], ticket ? following(deed, ticket, s) : menu(s));
}

/** Asks, and leaves a way out. Where numbers are an answer nothing is offered by number. */
export function ask(
  { state }: WorkTurn,
  s: WorkWords,
  question: WorkQuestion,
  detail = '',
  first: Sentence = '',
  choices: readonly Choice[] = [],
): Reply {
  state.asking = question;
  const offered = [...choices, { title: s.stop, code: 'work-stop' }];
  return reply([first, s.ask[question](detail)], numeric.has(question) ? [] : offered);
}

const numeric: ReadonlySet<WorkQuestion> = new Set<WorkQuestion>(['late', 'cost', 'check']);

/** An answer to be picked: its words count, however it is picked. */
export const answer = (title: string): Choice => ({ title, code: `${spokenCode}${title}` });

const spokenCode = 'word:';

/** What was said, or the words of the answer that was picked. */
export function wordsOf({ text, picked }: WorkTurn): string {
  return picked?.startsWith(spokenCode) ? picked.slice(spokenCode.length) : text.trim();
}

/** What mostly comes next. */
const after: { readonly [D in Deed]?: readonly Deed[] } = {
  // What was accepted stays; it can only be given to somebody.
  take: ['contact', 'leave', 'give', 'photos'],
  contact: ['appoint', 'leave', 'customer', 'note'],
  appoint: ['leave', 'note'],
  leave: ['arrive', 'late'],
  late: ['arrive'],
  arrive: ['done', 'temporary', 'parts', 'customer'],
  temporary: ['done', 'parts'],
  parts: ['resume'],
  customer: ['resume'],
  pass: ['give', 'contact', 'leave'],
};

export function following(deed: Deed, ticket: WorkTicket, s: WorkWords): Choice[] {
  const { no, photos, due, onSite, taken } = ticket;
  const usual = after[deed] ??
    (onSite ? after.arrive : undefined) ?? ['contact', 'leave', 'arrive', 'done'];
  const asked = taken || deed === 'take' ? [] : (['take'] as const);
  const next = new Set<Deed>([...asked, ...(due && due !== deed ? [due] : []), ...usual]);
  const look = photos > 0 && !after[deed] ? (['photos'] as const) : [];
  const offered = [...next, ...look].filter((one) => one !== 'photos' || photos > 0);
  return offered.map((one) => ({
    title: `${s.deeds[one]} ${no.slice(-4)}`,
    code: `work:${one}:${no}`,
  }));
}

export function menu(s: WorkWords): Choice[] {
  return (['list', 'help'] as const).map((deed) => ({
    title: s.deeds[deed],
    code: `work:${deed}`,
  }));
}

export function close(state: WorkState): void {
  state.asking = undefined;
}
