import assert from 'node:assert/strict';
import { aRequest } from '../desk/kit/desk.ts';
import { HandClock, openHouse, type RunningHouse } from '../kit/house.ts';
import { Visitor } from '../kit/visitor.ts';

const hour = 3_600_000;

describe('A customer whom no message reaches', () => {
  let running: RunningHouse;
  let no: string;
  beforeEach(async () => {
    running = await openHouse({}, new HandClock('2026-03-03T02:00:00Z'));
    const { desk } = running.house;
    const request = aRequest({ account: 'phone:CA1', phone: '13812345678' });
    no = (await desk.report(request, 'CA1/1')).ticket.no;
    const staff = { id: 'li', role: 'area_lead' };
    await desk.staff(no, { do: 'resolve', temporary: false }, staff, 'done');
    for (let n = 0; n < 5; n++) {
      await running.house.worker.runDue();
      running.clock.advance(hour / 2);
    }
  });
  afterEach(async () => {
    assert.deepEqual(
      running.errors.filter((error) => !error.startsWith('notice.undelivered')),
      [],
    );
    await running.remove();
  });

  const link = async () => {
    const { outbox } = (await (await fetch(`${running.url}/demo/outbox`)).json()) as {
      outbox: { text: string }[];
    };
    const [, token] = outbox.map(({ text }) => /\?survey=([\w.-]+)/.exec(text)).find(Boolean) ?? [];
    assert.ok(token, JSON.stringify(outbox));
    return token;
  };
  const rated = () =>
    running.house.store.tx(async (tx) =>
      ((await tx.ticket(no))?.timeline ?? []).filter((event) => event.type === 'rated'),
    );

  it('gets a text with a link, and answers where it leads: nothing private is there', async () => {
    const visitor = await Visitor.arrives(running.url);
    await visitor.says(`survey:${await link()}`);
    visitor.hears('满意吗');
    assert.doesNotMatch(visitor.heard.text, /王芳|科技路|地毯/);
    await visitor.says('很满意');
    await visitor.says('解决了');
    await visitor.says('没有');
    visitor.hears('谢谢您的评价');
    assert.deepEqual(
      (await rated()).map(({ level }) => level),
      ['very_satisfied'],
    );
  });

  it('a forged link opens nothing', async () => {
    const token = await link();
    const forged = `${Buffer.from(`${no}.after_service.9`).toString('base64url')}.${token.split('.')[1]}`;
    const visitor = await Visitor.arrives(running.url);
    await visitor.says(`survey:${forged}`);
    visitor.hears('没有要评价');
    assert.deepEqual(await rated(), []);
  });
});
