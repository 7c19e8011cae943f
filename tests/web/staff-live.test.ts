import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import sinon from 'sinon';
import { Feed } from '../../desk/feed.ts';
import { aRequest } from '../desk/kit/desk.ts';
import { houseForEach } from '../kit/house.ts';
import { Clerk } from './kit/crew.ts';
import { watching } from './kit/watching.ts';

describe('Watching the desk', () => {
  const running = houseForEach();

  const as = (name: string) => Clerk.of(running, name);
  const report = async (cause: string, address = '望京街1号') =>
    (await running.house.desk.report(someone(cause, address), `web/${cause}`)).ticket.no;
  const someone = (cause: string, address: string) =>
    aRequest({ address, account: `web:${cause}`, phone: `1380000000${cause.slice(1)}` });

  it('misses nothing between two connections, and sees no more than one may', async () => {
    const clerk = await as('wang-guilan');
    const first = await watching(running.url, clerk);
    assert.deepEqual(await first.next(), ['hello', undefined]);
    assert.equal(first.facts.resumed, false);
    const one = await report('m1');
    assert.deepEqual(await first.next(), ['ticket', one]);
    first.leave();
    const two = await report('m2');
    await report('m3', '海淀路2号');
    const by = { id: 'lin-fang', role: 'area_lead' };
    const away = { do: 'assign', role: 'service_staff', staff: 'liu-yang' } as const;
    await running.house.desk.staff(one, away, by, 'c/1');
    const second = await watching(running.url, clerk, first.mark);
    assert.deepEqual(await second.next(), ['hello', undefined]);
    assert.equal(second.facts.resumed, true);
    assert.deepEqual(await second.next(), ['ticket', two]);
    assert.deepEqual(await second.next(), ['gone', one]);
    const four = await report('m4');
    assert.deepEqual(await second.next(), ['ticket', four]);
    second.leave();
  });

  it('does not tell who comes back of somebody who was forgotten meanwhile', async () => {
    const { desk } = running.house;
    const clerk = await as('han-xue');
    const first = await watching(running.url, clerk);
    await first.next();
    first.leave();
    const no = await report('m1');
    const by = { id: 'lin-fang', role: 'area_lead' };
    const done = await desk.staff(no, { do: 'cancel', words: '客户不要了' }, by, 'c/1');
    assert.ok(done.done);
    const gone = await (await as('admin')).send('DELETE', '/customers/13800000001');
    assert.equal(gone.status, 200, JSON.stringify(gone.body));
    const second = await watching(running.url, clerk, first.mark);
    await second.next();
    for (let told = 0; told < 2; told++) {
      assert.deepEqual(await second.next(), ['ticket', no]);
      assert.equal(second.facts.phone, '', 'as it is now');
    }
    second.leave();
  });

  it('goes on from a hello alone, and is told to look anew after a restart or a mark of nobody', async () => {
    const clerk = await as('zhou-min');
    const first = await watching(running.url, clerk);
    await first.next();
    first.leave();
    const no = await report('m1');
    const second = await watching(running.url, clerk, first.mark);
    await second.next();
    assert.deepEqual([second.facts.resumed, (await second.next())?.[1]], [true, no]);
    second.leave();
    const { mark } = second;
    for (const strange of ['', 'x', `${mark}9`, `other${mark}`, 'a.b.c']) {
      const third = await watching(running.url, clerk, strange);
      await third.next();
      assert.equal(third.facts.resumed, false, strange);
      third.leave();
    }
  });

  it('loses sight at once of what a role or an area takes away', async () => {
    const clerk = await as('zhou-min');
    const watch = await watching(running.url, clerk);
    await watch.next();
    const seen = await report('m0');
    assert.deepEqual(await watch.next(), ['ticket', seen]);
    const admin = await as('admin');
    await admin.send('PATCH', '/accounts/zhou-min', { role: 'worker' });
    await report('m1');
    assert.equal(await watch.next(), undefined, 'another role is another session');
    const worker = await as('wang-guilan');
    const other = await watching(running.url, worker);
    await other.next();
    const near = await report('m4');
    assert.deepEqual(await other.next(), ['ticket', near]);
    const director = await as('han-xue');
    const { colleagues, areas } = (await director.get('/people')).body;
    const { id, ...wang } = colleagues.find((one: { id: string }) => one.id === 'wang-guilan');
    const elsewhere = areas.find((area: { id: string }) => !wang.areas.includes(area.id));
    const moved = { ...wang, areas: [elsewhere.id] };
    assert.equal((await director.send('PUT', `/people/colleagues/${id}`, moved)).status, 200);
    await report('m2');
    const there = await report('m3', `${elsewhere.words[0]}3号`);
    assert.deepEqual(await other.next(), ['ticket', there], 'of the old area nothing is told');
    other.leave();
  });

  const statusOf = async (clerk: Clerk) => {
    const headers = { Cookie: [...clerk.cookies].map((pair) => pair.join('=')).join('; ') };
    return (await fetch(`${running.url}/staff/live`, { method: 'HEAD', headers })).status;
  };

  it('is up to date with whoever hears nothing, and ends when the session does', async () => {
    const beats = sinon.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const clerk = await as('wang-guilan');
      const Cookie = [...clerk.cookies].map((pair) => pair.join('=')).join('; ');
      const asked = request(`${running.url}/staff/live`, {
        headers: { Cookie },
        agent: false,
      }).end();
      const [answer] = (await once(asked, 'response')) as [IncomingMessage];
      let heard = '';
      answer.setEncoding('utf8').on('data', (part) => {
        heard += part;
      });
      const until = async (pattern: RegExp) => {
        while (!pattern.test(heard)) await new Promise((done) => setImmediate(done));
      };
      await until(/id: [\w-]+\.0\nevent: hello/);
      await report('m1', '海淀路2号');
      await beats.tickAsync(20_000);
      await until(/id: [\w-]+\.[1-9]\d*\n: still here\n\n$/);
      await clerk.send('DELETE', '/sessions');
      const ended = once(answer, 'end');
      await beats.tickAsync(20_000);
      await ended;
    } finally {
      beats.restore();
    }
  });

  it('has ten streams for one account, and again one when one is closed', async () => {
    const clerk = await as('zhou-min');
    const open = [];
    for (let at = 0; at < 10; at++) open.push(await watching(running.url, clerk));
    const refused = await clerk.get('/live');
    assert.deepEqual([refused.status, refused.body.code], [429, 'too_many_streams']);
    open[0]?.leave();
    // The server notices a moment later that somebody has left.
    while ((await statusOf(clerk)) === 429) await new Promise((done) => setImmediate(done));
    assert.equal(await statusOf(clerk), 200);
    for (const watch of open) watch.leave();
  });
});

describe('The feed', () => {
  it('keeps the newest, and knows when it kept too little', () => {
    const feed = new Feed('life', 3);
    const say = (from: number, to: number) => {
      for (let at = from; at <= to; at++) feed.tell({ said: `${at}` });
    };
    const since = (mark: string) => {
      const { missed, stop } = feed.follow(mark, () => {});
      stop();
      return missed?.map((news) => 'said' in news && news.said).join();
    };
    say(1, 9);
    assert.equal(since('life.9'), '');
    assert.equal(since('life.7'), '8,9');
    for (const lost of ['life.1', 'life.10', 'other.9']) assert.equal(since(lost), undefined, lost);
  });
});
