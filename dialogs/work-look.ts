import { type Reply, reply } from './say.ts';
import type { WorkWords } from './text/work-kinds.ts';
import type { Wish } from './work.ts';
import { following, menu, type WorkTicket, type WorkTurn } from './work-turn.ts';

/** Their day, or the sheet of one ticket. */
export async function listed(
  { door }: WorkTurn,
  tickets: readonly WorkTicket[],
  { no }: Wish,
  s: WorkWords,
): Promise<Reply> {
  const one = no ? tickets.filter((ticket) => ticket.no.endsWith(no)) : [];
  if (one[0] && one.length === 1) {
    const whole = (await door.sheet(one[0].no)) ?? one[0];
    return reply(s.ticket(whole), following('list', whole, s));
  }
  if (no && one.length === 0) return reply(s.noSuch(), menu(s));
  const mine = one.length > 0 ? one : tickets.filter((ticket) => ticket.mine);
  if (mine.length === 0) return reply(s.none(), menu(s));
  return reply(s.list(mine), choicesOf(mine, s));
}

/** What is open in other hands, for whoever answers for it. */
export async function teamListed(turn: WorkTurn, { no }: Wish, s: WorkWords): Promise<Reply> {
  const team = await turn.door.team(no);
  if (!team) return reply(s.refused('forbidden', ''), menu(s));
  if (no) return listed(turn, team.tickets, { deed: 'list', no, detail: '' }, s);
  const { all } = team;
  const tickets = team.tickets.slice(0, shown);
  if (tickets.length === 0) return reply(s.noTeam(), menu(s));
  const head = all > tickets.length ? [s.more(tickets.length, all)] : [];
  return reply([...head, s.list(tickets)], choicesOf(tickets, s));
}

/** The pictures themselves, as far as a chat takes them, and where all of them are. */
export async function seen({ door }: WorkTurn, s: WorkWords, ticket: WorkTicket): Promise<Reply> {
  const { photos, page } = await door.pictures(ticket.no);
  const choices = ticket.mine ? following('contact', ticket, s) : menu(s);
  if (photos.length === 0) return reply(s.noPhotos(ticket.number), choices);
  const sent = photos.slice(-mostPictures);
  const said = s.photosAt(ticket.number, photos.length, page);
  return { ...reply(said, choices), pictures: sent };
}

export function which(tickets: readonly WorkTicket[], { deed, detail }: Wish, s: WorkWords): Reply {
  const choices = tickets.slice(0, shown).map((it) => ({
    title: `${s.deeds[deed]} ${it.no.slice(-4)}`,
    code: `work:${deed}:${it.no}:${detail}`,
  }));
  return reply([s.which(s.deeds[deed]), s.list(tickets.slice(0, shown))], choices);
}

const choicesOf = (tickets: readonly WorkTicket[], s: WorkWords) =>
  tickets.slice(0, shown).map((it) => ({
    title: `${s.deeds.list} ${it.no.slice(-4)}`,
    code: `work:list:${it.no}`,
  }));

export const shown = 8;
/** A chat that takes five messages must have one left for news. */
const mostPictures = 4;
