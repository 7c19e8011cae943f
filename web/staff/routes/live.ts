import type { Row } from '../../../desk/board-row.ts';
import { handsOf, idOf, mayReach } from '../../../desk/crew-reach.ts';
import { sessionToken } from '../cookies.ts';
import type { StaffHouse } from '../house.ts';
import { type Route, route, type Stream } from '../route.ts';
import { showRow } from '../shapes/row.ts';

/** What changes on the board, as it happens. */
export const liveRoute: Route = route({
  id: 'watch',
  method: 'GET',
  path: '/live',
  says: 'Server-sent events: `ticket` with a row that changed, `gone` with one out of reach, `said` when something was said where one speaks, `hello` at first',
  needs: 'queue.read',
  trace: 'plain',
  gives: 'text/event-stream',
  async handle({ request }, house) {
    return { stream: watch(sessionToken(request) ?? '', house) };
  },
});

/** Rights are looked up anew for each event: who is signed out, or moved, sees nothing more. */
function watch(token: string, house: StaffHouse): Stream {
  return (write, end) => {
    let turn: Promise<unknown> = Promise.resolve();
    const inTurn = (work: () => Promise<unknown>) => {
      turn = turn.then(work).catch(leave);
    };
    const look = async (row?: Row, before?: Row) => {
      const signed = await house.sessions.of(token, { watching: true });
      if (!signed) return leave();
      if (!row) return write(': still here\n\n');
      const hands = handsOf(signed.account, await house.roster());
      const { policies, clock } = house;
      if (mayReach(hands, 'queue.read', row))
        return write(event('ticket', showRow(row, { hands, policies, now: clock.now() })));
      if (before && mayReach(hands, 'queue.read', before)) write(event('gone', { no: row.no }));
    };
    const hear = async (conversation: string) => {
      const person = await house.talks.person(conversation);
      const signed = person && (await house.sessions.of(token, { watching: true }));
      if (!signed) return;
      const me = idOf(handsOf(signed.account, await house.roster()));
      if (person.staff === me) write(event('said', { no: person.ticket }));
    };
    const stops = [
      house.board.onChange((row, before) => inTurn(() => look(row, before))),
      house.talks.onSaid((conversation) => inTurn(() => hear(conversation))),
    ];
    const beat = setInterval(() => inTurn(() => look()), heartbeat);
    beat.unref();
    const leave = () => {
      for (const stop of stops) stop();
      clearInterval(beat);
      end();
    };
    write(event('hello', {}));
    return leave;
  };
}

const heartbeat = 20_000;

function event(name: string, facts: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(facts)}\n\n`;
}
