import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { openHouse, type RunningHouse } from '../kit/house.ts';
import { png } from '../kit/scenes.ts';
import { describeInBrowser, Window } from './kit.ts';

describeInBrowser('the WeChat demo page in a real browser', (browser) => {
  let running: RunningHouse;
  let window: Window;
  let page: Page;
  before(async () => {
    running = await openHouse({
      WECHAT_AES_KEY: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
      WECHAT_TOKEN: 'QDG6eK',
      WECHAT_APP_ID: 'wx5823bf96d3bd56c7',
    });
    window = await Window.open(browser(), `${running.url}/wechat-demo`);
    page = window.page;
  });
  after(async () => {
    await window[Symbol.asyncDispose]();
    await running.remove();
  });

  const account = () => page.locator('.line.account .bubble');
  const hears = (words: string | RegExp) =>
    account().filter({ hasText: words }).last().waitFor({ timeout: 10_000 });
  const says = async (text: string) => {
    const before = await page.locator('.line.account').count();
    await page.fill('#text', text);
    await page.press('#text', 'Enter');
    await page.locator('.line.account').nth(before).waitFor();
  };

  it('follows, talks, sends a photo and a place, and gets a ticket through the signed callback', async () => {
    await page.click('#follow');
    await hears('您好');
    await page.click('text=报修投诉');
    await page.click('.sub >> text=报修或投诉');
    await hears('什么问题');
    await page.click('#switch');
    await says('昨天做的保洁，厨房地面还是黏的，油烟机上面没擦');
    await page.click('#plus');
    await page.setInputFiles('#photo', {
      name: 'p.png',
      mimeType: 'image/png',
      buffer: Buffer.from(png),
    });
    await hears('收到1张照片');
    await page.click('#plus');
    await page.click('#place');
    await page.fill('#answer', '朝阳区望京花园3号楼2单元501');
    await page.click('.ask .yes');
    await hears('称呼');
    await says('我姓王，电话13812345678');
    await says('1');
    await hears('请核对');
    await says('1');
    await hears('已为您登记');
    const [ticket] = await running.house.store.liveTickets();
    const registered = ticket?.timeline.find((event) => event.type === 'registered');
    assert.equal(registered?.request.channel, 'wechat');
    assert.equal(registered?.request.photos.length, 1);
  });

  it('shows a text message above the chat, and proves the telephone with it', async () => {
    await says('绑定手机 13812345678');
    const words = page.locator('#banner p', { hasText: '验证码' });
    await words.waitFor();
    const [code = ''] = /\d{6}/.exec((await words.textContent()) ?? '') ?? [];
    await says(code);
    await hears('绑定好了');
    await page.click('#banner');
    await words.waitFor({ state: 'hidden' });
  });

  it('scans a code that opens the ticket', async () => {
    const [ticket] = await running.house.store.liveTickets();
    await page.click('#plus');
    await page.click('#scan');
    await page.fill('#answer', `ticket:${ticket?.no}`);
    await page.click('.ask .yes');
    await hears('待处理');
  });

  it('shows news as a template card when the message window is closed', async () => {
    const [ticket] = await running.house.store.liveTickets();
    await page.click('text=快进 2 天');
    await page.locator('#clock', { hasText: '3月5日' }).waitFor();
    const by = { id: 'li', role: 'attendant' };
    await running.house.desk.staff(ticket?.no ?? '', { do: 'dispatch' }, by, 'test');
    await running.house.worker.runDue();
    await page.locator('.card', { hasText: '师傅已经出发' }).waitFor();
  });

  it('keeps the chat over a reload, and breaks no rule of the page', async () => {
    const before = await account().count();
    await page.reload();
    await account()
      .nth(before - 1)
      .waitFor();
    assert.equal(await account().count(), before);
    assert.deepEqual(window.complaints, []);
  });
});
