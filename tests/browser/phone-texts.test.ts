import assert from 'node:assert/strict';
import { join } from 'node:path';
import { openHouse, type RunningHouse } from '../kit/house.ts';
import { Clerk } from '../web/kit/crew.ts';
import { describeInBrowser, Window } from './kit.ts';

/** Set it to a folder to look at the picture. */
const { SCREENSHOTS } = process.env;

describeInBrowser('the telephone page in a browser', (browser) => {
  let running: RunningHouse;
  before(async () => {
    running = await openHouse();
  });
  after(() => running.remove());

  it('texts the hotline, reads the answers, and is texted by it', async () => {
    const look = { width: 1400, height: 860 };
    await using window = await Window.open(browser(), `${running.url}/phone`, look);
    const { page } = window;
    const thread = page.locator('#thread li');
    const write = async (words: string) => {
      const before = await thread.count();
      await page.fill('#text', words);
      await page.press('#text', 'Enter');
      await thread.nth(before + 1).waitFor();
      return (await thread.allInnerTexts()).at(-1) ?? '';
    };
    assert.match(await write('昨天做的保洁，厨房地面还是黏的，油烟机上面没擦'), /地址/);
    await write('朝阳区望京花园3号楼2单元501，我姓王');
    assert.match(await write('尽快'), /请核对[\s\S]*1\. /);
    const [no = ''] = /\d{3} \d{3} \d{4}/.exec(await write('1')) ?? [];
    assert.ok(no);
    const clerk = await Clerk.of(running, 'han-xue');
    const { body } = await clerk.post(`/tickets/${no.replaceAll(' ', '')}/actions`, {
      do: 'late',
      expected: new Date(running.clock.now() + 3_600_000).toISOString(),
    });
    assert.ok(body);
    running.clock.advance(300_000);
    await running.house.worker.runDue();
    await thread.filter({ hasText: no }).nth(1).waitFor();
    if (SCREENSHOTS) await page.screenshot({ path: join(SCREENSHOTS, 'phone-texts.png') });
    assert.deepEqual(window.complaints, []);
  });
});
