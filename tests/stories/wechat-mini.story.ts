import assert from 'node:assert/strict';
import { WeChatSimulator } from '../../bot/channels/wechat/simulator/index.ts';
import { openHouse, type RunningHouse } from '../kit/house.ts';
import { Friend, HandTime } from '../kit/wechat.ts';

const mini = {
  WECHAT_MINI_APP_ID: 'wx13974bf780d3dc89',
  WECHAT_MINI_APP_SECRET: 'a-secret-for-tests',
  WECHAT_MINI_TOKEN: 'AAAAA',
  WECHAT_MINI_AES_KEY: 'kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR',
} as const;

describe('A customer writes in the mini program', () => {
  let running: RunningHouse;
  let simulator: WeChatSimulator;
  let customer: Friend;
  before(async () => {
    const time = new HandTime('2026-03-03T02:00:00Z');
    simulator = new WeChatSimulator({
      account: {
        appId: mini.WECHAT_MINI_APP_ID,
        appSecret: mini.WECHAT_MINI_APP_SECRET,
        token: mini.WECHAT_MINI_TOKEN,
        aesKey: mini.WECHAT_MINI_AES_KEY,
        mode: 'secure',
        kind: 'mini',
        callback: () => `${running.url}/wechat/mini`,
      },
      now: () => time.now(),
      after: time.after,
    });
    const wechat = { fetch: simulator.api.fetch, after: time.after };
    running = await openHouse(mini, time, { wechat });
    customer = new Friend(simulator, simulator.phone('oMini'));
  });
  after(async () => {
    assert.deepEqual(simulator.world.faults, []);
    assert.deepEqual(running.errors, []);
    await running.remove();
  });

  it('is answered by messages only, in texts with numbers, from the entrance on', async () => {
    await customer.does((phone) => phone.enter('ticket-page'));
    customer.hears('您好', '1. ').by('message');
    await customer.says('昨天做的保洁，厨房地面还是黏的，油烟机上面没擦');
    customer.hears('地址').by('message');
    await customer.says('朝阳区望京花园3号楼2单元501，我姓王，电话13812345678');
    await customer.says('尽快');
    await customer.says('1');
    customer.hears('已为您登记').by('message');
    const [ticket] = await running.house.store.liveTickets();
    const registered = ticket?.timeline.find((event) => event.type === 'registered');
    assert.equal(registered?.request.account, 'wechat-mini:oMini');
  });
});
