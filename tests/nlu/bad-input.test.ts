import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createUnderstand } from '../../nlu/understand.ts';
import { askables } from '../../nlu/understanding.ts';

const understand = createUnderstand();
const now = Date.UTC(2025, 2, 5, 2);

describe('Whatever is typed is answered', () => {
  const unreadable = {
    nothing: '',
    blanks: ' \n\t ',
    'only punctuation': '？！。。。……——',
    'one emoji repeated': '😡'.repeat(5000),
    'control characters': '\u0000\u0001\u001b[31m\ufffe',
    'lone surrogates': '\ud83d\ud83d\ude00\udc00',
    Russian: 'У меня течёт кран на кухне',
    Japanese: 'キッチンのじゃぐちがもれています',
    Thai: 'น้ำรั่วในครัว',
    Arabic: 'الماء يتسرب في المطبخ',
  };
  for (const [name, text] of Object.entries(unreadable)) {
    it(`${name}: unsure`, () => {
      const heard = understand(text, { now });
      assert.equal(heard.intent, 'other');
      assert.equal(heard.sure, false);
      assert.equal(heard.urgency, null);
      assert.match(heard.notes?.[0]?.says.en ?? '', /no words/);
    });
  }

  const long = {
    'twenty thousand characters': '啊'.repeat(20_000),
    'a problem told four thousand times': '漏水了'.repeat(4000),
    'twenty thousand digits': '1'.repeat(20_000),
    'twenty thousand spoken digits': '一'.repeat(20_000),
    'nothing but time words': '明天'.repeat(10_000),
    'nothing but places': '东路'.repeat(10_000),
    'nested markup': '<div>'.repeat(4000),
    'brackets that never close': '[({<'.repeat(5000),
    'negations without end': '不是'.repeat(10_000),
  };
  for (const [name, text] of Object.entries(long)) {
    it(`${name}: in well under a second`, () => {
      const before = process.cpuUsage();
      understand(text, { now });
      assert.ok(process.cpuUsage(before).user < 700_000);
    });
  }

  it('code and markup are never understood for sure', () => {
    for (const text of ['<script>alert(1)</script>', "'; DROP TABLE tickets;--", '{"a":[1,2,3]}']) {
      assert.equal(understand(text, { now }).sure, false, text);
    }
  });

  it('random text in any context never throws, and confidence stays between 0 and 1', () => {
    const words = fc.constantFrom(
      '漏水',
      '不',
      '赔',
      '明天',
      '三点',
      '12',
      '单号',
      '栋',
      'the',
      '改',
      '。',
      '😀',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(words).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, fc.constantFrom(undefined, ...askables), (said, asked) => {
        const heard = understand(said, { now, ...(asked && { asked }) });
        assert.ok(heard.confidence >= 0 && heard.confidence <= 1);
        for (const span of [heard.entities.ticketNo, heard.entities.addressText]) {
          assert.ok(span === undefined || said.includes(span));
        }
      }),
      { numRuns: 300 },
    );
  });
});
