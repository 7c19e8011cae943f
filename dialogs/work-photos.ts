import { type Reply, reply } from './say.ts';
import type { WorkWords } from './text/work-kinds.ts';
import { does, menu, type WorkTicket, type WorkTurn } from './work-turn.ts';

/** Pictures that answer no question: kept with the only ticket they can belong to, else it is asked which. */
export async function loose(turn: WorkTurn, s: WorkWords): Promise<Reply> {
  const mine = (await turn.door.tickets()).filter((one) => one.mine);
  const { state } = turn;
  const [only, ...more] = mine;
  if (!only) return reply(s.none(), menu(s));
  if (more.length === 0) {
    state.photos = turn.photos;
    return keepFor(turn, s, only);
  }
  state.photos = [...state.photos, ...turn.photos].slice(-mostLoose);
  const choices = mine.slice(0, 8).map((it) => ({
    title: `${s.deeds.keep} ${it.no.slice(-4)}`,
    code: `work:keep:${it.no}`,
  }));
  return reply([s.photosOf(state.photos.length), s.list(mine)], choices);
}

/** These pictures belong to this ticket. */
export async function keepFor(turn: WorkTurn, s: WorkWords, { no }: WorkTicket): Promise<Reply> {
  const { photos } = turn.state;
  if (photos.length === 0) return reply(s.notUnderstood(), menu(s));
  turn.state.no = no;
  turn.state.photos = [];
  const note = turn.photos.length > 0 && turn.text ? turn.text : s.photosKept(photos.length);
  return does(turn, s, 'note', { do: 'note', note, photos });
}

const mostLoose = 10;
