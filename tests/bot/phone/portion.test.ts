import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { portion } from '../../../bot/channels/phone/portion.ts';

const sentence = '这是一句二十个字左右的话用来试试长短。';

describe('What is said at once', () => {
  it('is all of it, as long as a listener can hold it', () => {
    const says = [sentence.repeat(4), sentence];
    assert.deepEqual(portion(says), { now: says, rest: [] });
  });

  it('is cut behind a sentence; the rest waits to be asked for', () => {
    const { now, rest } = portion([sentence.repeat(5), sentence.repeat(10)]);
    assert.ok(now.join('').length <= 160 && now.join('').endsWith('。'));
    assert.equal([...now, ...rest].join(''), sentence.repeat(15));
  });

  it('does not stop for the last few words', () => {
    const says = [sentence.repeat(8), '好的。'];
    assert.deepEqual(portion(says).rest, []);
  });

  it('loses nothing, whatever the words, and always gets to the end', async () => {
    await fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('好', '。', 'a', ' ', '\n', '?') })),
        (words) => {
          let left: readonly string[] = words;
          let heard = '';
          for (let times = 0; left.length > 0; times += 1) {
            assert.ok(times <= 1000);
            const { now, rest } = portion(left);
            heard += now.join('');
            left = rest;
          }
          assert.equal(heard, words.join(''));
        },
      ),
    );
  });
});
