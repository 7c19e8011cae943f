import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { openHouse, type RunningHouse } from '../kit/house.ts';

const browserAt = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);

describe('The page with the telephone', function () {
  this.timeout(60_000);
  let running: RunningHouse;
  let browser: Browser;
  let page: Page;
  const troubles: string[] = [];

  before(async function () {
    if (!browserAt) return this.skip();
    running = await openHouse();
    browser = await chromium.launch({ executablePath: browserAt, args: ['--no-sandbox'] });
    page = await browser.newPage();
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') troubles.push(message.text());
    });
  });
  after(async () => {
    await browser?.close();
    await running?.remove();
  });

  it('carries a call from dialling to the ticket, by keys and by words', async () => {
    await page.goto(`${running.url}/phone`);
    await page.click('#dial');
    await heard('普通话请按1');
    await page.click('#keys button:text-is("1")');
    await heard('报修或投诉请按1');
    await say('昨天做的保洁，厨房地面还是黏的，油烟机上面没擦', '地址');
    await say('朝阳区望京花园3号楼2单元501', '称呼');
    await say('我姓王', '什么时候');
    await say('尽快', '请核对');
    await page.click('#keys button:text-is("1")');
    await heard('已为您登记');
    if (process.env.SCREENSHOT) await page.screenshot({ path: process.env.SCREENSHOT });
    await page.click('#hang-up');
    await page.waitForSelector('#dial:enabled');
    assert.deepEqual(troubles, []);
    assert.equal((await running.house.store.liveTickets()).length, 1);
  });

  it('is rung by the hotline, picked up and answered with a key; what is heard badly is said back', async () => {
    await page.goto(`${running.url}/phone`);
    await page.click('#call-me');
    await page.waitForSelector('body.ringing');
    if (process.env.SCREENSHOT)
      await page.screenshot({ path: `${process.env.SCREENSHOT}.ringing.png` });
    await page.click('#dial:text("接听")');
    await heard('师傅已经出发');
    await page.click('#keys button:text-is("1")');
    await heard('谢谢您');
    await page.waitForSelector('#dial:enabled');
    await page.check('#noisy');
    await page.click('#dial');
    await page.click('#keys button:text-is("1")');
    await heard('报修或投诉请按1');
    await say('厨房的灯不亮了', '您是说：厨房的灯不亮了');
    await page.click('#keys button:text-is("1")');
    await heard('地址');
    await page.click('#hang-up');
    assert.deepEqual(troubles, []);
  });

  const heard = (words: string) => page.waitForSelector(`#script li.bot:has-text("${words}")`);

  async function say(words: string, then: string): Promise<void> {
    await page.fill('#words', words);
    await page.press('#words', 'Enter');
    await heard(then);
  }
});
