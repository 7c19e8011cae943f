import assert from 'node:assert/strict';
import { showSite } from '../../bot/pages.ts';
import { loadSite } from '../../web/site.ts';
import { EchoLine } from '../bot/kit/echo-line.ts';
import { type House, openHouse } from '../bot/kit/house.ts';
import { describeInBrowser, Window } from './kit.ts';

const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describeInBrowser('the chat page, with Microsoft’s Web Chat in a real browser', (browser) => {
  let house: House;
  before(async () => {
    house = await open(greetingLine());
  });
  after(() => house.server.close(100));

  it('greets, answers, and offers choices, without a request or a complaint to anywhere', async () => {
    await using window = await Window.open(browser(), house.url);
    await window.hears('您好');
    await window.choice('查进度').click();
    await window.hears('echo: 查进度');
    await window.say('第一行\n');
    await window.hears('echo: 第一行');
    assert.deepEqual(window.complaints, []);
    assert.equal(await window.page.locator('#state').getAttribute('data-state'), 'online');
  });

  it('shows markup as words', async () => {
    await using window = await Window.open(browser(), house.url);
    const text =
      '<img src=x onerror="document.title=\'broken\'"> **bold** [a](javascript:alert(1))';
    await window.say(text);
    await window.hears(`echo: ${text}`);
    assert.equal(await window.page.title(), '400 客服');
    assert.equal(await window.page.locator('.webchat__bubble a, .webchat__bubble b').count(), 0);
  });

  it('goes on with the same conversation after a reload, until a new one is wanted', async () => {
    await using window = await Window.open(browser(), house.url);
    await window.say('漏水');
    await window.hears('echo: 漏水');
    await window.page.reload();
    await window.hears('echo: 漏水');
    assert.deepEqual(await window.transcript(), ['您好', '漏水', 'echo: 漏水']);
    await window.page.click('#anew');
    // The same words stand there for the ear as well.
    await window.page.locator('text=echo: 漏水').first().waitFor({ state: 'detached' });
    await window.hears('您好');
    assert.deepEqual(await window.transcript(), ['您好']);
    assert.deepEqual(window.complaints, []);
  });

  it('changes its language at once and tells the bot, and remembers it', async () => {
    await using window = await Window.open(browser(), house.url, { locale: 'zh-TW' });
    const box = window.page.locator('[data-id="webchat-sendbox-input"]');
    await window.page.locator('h1', { hasText: '400 客服' }).waitFor();
    assert.equal(await box.getAttribute('placeholder'), '請描述您遇到的問題…');
    await window.page.getByRole('button', { name: 'English' }).click();
    await window.page.locator('h1', { hasText: '400 Care Line' }).waitFor();
    assert.equal(await window.page.locator('html').getAttribute('lang'), 'en-US');
    await window.say('leak');
    await window.hears('echo: leak');
    assert.equal(house.line.received.at(-1)?.locale, 'en-US');
    await window.page.reload();
    await window.page.locator('h1', { hasText: '400 Care Line' }).waitFor();
  });

  it('sends a picture as soon as it is picked, and shows it', async () => {
    await using window = await Window.open(browser(), house.url);
    await window.hears('您好');
    await window.page.locator('input[type=file]').setInputFiles({
      name: 'leak.png',
      mimeType: 'image/png',
      buffer: Buffer.from(png, 'base64'),
    });
    const shown = window.page.locator('.webchat__bubble img[src*="/v3/directline/attachments/"]');
    await shown.waitFor();
    assert.equal(await shown.evaluate((img: { naturalWidth: number }) => img.naturalWidth), 1);
    assert.equal(house.line.received.at(-1)?.attachments?.length, 1);
    assert.deepEqual(window.complaints, []);
  });

  it('fits a telephone, and works with the keyboard alone', async () => {
    await using window = await Window.open(browser(), house.url, { width: 360, height: 640 });
    await window.hears('您好');
    const wide = await window.page.evaluate('document.documentElement.scrollWidth');
    assert.ok(Number(wide) <= 360, `the page is ${wide} wide`);
    await window.page.keyboard.press('Tab');
    const names: string[] = [];
    for (let i = 0; i < 4; i++) {
      names.push(
        String(
          await window.page.evaluate(
            'document.activeElement.getAttribute("aria-label") ?? document.activeElement.innerText',
          ),
        ),
      );
      await window.page.keyboard.press('Tab');
    }
    assert.deepEqual(names, ['简体中文', '繁體中文', 'English', '新对话']);
  });
});

describeInBrowser('the chat page when the house is gone for a while', (browser) => {
  it('waits, and goes on where it was when the house is back', async () => {
    const line = greetingLine();
    const house = await open(line);
    const port = Number(new URL(house.url).port);
    await using window = await Window.open(browser(), house.url);
    await window.page.clock.install();
    await window.page.reload();
    await window.say('漏水');
    await window.hears('echo: 漏水');
    await house.server.close(100);
    await window.page.locator('#state[data-state=offline]').waitFor();
    await using back = await open(line, port);
    const [id = ''] = back.line.conversations.keys();
    back.line.append(id, { text: '师傅已出发' });
    await window.page.clock.fastForward(20_000);
    await window.hears('师傅已出发');
    await window.say('好的');
    await window.hears('echo: 好的');
    assert.deepEqual((await window.transcript()).slice(1), [
      '漏水',
      'echo: 漏水',
      '师傅已出发',
      '好的',
      'echo: 好的',
    ]);
  });

  it('gets a new token when the old one has expired meanwhile', async () => {
    const line = greetingLine();
    const house = await open(line);
    const port = Number(new URL(house.url).port);
    await using window = await Window.open(browser(), house.url);
    await window.page.clock.install();
    await window.page.reload();
    await window.say('漏水');
    await window.hears('echo: 漏水');
    await house.server.close(100);
    await window.page.locator('#state[data-state=offline]').waitFor();
    await using back = await open(line, port);
    back.wall.time += 2 * 3_600_000;
    await window.page.clock.fastForward(20_000);
    await window.page.locator('#state[data-state=online]').waitFor();
    await window.say('还在吗');
    await window.hears('echo: 还在吗');
    assert.equal(back.line.conversations.size, 1);
  });

  it('begins anew if its conversation is known no longer', async () => {
    const house = await open(greetingLine());
    const port = Number(new URL(house.url).port);
    await using window = await Window.open(browser(), house.url);
    await window.say('漏水');
    await window.hears('echo: 漏水');
    await house.server.close(100);
    await using forgetful = await open(greetingLine(), port);
    await window.page.reload();
    await window.hears('您好');
    assert.deepEqual(await window.transcript(), ['您好']);
    assert.equal(forgetful.line.conversations.size, 1);
  });
});

function greetingLine(): EchoLine {
  const line = new EchoLine();
  const choices = [{ title: '查进度', value: '查进度' }];
  line.answer = ({ name, text }) => [
    { text: name === 'start' ? '您好' : `echo: ${text}`, choices },
  ];
  return line;
}

async function open(line: EchoLine, port = 0): Promise<House> {
  return openHouse({ line, port, mounts: [showSite(await loadSite())] });
}
