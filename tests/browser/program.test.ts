import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../bot/config.ts';
import { build, type House } from '../../bot/main.ts';
import { describeInBrowser, Window } from './kit.ts';

/** Set it to a folder to renew the pictures of the documentation. */
const { SCREENSHOTS } = process.env;
const quiet = { info() {}, warn() {}, error() {} };
const number = /\b\d{3} ?\d{3} ?\d{4}\b/;

describeInBrowser('the whole program in a browser', (browser) => {
  const dir = mkdtempSync(join(tmpdir(), 'hotline-browser-'));
  let house: House;
  let url = 'http://127.0.0.1:0';
  const start = async () => {
    const { port } = new URL(url);
    house = await build(loadConfig({ PORT: port, DATA_DIR: dir, DEMO: '1' }), { log: quiet });
    ({ url } = await house.server.listen());
    house.worker.start();
  };
  before(start);
  after(async () => {
    await house.close();
    rmSync(dir, { recursive: true });
  });

  it('takes a report in Chinese, gives a number with reasons, and still knows it after a restart', async () => {
    await using window = await Window.open(browser(), url, { height: 1000, scale: 1.5 });
    await window.hears('售后服务');
    await window.exchange('你好，厨房水管爆了，水一直流到楼下');
    await window.exchange('朝阳区幸福路8号院3号楼502');
    await window.exchange('王小明，13800138000');
    await window.choice('确认').click();
    await window.hears(number);
    const [no = ''] = number.exec((await window.transcript()).at(-1) ?? '') ?? [];
    assert.match((await window.transcript()).at(-1) ?? '', /紧急.*水管爆.*联系您/s);
    await picture(window, 'chat.png');
    assert.deepEqual(window.complaints, []);

    await house.close();
    await start();
    await window.page.reload();
    await window.hears(no);
    assert.match(
      await window.exchange('现在处理到哪一步了'),
      new RegExp(`${no}.*(待处理|处理中)`, 's'),
    );
  });

  it('takes a report in English on a telephone, and tells how it stands', async () => {
    const look = { locale: 'en-US', width: 390, height: 844, scale: 2 };
    await using window = await Window.open(browser(), url, look);
    await window.hears('customer service');
    await window.exchange('A pipe burst in my kitchen and water is running to the flat below');
    await window.exchange('8 Happiness Road, building 3, flat 502');
    await window.exchange('Anna Lee');
    await window.exchange('13900139000');
    await window.choice('Yes').click();
    await window.hears(number);
    const registered = (await window.transcript()).at(-1) ?? '';
    assert.match(registered, /contact you/);
    assert.doesNotMatch(registered, /\p{Script=Han}/u);
    await picture(window, 'chat-telephone.png');
    const [no = ''] = number.exec(registered) ?? [];
    assert.match(
      await window.exchange('How is my ticket going?'),
      new RegExp(`${no}.*waiting`, 's'),
    );
    assert.deepEqual(window.complaints, []);
  });
});

async function picture({ page }: Window, name: string): Promise<void> {
  if (!SCREENSHOTS) return;
  await page.mouse.click(5, 5);
  await page.locator('.webchat__basic-transcript__scrollable').evaluate(
    (room: { scrollTop: number; clientHeight: number; scrollHeight: number }) =>
      new Promise<void>((resolve) => {
        const look = () =>
          room.scrollTop + room.clientHeight > room.scrollHeight - 2
            ? resolve()
            : setTimeout(look, 50);
        look();
      }),
  );
  await page.screenshot({ path: join(SCREENSHOTS, name) });
}
