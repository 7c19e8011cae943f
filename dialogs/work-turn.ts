import type { StaffAction } from '../desk/actions/staff.ts';
import type { Photo } from '../desk/events.ts';
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
  /** What the self-check of this service line goes through; empty if it has none. */
  readonly items: readonly string[];
}

/** What the dialog asks of the desk, in the name of this colleague. */
export interface WorkDoor {
  /** Open ones: their own first. */
  tickets(): Promise<readonly WorkTicket[]>;
  /** All of it or nothing. */
  act(no: string, actions: readonly StaffAction[], cause: string): Promise<WorkAnswer>;
  /** Gives these to the colleague of that name; undefined if there is not exactly one such colleague. */
  handOver(
    numbers: readonly string[],
    name: string,
    cause: string,
  ): Promise<HandedOver | undefined>;
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
  /** Said where the sender can be forged, and done once these digits come back. */
  held?:
    | {
        readonly digits: string;
        readonly until: Instant;
        readonly text: string;
        readonly picked: string | undefined;
        readonly photos: readonly Photo[];
      }
    | undefined;
}

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
  const said = s.done(s.deeds[deed], groupNumber(no), ticket?.next ?? '');
  const sheet = deed === 'take' && ticket ? [s.ticket(ticket)] : [];
  return reply([said, ...sheet], ticket ? following(deed, no, s) : menu(s));
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
  take: ['contact', 'leave', 'pass'],
  contact: ['leave', 'customer', 'note'],
  leave: ['arrive', 'late'],
  late: ['arrive'],
  arrive: ['done', 'temporary', 'parts', 'customer'],
  temporary: ['done', 'parts'],
  parts: ['resume'],
  customer: ['resume'],
};

export function following(deed: Deed, no: string, s: WorkWords): Choice[] {
  const next = after[deed] ?? ['contact', 'leave', 'arrive', 'done'];
  return next.map((one) => ({
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
