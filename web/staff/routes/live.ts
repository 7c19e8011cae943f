import { type Hands, handsOf, idOf, mayReach } from '../../../desk/crew-reach.ts';
import type { Marked } from '../../../desk/feed.ts';
import { sessionToken } from '../cookies.ts';
import type { StaffHouse } from '../house.ts';
import { Problem } from '../problem.ts';
import { type Route, route, type Stream } from '../route.ts';
import { showRow } from '../shapes/row.ts';

/** What changes on the board, as it happens. */
export const liveRoute: Route = route({
  id: 'watch',
  method: 'GET',
  path: '/live',
  says: [
    'Server-sent events, until the session is over.',
    '`hello` at first: `{"resumed": true}` if nothing was missed since `Last-Event-ID`, which browsers send by themselves; else read the queue anew.',
    '`ticket`: a Row that changed; `gone`: `{"no"}` of one that went out of reach; `said`: `{"no"}` of the ticket in whose conversation, where one speaks oneself, something was said.',
    'What comes twice is the same: a Row has a version. Ten streams for one account.',
  ].join(' '),
  needs: 'queue.read',
  trace: 'plain',
  gives: 'text/event-stream',
  resumes: true,
  async handle({ request, signed }, house) {
    const { name } = signed.account;
    const open = streamsOf(house).get(name) ?? 0;
    if (open >= mostStreams)
      throw new Problem(429, 'too_many_streams', `Close one of your ${open} streams first.`, {
        headers: { 'Retry-After': '60' },
      });
    const after = request.header('last-event-id');
    return { stream: watch(sessionToken(request) ?? '', after, name, house) };
  },
});

/** Rights are looked up anew for each event: who is signed out, or moved, sees nothing more. */
function watch(token: string, after: string | undefined, name: string, house: StaffHouse): Stream {
  return (write, end) => {
    let turn: Promise<unknown> = Promise.resolve();
    const inTurn = (work: () => Promise<unknown>) => {
      turn = turn.then(work).catch(leave);
    };
    const who = async () => {
      const signed = await house.sessions.of(token, { watching: true });
      return signed && handsOf(signed.account, await house.roster());
    };
    const tell = async (news: Marked) => {
      const hands = await who();
      if (!hands) return leave();
      const told = await worded(news, hands, house);
      heard = news.mark;
      if (told) write(event(told[0], told[1], heard));
    };
    const beat = setInterval(
      // With the mark: who hears nothing for hours, as nothing is theirs, is up to date all the same.
      () => inTurn(async () => ((await who()) ? write(`id: ${heard}\n: still here\n\n`) : leave())),
      heartbeat,
    );
    beat.unref();
    let left = false;
    const leave = () => {
      if (left) return;
      left = true;
      following.stop();
      clearInterval(beat);
      count(name, -1, house);
      end();
    };
    count(name, 1, house);
    const following = house.feed.follow(after, (news) => inTurn(() => tell(news)));
    const { missed = [], mark } = following;
    // Who is cut off before hearing what they missed must be able to ask for it again.
    const resumed = following.missed !== undefined;
    let heard = (missed.length > 0 ? after : undefined) ?? mark;
    write(`retry: 3000\n${event('hello', { resumed }, heard)}`);
    for (const news of missed) inTurn(() => tell(news));
    return leave;
  };
}

type Told = readonly [name: string, facts: unknown];

async function worded(news: Marked, hands: Hands, house: StaffHouse): Promise<Told | undefined> {
  if ('said' in news) {
    const person = await house.talks.person(news.said);
    return person?.staff === idOf(hands) ? ['said', { no: person.ticket }] : undefined;
  }
  const { before } = news;
  const { policies, clock } = house;
  // As it stands now: what it was before somebody was forgotten is told to nobody.
  const row = house.board.row(news.row.no);
  if (row && mayReach(hands, 'queue.read', row))
    return ['ticket', showRow(row, { hands, policies, now: clock.now() })];
  const had = before && mayReach(hands, 'queue.read', before);
  return had ? ['gone', { no: news.row.no }] : undefined;
}

/** Open streams of each account of a house: one with many costs the others. */
const streams = new WeakMap<StaffHouse, Map<string, number>>();
const mostStreams = 10;

function streamsOf(house: StaffHouse): Map<string, number> {
  const known = streams.get(house) ?? new Map<string, number>();
  streams.set(house, known);
  return known;
}

function count(name: string, by: 1 | -1, house: StaffHouse): void {
  const all = streamsOf(house);
  const open = (all.get(name) ?? 0) + by;
  if (open > 0) all.set(name, open);
  else all.delete(name);
}

const heartbeat = 20_000;

function event(name: string, facts: unknown, mark: string): string {
  return `id: ${mark}\nevent: ${name}\ndata: ${JSON.stringify(facts)}\n\n`;
}
