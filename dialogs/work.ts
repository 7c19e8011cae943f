import type { StaffAction } from '../desk/actions/staff.ts';
import { type Reply, reply } from './say.ts';
import { workWords } from './text/work.ts';
import { means, readDeed } from './text/work-heard.ts';
import { type Deed, deeds, type WorkQuestion, type WorkWords } from './text/work-kinds.ts';
import { finish } from './work-done.ts';
import { askWhom, handOver } from './work-handover.ts';
import {
  ask,
  close,
  does,
  following,
  menu,
  type WorkTicket,
  type WorkTurn,
  wordsOf,
} from './work-turn.ts';

/** One word of a colleague about their work. What is not said clearly is asked about, and changes nothing. */
export async function work(turn: WorkTurn): Promise<Reply> {
  const s = workWords[turn.language];
  const wish = wishOf(turn);
  // Free words answer an open question whatever they look like; elsewhere a new wish goes first.
  if (turn.state.asking && (!wish || isAnswer(turn.state.asking))) return answered(turn, s);
  if (!wish && turn.photos.length > 0) return photosOnly(turn, s);
  if (!wish) return reply(s.notUnderstood(), menu(s));
  const tickets = await turn.door.tickets();
  if (wish.deed === 'help') return reply(s.help(), menu(s));
  if (wish.deed === 'list') return listed(tickets, wish, s);
  if (wish.deed === 'handover') return askWhom(turn, s, tickets);
  const able = wish.deed === 'take' ? tickets : tickets.filter(({ mine }) => mine);
  const fitting = wish.no ? able.filter(({ no }) => no.endsWith(wish.no ?? '-')) : able;
  const [only, ...more] = fitting;
  if (!only) return reply(able.length === 0 ? s.none() : s.noSuch(), menu(s));
  if (more.length > 0) return which(fitting, wish, s);
  return begin(turn, s, { ...wish, no: only.no }, only);
}

interface Wish {
  readonly deed: Deed;
  /** The end of a ticket's number, or all of it. */
  readonly no?: string | undefined;
  /** What was said beside. */
  readonly detail: string;
}

/** Only these questions have answers of a fixed form. */
const isAnswer = (asking: WorkQuestion): boolean =>
  !['photos', 'signoff', 'confirm', 'late', 'handover'].includes(asking);

function wishOf({ picked, text }: WorkTurn): Wish | undefined {
  const [kind, deed, no, ...beside] = picked?.split(':') ?? [];
  const known = deeds.find((one) => one === deed);
  if (kind === 'work' && known)
    return { deed: known, no: no || undefined, detail: beside.join(':') };
  const said = readDeed(text);
  if (!said) return undefined;
  const tail = /(?:^|[\s,，:：#])(\d{3}\s?\d{3}\s?\d{4}|\d{4})(?=$|[\s,，:：])/.exec(said.rest);
  const detail = said.rest.replace(tail?.[1] ?? '', '').replace(/^[\s,，:：#]+|[\s,，:：]+$/g, '');
  return { deed: said.deed, no: tail?.[1]?.replace(/\s/g, ''), detail };
}

async function begin(
  turn: WorkTurn,
  s: WorkWords,
  { deed, detail }: Wish,
  ticket: WorkTicket,
): Promise<Reply> {
  turn.state.no = ticket.no;
  turn.state.facts = {};
  turn.state.photos = [];
  switch (deed) {
    case 'pass':
      return detail ? does(turn, s, deed, { do: 'decline', why: detail }) : ask(turn, s, 'pass');
    case 'late':
      return lateBy(turn, s, detail);
    case 'temporary':
      return detail ? patched(turn, s, detail) : ask(turn, s, 'temporary');
    case 'note':
      return detail ? does(turn, s, deed, { do: 'note', note: detail }) : ask(turn, s, 'note');
    case 'done':
      if (!detail) return ask(turn, s, 'what');
      turn.state.facts.what = detail;
      return ask(turn, s, 'photos');
    default: {
      const action = plain(deed, detail);
      return action ? does(turn, s, deed, action) : reply(s.notUnderstood(), menu(s));
    }
  }
}

function plain(deed: Deed, detail: string): StaffAction | undefined {
  const note = detail ? { note: detail } : {};
  const actions: { readonly [D in Deed]?: StaffAction } = {
    take: { do: 'take' },
    contact: { do: 'contact', ...note },
    leave: { do: 'dispatch', ...note },
    arrive: { do: 'arrive', ...note },
    parts: { do: 'hold', why: 'parts' },
    customer: { do: 'hold', why: 'customer' },
    resume: { do: 'resume' },
  };
  return actions[deed];
}

/** The open question has an answer, or is asked once more; "stop" changes nothing. */
async function answered(turn: WorkTurn, s: WorkWords): Promise<Reply> {
  const { state } = turn;
  const text = wordsOf(turn);
  const { asking } = state;
  if (turn.picked === 'work-stop' || means.stop(text)) {
    close(state);
    return reply(s.stopped(), menu(s));
  }
  switch (asking) {
    case 'pass':
      return does(turn, s, 'pass', { do: 'decline', why: text });
    case 'late':
      return lateBy(turn, s, text);
    case 'temporary':
      return patched(turn, s, text);
    case 'note':
      return does(turn, s, 'note', { do: 'note', note: text });
    case 'handover':
      return handOver(turn, s);
    default:
      return finish(turn, s);
  }
}

async function lateBy(turn: WorkTurn, s: WorkWords, words: string): Promise<Reply> {
  const minutes = Number(/\d{1,3}/.exec(words.normalize('NFKC'))?.[0] ?? 0);
  if (minutes < 1 || minutes > 600) return ask(turn, s, 'late');
  return does(turn, s, 'late', { do: 'late', expected: turn.now + minutes * 60_000 });
}

const patched = (turn: WorkTurn, s: WorkWords, note: string): Promise<Reply> =>
  does(turn, s, 'temporary', { do: 'resolve', temporary: true, note });

/** Pictures that answer no question: kept with the only ticket they can belong to. */
async function photosOnly(turn: WorkTurn, s: WorkWords): Promise<Reply> {
  const mine = (await turn.door.tickets()).filter((one) => one.mine);
  const [only, ...more] = mine;
  if (!only || more.length > 0) return reply(s.notUnderstood(), menu(s));
  turn.state.no = only.no;
  const note = turn.text || s.photosKept(turn.photos.length);
  return does(turn, s, 'note', { do: 'note', note, photos: turn.photos });
}

function listed(tickets: readonly WorkTicket[], { no }: Wish, s: WorkWords): Reply {
  const one = no ? tickets.filter((ticket) => ticket.no.endsWith(no)) : [];
  if (one[0] && one.length === 1) return reply(s.ticket(one[0]), following('list', one[0].no, s));
  const mine = tickets.filter((ticket) => ticket.mine);
  if (mine.length === 0) return reply(s.none(), menu(s));
  const choices = mine.slice(0, shown).map((it) => ({
    title: `${s.deeds.list} ${it.no.slice(-4)}`,
    code: `work:list:${it.no}`,
  }));
  return reply(s.list(mine), choices);
}

function which(tickets: readonly WorkTicket[], { deed, detail }: Wish, s: WorkWords): Reply {
  const choices = tickets.slice(0, shown).map((it) => ({
    title: `${s.deeds[deed]} ${it.no.slice(-4)}`,
    code: `work:${deed}:${it.no}:${detail}`,
  }));
  return reply([s.which(s.deeds[deed]), s.list(tickets.slice(0, shown))], choices);
}

const shown = 8;
