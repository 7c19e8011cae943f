import assert from 'node:assert/strict';
import { createLog, type Fields } from '../../bot/log.ts';

const logged = (fields: Fields): string => {
  let line = '';
  createLog({ now: () => 0 }, (text) => {
    line = text;
  }).info('tested', fields);
  return line;
};

describe('the log', () => {
  it('is one JSON object per line with time, level and event', () => {
    assert.deepEqual(JSON.parse(logged({ a: 1, deep: { b: [true, null] } })), {
      at: '1970-01-01T00:00:00.000Z',
      level: 'info',
      event: 'tested',
      a: 1,
      deep: { b: [true, null] },
    });
  });

  it('keeps what people said, and who and where they are, to itself', () => {
    const line = logged({
      text: '我家漏水',
      request: { name: '王小明', phone: '13800138000', address: '中山路1号', token: 'abc' },
    });
    assert.doesNotMatch(line, /漏水|王小明|13800138000|中山路|abc/);
    assert.match(line, /\(4 characters\)/);
  });

  it('masks telephone numbers wherever they hide', () => {
    for (const text of ['call 13800138000 now', '138-0013-8000', '+86 138 0013 8000'])
      assert.match(logged({ path: text }), /\*{5,}00/, text);
    assert.doesNotMatch(logged({ error: new Error('no ticket for 13800138000') }), /13800138000/);
  });

  it('tells why, down to the first cause', () => {
    const line = JSON.parse(
      logged({ error: new Error('turn', { cause: new RangeError('disk') }) }),
    );
    assert.equal(line.error.message, 'turn');
    assert.equal(line.error.cause.name, 'RangeError');
    assert.ok(line.error.stack.length > 0);
  });

  it('survives what cannot be written down', () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    assert.match(logged({ circle, big: 2n }), /"big":"2"/);
  });
});
