import type { StaffAction } from '../desk/actions/staff.ts';
import { faults } from '../desk/events.ts';
import { type Reply, reply } from './say.ts';
import { anybody, minutesIn, reachedNobody, readDeed } from './text/work-heard.ts';
import type { Deed, WorkWords } from './text/work-kinds.ts';
import { timeOf } from './when.ts';
import type { Wish } from './work.ts';
import { agree } from './work-appoint.ts';
import { passOn } from './work-handover.ts';
import { answer, ask, does, following, menu, type WorkTicket, type WorkTurn } from './work-turn.ts';

/** Begins what is wished with this ticket, or does it at once if nothing is missing. */
export async function begin(
  turn: WorkTurn,
  s: WorkWords,
  { deed, detail }: Wish,
  ticket: WorkTicket,
): Promise<Reply> {
  // What ends or begins the same work anew leaves no room for the answers given before.
  if (turn.state.waiting?.no === ticket.no && !beside.has(deed)) turn.state.waiting = undefined;
  turn.state.no = ticket.no;
  turn.state.facts = {};
  turn.state.photos = [];
  switch (deed) {
    case 'pass':
      if (ticket.mine && ticket.taken) return reply(s.noPass(), following('pass', ticket, s));
      return detail ? does(turn, s, deed, { do: 'decline', why: detail }) : ask(turn, s, 'pass');
    case 'appoint':
      return agree(turn, s, detail, false);
    case 'late':
      return lateBy(turn, s, detail);
    case 'temporary':
      return detail ? patched(turn, s, detail) : ask(turn, s, 'temporary');
    case 'diagnose':
      turn.state.facts.diagnose = detail;
      return askFault(turn, s);
    case 'plan':
    case 'progress':
      return detail ? told(turn, s, deed, detail) : ask(turn, s, deed);
    case 'note':
      return detail ? does(turn, s, deed, { do: 'note', note: detail }) : ask(turn, s, 'note');
    case 'done':
      if (!detail) return ask(turn, s, 'what');
      turn.state.facts.what = detail;
      return ask(turn, s, 'photos');
    case 'handover':
    case 'give':
    case 'assign': {
      const question = deed === 'assign' ? 'assign' : 'give';
      turn.state.asking = question;
      return anybody(detail) ? ask(turn, s, question) : passOn(turn, s, detail);
    }
    case 'contact':
      if (reachedNobody(detail)) return notReached(s, ticket);
      if (readDeed(detail)?.deed === 'appoint') return agree(turn, s, detail, true);
      return does(turn, s, deed, plain(deed, detail) ?? { do: 'contact' });
    default: {
      const action = plain(deed, detail);
      if (!action) return reply(s.notUnderstood(), menu(s));
      // "等配件 要换角阀": what the deed has no room for is kept beside it.
      const words = detail && !('note' in action) ? [{ do: 'note', note: detail } as const] : [];
      return does(turn, s, deed, ...words, action);
    }
  }
}

const beside: ReadonlySet<Deed> = new Set<Deed>([
  'take',
  'contact',
  'appoint',
  'leave',
  'late',
  'arrive',
  'note',
]);

/** What the customer reads as it is written. */
export const told = (
  turn: WorkTurn,
  s: WorkWords,
  deed: 'plan' | 'progress',
  words: string,
): Promise<Reply> =>
  deed === 'plan'
    ? does(turn, s, deed, { do: 'plan', plan: words })
    : does(turn, s, deed, { do: 'progress', note: words });

const askFault = (turn: WorkTurn, s: WorkWords): Reply =>
  ask(
    turn,
    s,
    'diagnose',
    '',
    '',
    faults.map((fault) => answer(s.faults[fault])),
  );

/** One of the kinds of fault, in its words; anything else is asked again. */
export function diagnosed(turn: WorkTurn, s: WorkWords, words: string): Promise<Reply> | Reply {
  const fault = faults.find((one) => s.faults[one] === words);
  if (!fault) return askFault(turn, s);
  const note = turn.state.facts.diagnose;
  return does(turn, s, 'diagnose', { do: 'diagnose', fault, ...(note && { note }) });
}

/** A try is no contact, whatever word it is told with. */
function notReached(s: WorkWords, { no }: WorkTicket): Reply {
  const choices = (['note', 'customer'] as const).map((one) => ({
    title: `${s.deeds[one]} ${no.slice(-4)}`,
    code: `work:${one}:${no}`,
  }));
  return reply(s.notReached(), choices);
}

export async function lateBy(turn: WorkTurn, s: WorkWords, words: string): Promise<Reply> {
  const minutes = minutesIn(words) ?? 0;
  if (minutes < 1 || minutes > 600) return ask(turn, s, 'late');
  const expected = turn.now + minutes * 60_000;
  const telling = { ...turn, tells: s.lateUntil(timeOf(expected)) };
  return does(telling, s, 'late', { do: 'late', expected });
}

export const patched = (turn: WorkTurn, s: WorkWords, note: string): Promise<Reply> =>
  does(turn, s, 'temporary', { do: 'resolve', temporary: true, note });

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
