import assert from 'node:assert/strict';
import type { Colleague } from '../../bot/channels/phone/simulator/options.ts';
import { Caller } from '../kit/caller.ts';
import { openHouse, type RunningHouse } from '../kit/house.ts';

/** Nobody knows who it was: the role that answers the telephone, and no colleague. */
const somebody = { who: 'staff', id: '@(telephone)', role: 'customer_service' };

for (const [where, settings] of [
  ['the house’s telephone', { PHONE_STAFF: '+8613911112222' }],
  ['the queue', {}],
] as const)
  describe(`A caller with a ticket who asks for a person, at ${where}`, () => {
    let running: RunningHouse;
    beforeEach(async () => {
      running = await openHouse(settings);
    });
    afterEach(async () => {
      assert.deepEqual(running.errors, []);
      await running.remove();
    });

    const asks = async (colleague: Colleague) => {
      const caller = await Caller.calls(running.url, { colleague });
      await caller.presses('1');
      await caller.says('昨天做的保洁，厨房地面还是黏的，油烟机上面没擦');
      for (let at = 0; at < 8 && !/请核对/.test(caller.phone.heard); at += 1)
        await caller.says(answers(caller.phone.heard));
      await caller.presses('1');
      caller.hears('已为您登记');
      await caller.presses('0');
      return caller;
    };
    const contacts = async () => {
      const [ticket] = await running.house.store.liveTickets();
      return ticket?.timeline.flatMap(({ type, by }) => (type === 'contacted' ? [by] : []));
    };

    it('was spoken to: the ticket knows, once, and the promise is met', async () => {
      const caller = await asks('answers');
      await caller.phone.repeats();
      assert.deepEqual(await contacts(), [somebody]);
      const [ticket] = await running.house.store.liveTickets();
      const [view] = await running.house.desk.ticketsOf(
        ticket?.timeline[0]?.type === 'registered' ? ticket.timeline[0].request.account : '',
      );
      assert.equal(view?.contact, undefined, 'nobody has to contact them any more');
    });

    it('was not: nobody answers, and the ticket claims nothing', async () => {
      const caller = await asks('is away');
      assert.deepEqual(await contacts(), []);
      caller.hears('联系您');
    });
  });

describe('Whoever takes a caller at the house’s telephone', () => {
  it('has contacted them at that moment, not when the talk is over', async () => {
    const running = await openHouse({ PHONE_STAFF: '+8613911112222' });
    try {
      const caller = await Caller.calls(running.url, { colleague: 'lets wait' });
      await caller.presses('1');
      await caller.says('昨天做的保洁，厨房地面还是黏的，油烟机上面没擦');
      for (let at = 0; at < 8 && !/请核对/.test(caller.phone.heard); at += 1)
        await caller.says(answers(caller.phone.heard));
      await caller.presses('1');
      await caller.presses('0');
      const contacts = async () => {
        const [ticket] = await running.house.store.liveTickets();
        return ticket?.timeline.filter(({ type }) => type === 'contacted').length;
      };
      await caller.phone.colleagueDoes('picks up');
      assert.equal(await contacts(), 0);
      await caller.phone.colleagueDoes({ presses: '1' });
      assert.equal(await contacts(), 1);
      await caller.phone.colleagueDoes('hangs up');
      assert.equal(await contacts(), 1);
      assert.deepEqual(running.errors, []);
    } finally {
      await running.remove();
    }
  });
});

function answers(heard: string): string {
  if (/地址/.test(heard)) return '朝阳区望京花园3号楼2单元501';
  if (/称呼|姓名/.test(heard)) return '我姓王';
  if (/方面/.test(heard)) return '家政';
  return '尽快';
}
