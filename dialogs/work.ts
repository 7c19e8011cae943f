import { type Reply, reply } from './say.ts';
import { workWords } from './text/work.ts';
import { means, readDeed } from './text/work-heard.ts';
import { type Deed, deeds, type WorkQuestion, type WorkWords } from './text/work-kinds.ts';
import { agreeing, isAgreeing } from './work-appoint.ts';
import { begin, diagnosed, lateBy, patched, told } from './work-begin.ts';
import { finish, isFinishing, reask } from './work-done.ts';
import { askWhom, handOver, passOn } from './work-handover.ts';
import { listed, seen, teamListed, which } from './work-look.ts';
import { keepFor, loose } from './work-photos.ts';
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
import { lay, withRest } from './work-waiting.ts';

/** One word of a colleague about their work. What is not said clearly is asked about, and changes nothing. */
export async function work(turn: WorkTurn): Promise<Reply> {
  const s = workWords[turn.language];
  const wish = wishOf(turn);
  const { asking } = turn.state;
  if (asking && !(await goesFirst(wish, turn))) return withRest(turn, s, await answered(turn, s));
  if (!wish) return turn.photos.length > 0 ? loose(turn, s) : reply(s.notUnderstood(), menu(s));
  // A look interrupts nothing.
  if (wish.deed === 'help') return open(turn, s, reply(s.help(turn.door.lead), menu(s)));
  if (wish.deed === 'list')
    return open(turn, s, await listed(turn, await everywhere(turn, wish), wish, s));
  if (wish.deed === 'team') return open(turn, s, await teamListed(turn, wish, s));
  lay(turn.state);
  if (wish.deed === 'handover' && !wish.no) return askWhom(turn, s);
  return withRest(turn, s, await onOne(turn, s, wish));
}

/** Something to be done with one ticket: which one must be plain. */
async function onOne(turn: WorkTurn, s: WorkWords, wish: Wish): Promise<Reply> {
  const tickets = await everywhere(turn, wish);
  if (wish.deed === 'assign' && !turn.door.lead) return reply(s.refused('forbidden', ''), menu(s));
  const able = tickets.filter(
    (it) => it.mine || anyone.has(wish.deed) || (wish.deed === 'pass' && it.free),
  );
  const fitting = wish.no ? able.filter(({ no }) => no.endsWith(wish.no ?? '-')) : able;
  const likely = wish.no ? fitting : first(wish.deed, fitting);
  const [only, ...more] = likely;
  if (!only) return reply(able.length === 0 ? s.none() : s.noSuch(), menu(s));
  if (more.length > 0) return which(likely, wish, s);
  if (wish.deed === 'photos') return open(turn, s, await seen(turn, s, only));
  if (wish.deed === 'keep') return keepFor(turn, s, only);
  if (wish.deed === 'take' && only.mine && only.taken)
    return reply(
      [s.already(only.number), s.ticket((await turn.door.sheet(only.no)) ?? only)],
      following('take', only, s),
    );
  return begin(turn, s, wish, only);
}

/** "Take it" means what nobody has said yes to, "photos" what they have in hand, if there is such a thing. */
function first(deed: Deed, tickets: readonly WorkTicket[]): readonly WorkTicket[] {
  const likely: readonly ((it: WorkTicket) => boolean)[] =
    deed === 'take'
      ? [(it) => it.mine && !it.taken, (it) => !it.taken]
      : deed === 'photos'
        ? [(it) => it.mine]
        : [];
  for (const fits of likely) if (tickets.some(fits)) return tickets.filter(fits);
  return tickets;
}

/** Their own; for a lead, and by number only, also the team's. */
async function everywhere({ door }: WorkTurn, { deed, no }: Wish): Promise<readonly WorkTicket[]> {
  const own = await door.tickets();
  const wide = deed === 'assign' || (no !== undefined && !own.some((it) => it.no.endsWith(no)));
  const team = wide && door.lead ? await door.team(no) : undefined;
  return [...own, ...(team?.tickets ?? [])];
}

/** With these a ticket need not be in their hands: a lead gives it to somebody, or looks at its pictures. */
const anyone: ReadonlySet<Deed> = new Set<Deed>(['assign', 'photos', 'take']);

export interface Wish {
  readonly deed: Deed;
  /** The end of a ticket's number, or all of it. */
  readonly no?: string | undefined;
  /** What was said beside. */
  readonly detail: string;
}

/** An open question has a fixed form of answer, or takes any words: then only a look, or what names another ticket, is a wish. */
async function goesFirst(wish: Wish | undefined, turn: WorkTurn): Promise<boolean> {
  const { asking, no } = turn.state;
  if (!wish || !asking) return false;
  if (turn.picked?.startsWith('work:')) return true;
  // "Done" in the middle of finishing this very ticket is an answer.
  const same = wish.deed === 'done' && !wish.detail && (!wish.no || no?.endsWith(wish.no) === true);
  if (same && isFinishing(asking)) return false;
  // The time once more, whatever it is said with.
  if (isAgreeing(asking) && wish.deed === 'appoint' && (!wish.no || no?.endsWith(wish.no)))
    return false;
  if (closed.has(asking)) return !(asking === 'photos' && means.ready(turn.text));
  if (looks.has(wish.deed) && !wish.detail) return asking !== 'note';
  if (!wish.no || wish.detail) return false;
  const own = await turn.door.tickets();
  return own.some((it) => it.no !== no && it.no.endsWith(wish.no ?? '-'));
}

const closed: ReadonlySet<WorkQuestion> = new Set<WorkQuestion>([
  'photos',
  'signoff',
  'confirm',
  'appoint',
  'agreed',
  'late',
  'diagnose',
  'handover',
  'give',
  'assign',
]);
const looks: ReadonlySet<Deed> = new Set<Deed>(['list', 'team', 'photos', 'help']);

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

/** After a look a half filled in "done" asks again; any other question is given up. */
async function open(turn: WorkTurn, s: WorkWords, looked: Reply): Promise<Reply> {
  const { asking } = turn.state;
  if (!asking || !isFinishing(asking)) {
    close(turn.state);
    return looked;
  }
  const again = await reask(turn, s);
  return { ...looked, ...reply([looked, again], again.choices) };
}

/** The open question has an answer, or is asked once more; "stop" changes nothing. */
async function answered(turn: WorkTurn, s: WorkWords): Promise<Reply> {
  const { state } = turn;
  const text = wordsOf(turn);
  const { asking } = state;
  if (turn.picked === 'work-stop' || means.stop(text)) {
    close(state);
    state.photos = [];
    return reply(s.stopped(), menu(s));
  }
  if (asking && isFinishing(asking)) return finish(turn, s);
  if (asking && isAgreeing(asking)) return agreeing(turn, s);
  state.photos = [...state.photos, ...turn.photos];
  if (asking && !text) {
    const got = turn.photos.length > 0 ? s.photosKept(turn.photos.length) : '';
    return ask(turn, s, asking, '', got);
  }
  switch (asking) {
    case 'pass':
      return does(turn, s, 'pass', { do: 'decline', why: text });
    case 'late':
      return lateBy(turn, s, text);
    case 'temporary':
      return patched(turn, s, text);
    case 'diagnose':
      return diagnosed(turn, s, text);
    case 'plan':
    case 'progress':
      return told(turn, s, asking, text);
    case 'note': {
      const { photos } = state;
      return does(turn, s, 'note', {
        do: 'note',
        note: text,
        ...(photos.length > 0 && { photos }),
      });
    }
    case 'handover':
      return handOver(turn, s);
    default:
      return passOn(turn, s, text);
  }
}
