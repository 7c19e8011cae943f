import assert from 'node:assert/strict';
import { changed, mayTell, type Refusal, refusedPairs, type Wishes } from '../../desk/consent.ts';
import { reach, type Telling } from '../../desk/reach.ts';
import { hour, minute, policies } from './kit/desk.ts';

const rules = policies.of('cleaning').customer;
const at = (time: string) => Date.parse(`2026-11-20T${time}:00+08:00`);
const ask = (time: string, parts: Partial<Telling> = {}) =>
  reach({
    topic: 'progress',
    worth: ['message', 'text', 'call'],
    pressing: false,
    wishes: [],
    rules,
    now: at(time),
    ...parts,
  });

describe('How a customer may be reached', () => {
  const table: [when: string, parts: Partial<Telling>, now: string, again?: string][] = [
    ['10:00', {}, 'message text call'],
    ['08:00', {}, 'message text', '09:30'],
    ['12:30', {}, 'message text', '14:00'],
    ['20:30', {}, 'message text', '+09:30'],
    ['21:00', {}, '', '+08:00'],
    ['07:59', {}, '', '08:00'],
    ['03:00', { pressing: true }, 'message text', '09:30'],
    ['10:00', { worth: ['message'] }, 'message'],
    ['10:00', { wishes: [{ refuses: [{ medium: 'text' }] }] }, 'message call'],
    ['10:00', { wishes: [{ refuses: [{ topic: 'survey' }] }] }, 'message text call'],
    ['10:00', { topic: 'survey', wishes: [{ refuses: [{ topic: 'survey' }] }] }, ''],
    ['10:00', { wishes: [{}, { optedOut: true }] }, ''],
    ['03:00', { pressing: true, wishes: [{ optedOut: true }] }, ''],
    ['22:00', { worth: ['message'], wishes: [{ refuses: [{ medium: 'message' }] }] }, ''],
  ];
  for (const [when, parts, now, again] of table)
    it(`at ${when} ${JSON.stringify(parts)}: ${now || 'not at all'}${again ? `, more at ${again}` : ''}`, () => {
      const found = ask(when, parts);
      assert.equal(found.now.join(' '), now);
      const tomorrow = again?.startsWith('+') ? 24 * hour : 0;
      assert.equal(found.again, again && at(again.replace('+', '')) + tomorrow);
    });

  it('is judged by the clock where they are served', () => {
    const there = { ...rules, zone: 'Europe/London' };
    assert.deepEqual(ask('10:00', { rules: there }).now, []);
    assert.deepEqual(ask('16:30', { rules: there }).now, ['message', 'text']);
  });

  it('says why not', () => {
    const { barred } = ask('22:00', { wishes: [{ refuses: [{ medium: 'text' }] }] });
    assert.deepEqual(
      barred.map(({ medium, why }) => `${medium} ${why}`),
      ['message night', 'text refused', 'call night'],
    );
    assert.equal(barred[2]?.until, at('09:30') + 24 * hour);
  });

  it('never finds a moment that is not later', () => {
    for (let time = at('00:00'); time < at('00:00') + 48 * hour; time += 7 * minute) {
      const { again } = ask('00:00', { now: time });
      assert.ok(again === undefined || again > time);
    }
  });
});

describe('What a customer wants to be told', () => {
  const everything = 9;
  const steps: [say: 'stop' | 'allow', what: Refusal, refused: number][] = [
    ['stop', { medium: 'text' }, 3],
    ['stop', { medium: 'text' }, 3],
    ['stop', { topic: 'survey' }, 5],
    ['allow', { topic: 'survey', medium: 'message' }, 4],
    ['stop', {}, everything],
    ['allow', { medium: 'call' }, 6],
    ['allow', { topic: 'progress', medium: 'message' }, 5],
    ['stop', { medium: 'call' }, 8],
    ['allow', {}, 0],
    ['stop', { medium: 'message' }, 3],
    ['stop', { medium: 'text' }, 6],
    ['stop', { medium: 'call' }, everything],
  ];
  it('follows every change of mind exactly', () => {
    let wishes: Wishes = {};
    for (const [say, what, refused] of steps) {
      wishes = changed(wishes, { say, ...what });
      assert.equal(refusedPairs([wishes]).length, refused, `${say} ${JSON.stringify(what)}`);
      assert.equal(wishes.optedOut, refused === everything);
    }
  });

  it('holds for all of a person if one of their accounts said it', () => {
    const wishes: Wishes[] = [{}, { refuses: [{ medium: 'call' }] }];
    assert.ok(!mayTell(wishes, 'progress', 'call'));
    assert.ok(mayTell(wishes, 'progress', 'message'));
  });
});
