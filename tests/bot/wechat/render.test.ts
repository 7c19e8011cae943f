import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LogEntry } from '../../../bot/channels/channel.ts';
import { granted, left, spent } from '../../../bot/channels/wechat/quota.ts';
import { cut, longestText, pages, withNumbers } from '../../../bot/channels/wechat/render.ts';
import { fill, readTemplate } from '../../../bot/channels/wechat/template.ts';

const said = (seq: number, text: string, ...choices: string[]): LogEntry => ({
  seq,
  id: `e${seq}`,
  at: 0,
  from: 'bot',
  text,
  ...(choices.length > 0 && { choices: choices.map((title) => ({ title, value: title })) }),
});
const heard = (seq: number): LogEntry => ({ seq, id: `u${seq}`, at: 0, from: 'user', text: '好' });
const start = { seq: 0, part: 0 };
const bytes = (text: string) => Buffer.byteLength(text);

describe('What the phone shows', () => {
  it('puts what was said in one turn into one message, with the last choices numbered', () => {
    const [page, ...more] = pages(
      [heard(1), said(2, '收到。', '旧'), said(3, '地址？', '跳过', '转人工')],
      start,
    );
    assert.equal(more.length, 0);
    assert.equal(page && withNumbers(page), '收到。\n\n地址？\n1. 跳过\n2. 转人工');
    assert.deepEqual(page?.to, { seq: 3, part: 0 });
  });

  it('goes on where the phone was told last, in the middle of a long text too', () => {
    const story = '一二三四五六七八九。'.repeat(200);
    const entries = [said(1, story, '好')];
    const all = pages(entries, start);
    assert.ok(all.length > 2);
    assert.deepEqual(pages(entries, all[0]?.to ?? start), all.slice(1));
    assert.deepEqual(pages(entries, all.at(-1)?.to ?? start), []);
    assert.equal(all.map(({ text }) => text).join(''), story);
    assert.deepEqual(
      all.map(({ choices }) => choices.length),
      [...all.slice(1).map(() => 0), 1],
    );
  });

  it('never makes a message that WeChat would break off, and never breaks a character', () => {
    const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 1500 }), { maxLength: 5 });
    fc.assert(
      fc.property(texts, (all) => {
        const entries = all.map((text, at) => said(at + 1, text.toWellFormed(), '一', '二'));
        for (const page of pages(entries, start)) {
          assert.ok(bytes(withNumbers(page)) <= longestText, String(bytes(withNumbers(page))));
          assert.ok(page.text.isWellFormed());
        }
      }),
      { numRuns: 200 },
    );
  });

  it('cuts between sentences where it can', () => {
    assert.deepEqual(cut('第一句话。第二句话。第三', 32), ['第一句话。第二句话。', '第三']);
    assert.deepEqual(cut('短', 100), ['短']);
    assert.deepEqual(cut('好'.repeat(4), 7), ['好好', '好好']);
  });
});

describe('How many messages are left', () => {
  const [minute, hour] = [60_000, 3_600_000];
  it('five for two days after a message, three for a minute after a tap', () => {
    const talked = granted({}, 'talk', 0);
    assert.deepEqual([left(talked, 47 * hour), left(talked, 48 * hour)], [5, 0]);
    const both = granted(talked, 'tap', 0);
    assert.deepEqual([left(both, 0), left(both, minute)], [8, 5]);
    assert.equal(left(spent(both, 0), minute), 5, 'those that end first are used first');
    assert.equal(left(spent(spent(talked, 0), 0), 0), 3);
    assert.equal(left(granted(spent(talked, 0), 'talk', 0), 0), 5);
    assert.equal(left(spent({}, 0), 0), 0);
  });
});

describe('A template message', () => {
  const known = {
    number: '1343146554',
    line: '保洁服务',
    news: '您的保洁服务工单师傅已经出发。',
    time: '2026年3月3日 10:00',
  };
  it('is filled by the types of its fields', () => {
    const template = readTemplate('T1 character_string1=number thing2=news time3=time');
    assert.ok(template);
    const filled = fill(template, known);
    assert.ok(filled.ok);
    assert.equal(filled.data.thing2?.value, known.news);
    const long = fill(template, { ...known, news: '很长的消息'.repeat(10) });
    assert.ok(long.ok && [...(long.data.thing2?.value ?? '')].length === 20);
  });

  it('is not sent with a value that its field cannot hold', () => {
    for (const field of ['character_string1=line', 'phrase1=news', 'number1=line', 'time1=news']) {
      const template = readTemplate(`T1 ${field}`);
      assert.ok(template && !fill(template, known).ok, field);
    }
    const template = readTemplate('T1 thing1=line');
    assert.ok(template && !fill(template, { ...known, line: ' ' }).ok);
  });

  it('is refused as a setting if it is none', () => {
    for (const text of [
      '',
      'T1',
      'T1 first=news',
      'T1 thing1=weather',
      'T1 thing1=line=x',
      'a/b thing1=line',
    ])
      assert.equal(readTemplate(text), undefined, text);
  });
});
