import assert from 'node:assert/strict';
import { hold } from '../../bot/channels/phone/hold.ts';
import { ears } from '../../dialogs/text/ear/index.ts';
import { Caller } from '../kit/caller.ts';
import { houseForEach } from '../kit/house.ts';

describe('A caller in the queue', () => {
  const running = houseForEach();

  const inTheQueue = async (language: string, place: number, from = '+8613812345678') => {
    const caller = await Caller.calls(running.url, { colleague: 'lets wait', from });
    caller.phone.place = place;
    await caller.presses(language);
    await caller.presses('0');
    return caller;
  };
  const tickets = () => running.house.store.liveTickets();

  it('hears how many wait before them, and again only as it goes forward', async () => {
    const { phone } = await inTheQueue('1', 3);
    assert.match(phone.heard, /您前面还有两位.*\n不想等请按1，我们给您回电/);
    assert.equal((await phone.waits(3)).heard, '');
    assert.match((await phone.waits(2)).heard, /^您前面还有一位[^\n]*$/);
    assert.equal((await phone.waits(2)).heard, '');
    assert.match((await phone.waits(1)).heard, /^下一位就是您.*\n不想等请按1/);
  });

  it('keys the call back and hears by when; a webhook that comes twice makes no second one', async () => {
    const caller = await inTheQueue('1', 3);
    await caller.presses('1');
    caller
      .hears('我们给您回电', /\d+点|分钟|小时/, '联系您')
      .hearsNothingOf('抱歉', /\p{L}*哪方面/u);
    assert.equal(await caller.phone.repeats(), await caller.phone.repeats());
    await caller.phone.hangsUp();
    assert.equal((await tickets()).length, 1);
  });

  it('hears it in English and is called back', async () => {
    const caller = await inTheQueue('2', 2, '+14155550100');
    caller.hears('There is one caller ahead of you', 'press 1: we call you back');
    caller.hearsNothingOf(/\p{Script=Han}/u);
    await caller.presses('1');
    caller.hears('we call you back', 'contact you').hearsNothingOf(/\p{Script=Han}/u);
    await caller.phone.repeats();
    assert.equal((await tickets()).length, 1);
  });

  it('stays with any other key, and hears the offer again', async () => {
    const caller = await inTheQueue('1', 1);
    await caller.presses('7');
    caller.hears('下一位就是您', '不想等请按1');
    assert.equal(caller.phone.state, 'waiting');
    assert.deepEqual(await tickets(), []);
  });

  it('without a number is asked for one', async () => {
    const caller = await inTheQueue('1', 1, 'anonymous');
    await caller.presses('1');
    caller.hears('我们给您回电', '号码');
  });
});

describe('What is said in a queue', () => {
  const ear = ears['zh-Hans'];
  const offer = ear.callBackOffer('1');
  for (const [what, look, says] of [
    ['first', { place: 3, told: 0, looks: 0 }, [ear.ahead(2), offer]],
    ['no place told', { place: 0, told: 0, looks: 0 }, [ear.stillWaiting, offer]],
    ['no place told, later', { place: 0, told: 0, looks: 1 }, []],
    ['forward', { place: 2, told: 3, looks: 1 }, [ear.ahead(1)]],
    ['as before', { place: 2, told: 2, looks: 2 }, []],
    ['never backward', { place: 4, told: 3, looks: 2 }, []],
    ['a minute later', { place: 2, told: 2, looks: 4 }, [ear.ahead(1), offer]],
  ] as const)
    it(what, () => assert.deepEqual(hold(look, ear).says, says));
});
