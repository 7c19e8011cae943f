import assert from 'node:assert/strict';
import { Codes } from '../../bot/codes.ts';
import { MemoryStorage } from '../../dialogs/sdk.ts';
import { HandClock } from '../kit/house.ts';

const minute = 60_000;
const hour = 60 * minute;

describe('Codes by which two places find each other', () => {
  let codes: Codes;
  let clock: HandClock;
  const here = { account: 'wechat:oWang', conversationId: 'c', saidBy: 'here' } as const;
  const elsewhere = { ...here, saidBy: 'elsewhere' } as const;
  const phone = (nth = 0) => String(13_800_000_000 + nth);
  beforeEach(() => {
    clock = new HandClock('2026-03-03T02:00:00Z');
    codes = new Codes(new MemoryStorage(), clock);
  });

  it('are good for whom they are meant, once, for ten minutes', async () => {
    const code = await codes.make(elsewhere);
    assert.equal(await codes.check(code, 'wechat:oWang'), 'wrong');
    assert.equal((await codes.of(code, 'webchat:1'))?.account, 'wechat:oWang');
    await codes.useUp(code);
    assert.equal(await codes.of(code, 'webchat:1'), undefined);
    const texted = await codes.text({ ...here, phone: phone() }, 'm1');
    assert.equal((await codes.of(texted, 'wechat:oWang'))?.phone, phone());
    assert.equal(await codes.of(texted, 'webchat:1'), undefined);
    clock.advance(11 * minute);
    assert.equal(await codes.of(texted, 'wechat:oWang'), undefined);
  });

  it('of the crew join no customers, and the other way round', async () => {
    const [ours, theirs] = [
      await codes.make({ ...elsewhere, crew: 'han-xue' }),
      await codes.make(elsewhere),
    ];
    assert.equal(await codes.check(ours, 'webchat:1'), 'wrong');
    assert.equal(await codes.check(theirs, 'webchat:1', 'crew'), 'wrong');
    assert.equal((await codes.of(ours, 'webchat:1', 'crew'))?.crew, 'han-xue');
  });

  it('are texted once for a cause', async () => {
    assert.match(await codes.text({ ...here, phone: phone() }, 'm1'), /^\d{6}$/);
    assert.equal(await codes.text({ ...here, phone: phone() }, 'm1'), 'done');
    assert.equal(await codes.text({ ...here, phone: phone() }, 'm2'), 'too often');
  });

  it('are texted a hundred times an hour in all, whoever asks', async () => {
    const ask = (nth: number) =>
      codes.text({ ...here, account: `webchat:${nth}`, phone: phone(nth) }, `m${nth}`);
    for (let nth = 0; nth < 100; nth += 1) assert.match(await ask(nth), /^\d{6}$/);
    assert.equal(await ask(100), 'too often');
    clock.advance(hour);
    assert.match(await ask(101), /^\d{6}$/);
  });

  it('cannot be guessed by many tries at once', async () => {
    await codes.make(elsewhere);
    const guesses = Array.from({ length: 40 }, (_, nth) =>
      codes.check(String(900_000 + nth), 'webchat:1'),
    );
    const answers = await Promise.all(guesses);
    assert.ok(answers.filter((answer) => answer === 'wrong').length <= 5, answers.join());
  });

  it('cannot be guessed by many accounts, nor are wrong tries forgiven for right ones', async () => {
    const code = await codes.make(elsewhere);
    for (let nth = 0; nth < 4; nth += 1) await codes.check('000000', 'webchat:1');
    assert.equal(typeof (await codes.check(code, 'webchat:1')), 'object');
    assert.equal(await codes.check('000000', 'webchat:1'), 'wrong');
    assert.equal(await codes.check(code, 'webchat:1'), 'locked');
    for (let nth = 0; nth < 45; nth += 1) await codes.check('000000', `webchat:x${nth}`);
    assert.equal(await codes.check(code, 'webchat:honest'), 'locked');
    clock.advance(11 * minute);
    assert.equal(await codes.check('000000', 'webchat:honest'), 'wrong');
  });
});
