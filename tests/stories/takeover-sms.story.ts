import assert from 'node:assert/strict';
import { loadPeople } from '../../bot/people.ts';
import { policies } from '../desk/kit/desk.ts';
import { openCallingHouse } from '../kit/exchange.ts';
import { Texter } from '../kit/texter.ts';
import { Clerk } from '../web/kit/crew.ts';

describe('A colleague takes over by text message', () => {
  it('and both read each other there; the bot is silent, and comes back with what was agreed', async () => {
    const house = await openCallingHouse();
    try {
      const { rosters, staff, store } = house.running.house;
      await rosters.save(loadPeople(policies), 0);
      const password = 'correct horse battery';
      const who = { name: 'zhou-min', role: 'agent', colleague: 'zhou-min' } as const;
      await staff.crew.add({ ...who, password, own: true });
      const customer = new Texter(house.exchange, '+8613812345678');
      for (const words of [
        '昨天做的保洁，厨房地面还是黏的，油烟机上面没擦',
        '朝阳区望京花园3号楼2单元501，我姓王',
        '尽快',
        '1',
      ])
        await customer.writes(words);
      const no = customer.ticketNumber;
      const agent = await Clerk.signsIn(house.running.url, 'zhou-min', password);
      const does = (what: string, body?: unknown) =>
        agent.post(`/tickets/${no}/conversation/${what}`, body);
      const last = () => house.exchange.texts.findLast(({ to }) => to === '+8613812345678')?.body;
      assert.equal((await does('join')).status, 204);
      assert.match(last() ?? '', /客服同事周敏来了/);
      await customer.writes('有人吗');
      customer.hearsNothing();
      assert.deepEqual((await does('say', { text: '下午三点可以吗？' })).body, { delivered: true });
      assert.equal(last(), '下午三点可以吗？');
      await customer.writes('可以');
      const talk = await agent.get(`/tickets/${no}/conversation`);
      assert.equal(talk.body.said.at(-1).text, '可以');
      await does('leave', { agreed: '下午三点上门' });
      assert.match(last() ?? '', /你们说好的：下午三点上门/);
      const record = await store.tx((tx) => tx.ticket(no));
      const types = record?.timeline.map(({ type }) => type) ?? [];
      assert.ok(types.includes('contacted') && types.includes('person_left'));
      assert.deepEqual(house.running.errors, []);
      assert.deepEqual(house.exchange.rest.breaches, []);
    } finally {
      await house.remove();
    }
  });
});
