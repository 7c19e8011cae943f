import assert from 'node:assert/strict';
import { Field } from '../kit/field.ts';
import { describeInBrowser, Window } from './kit.ts';

/** A few real pictures, drawn here: a browser must be able to show them. */
async function drawn(page: Window['page'], colour: string): Promise<Buffer> {
  const url = await page.evaluate<string>(`(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [640, 480];
    const brush = canvas.getContext('2d');
    brush.fillStyle = '${colour}';
    brush.fillRect(0, 0, 640, 480);
    return canvas.toDataURL('image/jpeg');
  })()`);
  return Buffer.from(url.split(',')[1] ?? '', 'base64');
}

describeInBrowser('The page with a ticket’s pictures, in a browser', (browser) => {
  let field: Field;
  beforeEach(async () => {
    field = await Field.opens();
  });
  afterEach(() => field.close());

  it('shows the customer’s pictures and a colleague’s on a telephone, and asks nobody else for anything', async () => {
    await using blank = await Window.open(browser(), `${field.scene.running.url}/healthz`);
    const customer = await field.customer();
    for (const colour of ['#3a6ea5', '#a53a3a']) {
      const bytes = await drawn(blank.page, colour);
      await customer.does((phone) => phone.photo(bytes, 'image/jpeg'));
    }
    const no = await field.report(customer);
    await field.give(no, 'wang-guilan');
    const worker = await field.colleague('wang-guilan');
    const mine = await drawn(blank.page, '#3aa55c');
    await worker.does((phone) => phone.photo(mine, 'image/jpeg'));
    await worker.says(`我的单 ${no.slice(-4)}`);
    const [, path = ''] = /https?:\/\/[^\s/]+(\/photos\/\S+)/.exec(worker.heard) ?? [];
    await using window = await Window.open(browser(), field.scene.running.url + path, {
      width: 390,
      height: 844,
      scale: 2,
    });
    const { page } = window;
    // Rejects if one of them is no picture.
    await page.evaluate(`Promise.all([...document.images].map((image) => {
      image.loading = 'eager';
      return image.decode();
    }))`);
    assert.equal(await page.locator('figure img').count(), 3);
    assert.deepEqual(
      (await page.locator('figcaption').allInnerTexts()).map((text) => text.split('，')[0]),
      ['客户', '客户', '同事'],
    );
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
    assert.ok(wide <= 390, `${wide}`);
    assert.deepEqual(window.complaints, []);
  });
});
