import assert from 'node:assert/strict';
import { Redaction } from '../../desk/redact.ts';

const phone = '13812345678';
const of = (...words: string[]) =>
  new Redaction({ ids: [], phones: [phone], tickets: ['4829130576'], words }, '#gone');

describe('Taking somebody out of what is kept', () => {
  it('leaves in the record of who did what from where and when', () => {
    const looked = { who: 'han-xue', about: '4829130576', detail: 'picture 2' };
    for (const from of ['127.0.0.1', '10.20.30.40', 'fe80::1', '2001:db8::12', 'wechat'])
      assert.deepEqual(of('王淑芬').redactedEach([{ ...looked, from }]), [{ ...looked, from }]);
    const told = [
      { ...looked, detail: 'she is away' },
      { ...looked, detail: '王女士不在' },
    ];
    for (const { detail } of of().redactedEach(told)) assert.equal(detail, '');
  });

  for (const theirs of [
    '13812345678',
    '+86 138-1234-5678',
    '008613812345678',
    '电话138 1234 5678。',
  ])
    it(`finds the telephone in “${theirs}”`, () => {
      assert.ok(of().isTheirs(theirs));
      assert.ok(!/5678/.test(of().redacted(theirs)));
    });

  for (const other of [
    '138123456789',
    '013812345678',
    '1381234567',
    '213812345678',
    '+8513812345678',
  ])
    it(`leaves “${other}” alone`, () => {
      assert.ok(!of().isTheirs(other));
      assert.equal(of().redacted(other), other);
    });

  it('finds a story as long as anybody can write, and what no address can hold', () => {
    const story = '厨房漏水，没人管。'.repeat(2_200);
    const kept = { talk: `4829130576 ${story}`, link: `4829130576 ${encodeURIComponent(story)}` };
    const left = of(story, '漏水\ud800').redacted(kept);
    assert.deepEqual(left, { talk: '4829130576 ', link: '4829130576 ' });
  });

  it('takes names literally, and what they mean to a program means nothing', () => {
    const said = '工单4829130576：王.*(a+)+$ 在家';
    assert.equal(of('王.*(a+)+$').redacted(said), '工单4829130576： 在家');
    for (const name of ['.*', '', ' ', 'a', '好', 'service_staff'])
      assert.equal(
        of(name).redacted('4829130576 好的 a service_staff'),
        '4829130576 好的 a service_staff',
      );
    const begun = performance.now();
    of(
      '好'.repeat(5_000),
      '(x+x+)+y',
      ...Array.from({ length: 2_000 }, (_, n) => `好${n}号`),
    ).redacted({
      words: `4829130576 ${'好'.repeat(20_000)}${'x'.repeat(20_000)}${'1 '.repeat(20_000)}`,
    });
    assert.ok(performance.now() - begun < 3_000, `${performance.now() - begun} ms`);
  });
});
