import assert from 'node:assert/strict';
import { maskWords } from '../../desk/mask.ts';
import { reply } from '../../dialogs/say.ts';
import { aRequest } from '../desk/kit/desk.ts';
import { openHouse, type RunningHouse } from '../kit/house.ts';
import { Clerk } from './kit/crew.ts';

describe('Who the customer is, masked for who need not know', () => {
  let running: RunningHouse;
  let no = '';
  let other = '';
  const personal = ['王芳', '王小芳', '13800138000', '13900139000', '望京街1号', '望京街2号'];
  before(async () => {
    running = await openHouse();
    const { desk } = running.house;
    const said = {
      words: '我叫王芳，电话138-0013-8000，住朝阳区望京街1号，漏水',
      subject: '水管，联系13800138000',
      preferredTime: '先打１３８００１３８０００',
      address: '朝阳区望京街1号',
    };
    other = (await desk.report(aRequest({ address: '望京街2号' }), 'web/c0/m1')).ticket.no;
    no = (await desk.report(aRequest(said), 'web/c1/m1')).ticket.no;
    const agent = await as('zhou-min');
    const act = async (action: object) => {
      const { status, body } = await agent.post(`/tickets/${no}/actions`, action);
      assert.equal(status, 200, JSON.stringify(body));
    };
    await act({ do: 'correct', changes: { name: '王小芳', phone: '13900139000' } });
    await act({ do: 'note', note: '王芳（即王小芳）在望京街1号等，打13900139000或 13800138000' });
    await desk.report(
      aRequest({
        ...{ ...said, phone: '13700137000', name: '王芳' },
        ...{ kind: 'suggestion', words: '王芳建议：望京街1号多派一人' },
      }),
      'web/c2/m1',
    );
    const self = {
      do: 'inspect',
      as: 'self',
      failed: [],
      note: '王芳看过，电话13800138000',
    } as const;
    await desk.staff(no, self, { id: 'wang-guilan', role: 'service_staff' }, 'c/1');
    await act({ do: 'contact', note: '王小芳说一三九零零一三九零零零也行，邮箱 fang@example.com' });
  });
  after(() => running.remove());

  const as = (name: string) => Clerk.of(running, name);

  for (const name of ['quality', 'admin'])
    for (const path of ['/tickets', '/tickets/{no}'])
      it(`is told to ${name} nowhere in ${path}`, async () => {
        const clerk = await as(name);
        const told = JSON.stringify((await clerk.get(path.replace('{no}', no))).body);
        for (const word of [...personal, '138-0013-8000', '１３８００', '一三九零零', 'fang@'])
          assert.ok(!told.includes(word), word);
        assert.match(told, new RegExp(no), 'ticket numbers are not telephones');
      });

  it('is told to quality nowhere in what was said', async () => {
    const { line } = running.house;
    await line.create('web/c1', 'webchat:fang', 'webchat', 'zh-CN');
    const words = reply('王芳您好，望京街1号，电话13800138000，对吗？');
    await line.tell('web/c1', words, 'asked');
    const { status, body } = await (await as('quality')).get(`/tickets/${no}/conversation`);
    assert.deepEqual([status, body.said.length, body.more], [200, 1, false]);
    for (const word of personal) assert.ok(!body.said[0].text.includes(word), body.said[0].text);
  });

  it('is told page by page: what was said', async () => {
    await running.house.line.tell('web/c1', reply('稍后联系您。'), 'told');
    const page = async (query: Record<string, string>) => {
      const { body } = await (await as('zhou-min')).get(`/tickets/${no}/conversation`, { query });
      return [body.said.map(({ seq }: { seq: number }) => seq), body.more];
    };
    assert.deepEqual(await page({ limit: '1' }), [[1], true]);
    assert.deepEqual(await page({ limit: '1', after: '1' }), [[2], false]);
  });

  for (const path of ['/quality', '/inspections', '/suggestions'])
    it(`is told to quality nowhere in ${path}`, async () => {
      const query = { since: '2020-01-01T00:00:00Z', until: '2040-01-01T00:00:00Z' };
      const { status, body } = await (await as('quality')).get(path, { query });
      assert.equal(status, 200);
      const told = JSON.stringify(body);
      for (const word of personal) assert.ok(!told.includes(word), `${word} in ${told}`);
      const agent = await (await as('han-xue')).get(path, { query });
      assert.match(JSON.stringify(agent.body), /王芳|13800138000/);
    });

  for (const search of ['13800138000', '1380013', '王芳', '望京街1号'])
    it(`is not found out by searching for ${search}`, async () => {
      const { body } = await (await as('quality')).get('/tickets', { query: { search } });
      assert.equal(body.total, 0);
      const agent = await (await as('zhou-min')).get('/tickets', { query: { search } });
      assert.ok(agent.body.total > 0);
    });

  it('is shown of one ticket at a time: not of those related to it', async () => {
    await (await as('zhou-min')).post(`/tickets/${no}/actions`, {
      do: 'correct',
      changes: { phone: '13800138000' },
    });
    const open = await (await as('quality')).post(`/tickets/${no}/unmask`, { why: '电话抽查' });
    assert.deepEqual([open.body.masked, open.body.phone], [false, '13800138000']);
    const [related] = open.body.related;
    assert.deepEqual([related.no, related.masked], [other, true]);
    assert.ok(!JSON.stringify(related).includes('望京街2号'));
  });

  it('is not guessed by telephone where callbacks are listed', async () => {
    const { desk, worker } = running.house;
    const by = { id: 'lin-fang', role: 'area_lead' };
    await desk.staff(other, { do: 'resolve', temporary: false }, by, 'c/9');
    for (let hour = 0; hour < 4; hour++) {
      await worker.runDue();
      running.clock.advance(3_600_000);
    }
    await worker.runDue();
    const path = '/callbacks/people/13800138000';
    const known = await (await as('zhou-min')).get(path);
    assert.ok(known.body.steps.length > 0);
    assert.deepEqual((await (await as('quality')).get(path)).body.steps, []);
    const own = await (await as('quality')).get(`/tickets/${other}/callbacks`);
    assert.deepEqual(own.body.steps, known.body.steps);
  });
});

describe('Masked words', () => {
  const known = { name: 'Wang Fang', phone: '13800138000', address: '北京市朝阳区望京街1号' };
  const cases: [said: string, masked: string][] = [
    ['打 138 0013 8000', '打 138****8000'],
    ['打１３８００１３８０００', '打138****8000'],
    ['打138.0013.8000', '打138****8000'],
    ['幺三八零零幺三八零零零', '***********'],
    ['I am wang fang', 'I am W********'],
    ['在望京街1号', '在望京街1…'],
    ['写 a.b@example.com', '写 a***'],
    ['两次，3天，120元', '两次，3天，120元'],
  ];
  for (const [said, masked] of cases)
    it(`${said} → ${masked}`, () => assert.equal(maskWords(said, [known]), masked));
});
