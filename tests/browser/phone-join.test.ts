import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openHouse, type RunningHouse } from '../kit/house.ts';
import { Clerk } from '../web/kit/crew.ts';
import { describeInBrowser, Window } from './kit.ts';

/** Set it to a folder to look at the pictures. */
const { SCREENSHOTS } = process.env;
const zhouMin = '8613900000001';
const wangGuilan = '8613900000005';

describeInBrowser('two telephones on two pages', (browser) => {
  let running: RunningHouse;
  beforeEach(async () => {
    running = await openHouse();
  });
  afterEach(async () => {
    assert.deepEqual(running.errors, []);
    await running.remove();
  });

  const open = (number?: string) => {
    const query = number ? `?number=%2B${number}` : '';
    return Window.open(browser(), `${running.url}/phone${query}`, { width: 1400, height: 860 });
  };
  const picture = async (page: Page, name: string) => {
    if (SCREENSHOTS) await page.screenshot({ path: join(SCREENSHOTS, `phone-join-${name}.png`) });
  };
  const reads = (page: Page, who: 'bot' | 'line', words: string, at = 0) =>
    page.locator(`#script li.${who}`).filter({ hasText: words }).nth(at).waitFor();
  const stands = (page: Page, words: string) =>
    page.locator('#state').filter({ hasText: words }).waitFor();
  const press = (page: Page, key: string) => page.click(`#keys button:text-is("${key}")`);
  const says = async (page: Page, words: string, then: string) => {
    await page.fill('#words', words);
    await page.press('#words', 'Enter');
    await reads(page, 'bot', then);
  };
  const rung = async (page: Page) => {
    await page.waitForSelector('body.ringing');
    await page.click('#dial:text("接听")');
  };
  const reports = async (page: Page, words: string) => {
    await page.click('#dial');
    await reads(page, 'bot', '普通话请按1');
    await press(page, '1');
    await reads(page, 'bot', '报修或投诉请按1');
    await says(page, words, '地址');
    await says(page, '朝阳区望京花园3号楼2单元501', '称呼');
  };
  const complains = async (page: Page) => {
    await reports(page, '昨天做的保洁，厨房地面还是黏的，油烟机上面没擦');
    await says(page, '我姓王', '什么时候');
    await says(page, '尽快', '请核对');
    await press(page, '1');
    await reads(page, 'bot', '已为您登记');
    const [ticket] = await running.house.store.liveTickets();
    const clerk = await Clerk.of(running, 'zhou-min');
    const at = `/tickets/${ticket?.no}/conversation`;
    return {
      call: async () => (await clerk.get(at)).body.call,
      joins: async () => assert.equal((await clerk.post(`${at}/join`)).status, 204),
      leaves: async (agreed: string) =>
        assert.equal((await clerk.post(`${at}/leave`, { agreed })).status, 200),
    };
  };

  it('a colleague joins: their page rings, whispers, 1 connects, and either side hangs up', async () => {
    await using one = await open();
    await using other = await open(zhouMin);
    const [caller, colleague] = [one.page, other.page];
    const desk = await complains(caller);
    await desk.joins();
    await colleague.waitForSelector('body.ringing');
    await stands(caller, '正在接通');
    await reads(caller, 'bot', '请同事周敏来接您的电话');
    assert.equal(await desk.call(), 'ringing');
    await picture(colleague, 'rings');
    await rung(colleague);
    await reads(colleague, 'bot', '接听请按1');
    await press(colleague, '1');
    await reads(colleague, 'line', '已接通');
    await reads(caller, 'line', '已接通');
    await stands(caller, '人工通话');
    await stands(colleague, '人工通话');
    assert.equal(await desk.call(), 'talking');
    await picture(caller, 'talks-caller');
    await picture(colleague, 'talks-colleague');
    await colleague.click('#hang-up');
    await reads(caller, 'line', '对方挂断了');
    await reads(caller, 'bot', '周敏那边通话结束了');
    await stands(caller, '通话中');
    await stands(colleague, '已挂断');
    assert.equal(await desk.call(), undefined);

    await desk.joins();
    await rung(colleague);
    await reads(colleague, 'bot', '接听请按1');
    await press(colleague, '1');
    await stands(caller, '人工通话');
    await caller.click('#hang-up');
    await reads(colleague, 'line', '通话已结束');
    await stands(colleague, '已挂断');
    assert.equal(await desk.call(), undefined);
    assert.deepEqual([...one.complaints, ...other.complaints], []);
  });

  it('a colleague declines on their page: the caller hears so and goes on', async () => {
    await using one = await open();
    await using other = await open(zhouMin);
    const desk = await complains(one.page);
    await desk.joins();
    await other.page.waitForSelector('body.ringing');
    await other.page.click('#hang-up:text("拒接")');
    await reads(one.page, 'bot', '周敏这会儿没能接起电话');
    await stands(one.page, '通话中');
    assert.deepEqual([...one.complaints, ...other.complaints], []);
  });

  it('nobody has the colleague’s number open: the page says so, the one chosen there talks until they leave', async () => {
    await using one = await open();
    const { page } = one;
    const desk = await complains(page);
    await desk.joins();
    await reads(page, 'line', `没有页面开着 +${zhouMin}`);
    await reads(page, 'line', '接听请按1');
    await reads(page, 'line', '人工客服按了 1');
    await stands(page, '人工通话');
    assert.equal(await desk.call(), 'talking');
    await picture(page, 'nobody-open');
    await desk.leaves('今天下午三点上门');
    await reads(page, 'bot', '你们说好的：今天下午三点上门');
    await stands(page, '通话中');
    assert.deepEqual(one.complaints, []);
  });

  it('or does not answer, as chosen there', async () => {
    await using one = await open();
    await one.page.selectOption('#colleague', 'is away');
    const desk = await complains(one.page);
    await desk.joins();
    await reads(one.page, 'bot', '周敏这会儿没能接起电话');
    assert.equal(await desk.call(), undefined);
  });

  it('key 0 on a case call rings the customer’s page, and both talk', async () => {
    await using one = await open();
    await using other = await open(wangGuilan);
    const [customer, worker] = [one.page, other.page];
    await reports(customer, '你们保洁把插座弄湿了，现在冒烟');
    await says(customer, '我姓王', '请核对');
    await press(customer, '1');
    await reads(customer, 'bot', '已为您登记');
    await customer.click('#hang-up');
    for (let looks = 0; looks < 5 && !(await worker.$('body.ringing')); looks += 1) {
      await running.house.worker.runDue();
      await worker.waitForTimeout(500);
    }
    await rung(worker);
    await reads(worker, 'bot', '接通客户');
    await press(worker, '0');
    await rung(customer);
    await stands(customer, '人工通话');
    await reads(customer, 'line', '已接通');
    await reads(worker, 'line', '已接通');
    await customer.click('#hang-up');
    await reads(worker, 'line', '对方挂断了');
    await stands(worker, '已挂断');
    assert.deepEqual([...one.complaints, ...other.complaints], []);
  });
});
