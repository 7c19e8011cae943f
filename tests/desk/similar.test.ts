import assert from 'node:assert/strict';
import { likeness, sameSubject, seemsSame } from '../../desk/similar.ts';
import { day, minute, policies } from './kit/desk.ts';
import { aTicket, customer, type Line } from './kit/timeline.ts';

describe('Likeness of words', () => {
  const cases: [a: string, b: string, alike: boolean][] = [
    ['会议室地毯没有吸干净', '会议室的地毯没吸干净', true],
    ['会议室地毯没有吸干净', '椅子腿断了', false],
    ['The desk drawer is stuck', 'desk drawer stuck again', true],
    ['The desk drawer is stuck', 'water on the floor', false],
    ['', '地毯', false],
  ];
  for (const [a, b, alike] of cases) {
    it(`“${a}” and “${b}” are ${alike ? '' : 'not '}alike`, () => {
      assert.equal(likeness(a, b) >= 0.3, alike);
      assert.equal(likeness(a, b), likeness(b, a));
    });
  }
});

describe('Subjects', () => {
  const cases: [a: string | undefined, b: string | undefined, same: boolean][] = [
    ['椅子', '会议室椅子', true],
    ['Desk ', 'desk', true],
    ['椅子', '桌子', false],
    ['子', '椅子', false],
    ['窗', '窗', true],
    [undefined, undefined, false],
    ['', '', false],
  ];
  for (const [a, b, same] of cases) {
    it(`${a} and ${b} are ${same ? 'the same' : 'not the same'}`, () => {
      assert.equal(sameSubject(a, b), same);
    });
  }
});

const { history } = policies.of('cleaning');

describe('A problem is taken for one told before', () => {
  const words = '完全不同的话';
  const same = (sketch: object, lines: Line[] = [], now = 10 * minute) =>
    seemsSame(aTicket(0, lines), { words, ...sketch }, history, now);

  it('by its line, its subject or its words', () => {
    assert.ok(same({ line: 'cleaning' }));
    assert.ok(same({ subject: '会议室地毯' }));
    assert.ok(same({ words: '地毯没吸干净' }));
    assert.ok(!same({ line: 'furniture' }));
  });

  it('for half an hour, while work is still to be done', () => {
    assert.ok(same({ line: 'cleaning' }, [], 30 * minute));
    assert.ok(!same({ line: 'cleaning' }, [], 30 * minute + 1));
    assert.ok(!same({ line: 'cleaning' }, [[1, { type: 'resolved', temporary: false }]]));
    assert.ok(!same({ line: 'cleaning' }, [[1, { type: 'cancelled', words: '' }, customer]]));
  });

  it('for three days if it is the same fault of the same thing', () => {
    const told = { line: 'cleaning', subject: '地毯', words: '地毯还是没有吸干净' };
    assert.ok(same(told, [], 3 * day));
    assert.ok(!same(told, [], 3 * day + 1));
    assert.ok(!same({ ...told, subject: '窗户' }, [], day));
    assert.ok(!same({ ...told, words: '颜色想换一个' }, [], day));
  });

  it('never when it is elsewhere', () => {
    const told = { line: 'cleaning', subject: '地毯', words: '地毯没有吸干净' };
    assert.ok(same({ ...told, address: '科技路1号3楼会议室' }));
    assert.ok(!same({ ...told, address: '滨河大道88号' }));
  });
});
