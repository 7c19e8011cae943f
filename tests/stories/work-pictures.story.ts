import assert from 'node:assert/strict';
import { Field } from '../kit/field.ts';
import { png } from '../kit/scenes.ts';
import type { Friend } from '../kit/wechat.ts';

const gif = Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(40)]);
const hour = 3_600_000;

describe('Pictures of a ticket, for whoever works on it', () => {
  let field: Field;
  let customer: Friend;
  let worker: Friend;
  let no = '';

  const opens = async () => {
    field = await Field.opens();
    customer = await field.customer();
    await customer.does((phone) => phone.photo(png, 'image/png'));
    no = await field.report(customer);
    await field.give(no, 'wang-guilan');
    worker = await field.colleague('wang-guilan');
  };
  const linkIn = (words: string): string => {
    const [, path] = /https?:\/\/[^\s/]+(\/photos\/\S+)/.exec(words) ?? [];
    assert.ok(path, `no link in: ${words}`);
    return field.scene.running.url + path;
  };
  const audit = async () => {
    const { entries } = await field.house.staff.audit.find({
      what: 'lookAtPictures',
      limit: 50,
    });
    return entries;
  };
  const link = async () => {
    await worker.says(`我的单 ${no.slice(-4)}`);
    return linkIn(worker.heard);
  };

  beforeEach(opens);
  afterEach(() => field.close());

  it('are shown on WeChat when asked for: the customer’s and those of colleagues', async () => {
    await worker.does((phone) => phone.photo(gif, 'image/gif'));
    worker.hears('已记下');
    const quota = () => worker.phone.person.grants.reduce((sum, { left }) => sum + left, 0);
    const before = quota();
    await worker.says('照片');
    worker.hears('共2张照片');
    const { world } = field.scene.simulator;
    const until = () => worker.news.filter(({ type }) => type === 'image').length === 2;
    while (!until()) await new Promise((resolve) => setImmediate(resolve));
    const shown = worker.news
      .filter(({ type }) => type === 'image')
      .map(({ mediaId = '' }) => Buffer.from(world.media.get(mediaId)?.bytes ?? []));
    assert.deepEqual(shown, [Buffer.from(png), gif]);
    // The words came on the open connection; each picture cost one of few messages.
    assert.equal(quota(), before - 2);
    const [look] = await audit();
    assert.deepEqual(
      [look?.who, look?.from, look?.about, look?.outcome],
      ['wang-guilan', 'wechat', no, 'done'],
    );
  });

  it('that WeChat does not take are on the page, and hold up nothing that is said after them', async () => {
    const large = Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(3 * 1024 * 1024)]);
    await worker.does((phone) => phone.photo(large, 'image/gif'));
    await worker.says('照片');
    const { codes } = field.scene.simulator.api;
    while (!codes.includes(40006)) await new Promise((resolve) => setImmediate(resolve));
    await worker.says('我的单');
    worker.hears('望京花园');
  });

  it('are on a page behind a signed link, with nothing that could be kept or told elsewhere', async () => {
    const url = await link();
    const page = await fetch(url);
    const html = await page.text();
    assert.equal(page.status, 200);
    assert.equal(page.headers.get('cache-control'), 'private, no-store');
    assert.equal(page.headers.get('referrer-policy'), 'no-referrer');
    assert.equal(page.headers.get('x-content-type-options'), 'nosniff');
    assert.match(
      page.headers.get('content-security-policy') ?? '',
      /default-src 'none'.*img-src 'self'/,
    );
    assert.match(html, /客户，今天 10:00/);
    assert.doesNotMatch(html, /13812345678|望京|王/);
    const [, src = ''] = /<img src="([^"]+)"/.exec(html) ?? [];
    const picture = await fetch(field.scene.running.url + src);
    assert.equal(picture.headers.get('content-type'), 'image/png');
    assert.equal(picture.headers.get('cache-control'), 'private, no-store');
    assert.match(picture.headers.get('content-security-policy') ?? '', /sandbox/);
    assert.deepEqual(Buffer.from(await picture.arrayBuffer()), Buffer.from(png));
    assert.equal((await fetch(`${url}/2`)).status, 404);
    const looks = await audit();
    assert.deepEqual(
      looks.map(({ who, about, outcome, detail, from }) => [who, about, outcome, detail, from]),
      ['picture 2', 'picture 1', 'page'].map((detail) => [
        'wang-guilan',
        no,
        'done',
        detail,
        '127.0.0.1',
      ]),
    );
  });

  it('are nobody else’s: a changed, guessed, old or listing address opens nothing', async () => {
    const url = await link();
    const token = url.split('/photos/')[1] ?? '';
    const [number = '', staff = '', until = '', sign = ''] = token.split('.');
    const other = Buffer.from('liu-yang').toString('base64url');
    for (const forged of [
      `${number}.${other}.${until}.${sign}`,
      `${number}.${staff}.zzzzzz.${sign}`,
      `4829130576.${staff}.${until}.${sign}`,
      `${number}.${staff}.${until}`,
      `${number}.${staff}.${until}.${'A'.repeat(22)}`,
      `${token}.more`,
      'x',
    ])
      assert.equal(
        (await fetch(`${field.scene.running.url}/photos/${forged}`)).status,
        404,
        forged,
      );
    assert.equal((await fetch(`${field.scene.running.url}/photos`)).status, 404);
    field.scene.time.advance(24 * hour + 1000);
    assert.equal((await fetch(url)).status, 404);
    // A clock that is set back makes no link good for longer.
    field.scene.time.advance(-50 * hour);
    assert.equal((await fetch(url)).status, 404);
    assert.deepEqual(await audit(), []);
  });

  it('are out of reach once the ticket is somebody else’s, or the account out of use', async () => {
    const url = await link();
    await worker.says('转给刘洋');
    worker.hears('已把1张单交给刘洋');
    assert.equal((await fetch(url)).status, 404);
    const [refused] = await audit();
    assert.deepEqual([refused?.who, refused?.outcome], ['wang-guilan', 'refused']);
    await field.give(no, 'wang-guilan');
    assert.equal((await fetch(url)).status, 200);
    const admin = await field.signIn('admin');
    await admin.send('PATCH', '/accounts/wang-guilan', { disabled: true });
    assert.equal((await fetch(url)).status, 404);
  });

  it('are a link in whatever tells a colleague of the ticket: in writing, and behind a template', async () => {
    const { scene, house } = field;
    // Longer than WeChat takes free words.
    scene.time.advance(49 * hour);
    await worker.does(async () => {
      const other = await field.customer();
      await other.does((phone) => phone.photo(png, 'image/png'));
      const second = await field.report(other);
      await field.give(second, 'wang-guilan');
      await field.give(second, 'liu-yang');
      await field.give(second, 'wang-guilan');
      await house.worker.runDue();
    });
    const card = worker.news.find(({ via }) => via === 'template');
    assert.equal((await fetch(linkIn(card?.url ?? ''))).status, 200);
    const third = await field.customer();
    await third.does((phone) => phone.photo(png, 'image/png'));
    await field.report(third);
    await house.worker.runDue();
    const answer = await fetch(`${scene.running.url}/demo/outbox`);
    const { outbox } = (await answer.json()) as {
      outbox: { to: { staff?: string }; text: string }[];
    };
    const texts = outbox.map(({ text }) => text).filter((text) => text.startsWith('【新工单】'));
    assert.match(texts.at(-1) ?? '', /\n照片：http/);
  });
});
