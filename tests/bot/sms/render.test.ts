import assert from 'node:assert/strict';
import { readDocument } from '../../../bot/channels/phone/simulator/document.ts';
import { messages, pieces, twiml } from '../../../bot/channels/sms/render.ts';

const entry = (text: string, choices: readonly string[] = [], from: 'bot' | 'user' = 'bot') => ({
  seq: 1,
  id: 'x',
  at: 0,
  from,
  text,
  choices: choices.map((title) => ({ title, value: title })),
});

describe('A text message as it is sent', () => {
  it('is one for all that was said, with the choices of the newest question numbered', () => {
    const said = [
      entry('你好', [], 'user'),
      entry('第一', ['老', '旧']),
      entry('第二', ['好', '不好']),
    ];
    assert.deepEqual(messages(said), ['第一\n第二\n1. 好\n2. 不好']);
    assert.deepEqual(messages([entry('你好', [], 'user')]), []);
  });

  it('is cut between lines, else behind sentences, and nothing is lost', () => {
    const lines = Array.from({ length: 30 }, (_, at) => `${at}. ${'地面无积灰'.repeat(6)}。`).join(
      '\n',
    );
    const cut = pieces(lines);
    assert.ok(cut.length > 1 && cut.every((piece) => piece.length <= 500));
    assert.equal(cut.join('\n'), lines);
    const sentences = pieces('这是一句不长的话。'.repeat(100));
    assert.ok(sentences.every((piece) => piece.length <= 500 && piece.endsWith('。')));
    const english = pieces('See www.example.com for it. '.repeat(40));
    assert.ok(english.every((piece) => /(it\.|See)$/.test(piece) && piece.length <= 500));
  });

  it('never breaks a character, however many it is made of', () => {
    const family = '👩‍👩‍👧‍👦';
    for (const text of [
      family.repeat(300),
      `a${family.repeat(300)}`,
      '𠮷'.repeat(999),
      'é'.repeat(700),
    ]) {
      const cut = pieces(text);
      assert.equal(cut.join(''), text);
      for (const piece of cut) assert.ok(piece.isWellFormed() && piece.length <= 500);
    }
    assert.ok(pieces(family.repeat(300)).every((piece) => piece.length % family.length === 0));
  });

  it('can be written whatever was said', () => {
    const wild = '\u0000<a>&"\ud800\ufffe\u200b\u202e😀\n好';
    const xml = twiml(pieces(wild));
    const [message] = readDocument(xml, 'text/xml', 'messaging');
    assert.equal(message?.name, 'Message');
    assert.ok(xml.includes('&lt;a&gt;&amp;'));
    assert.deepEqual(pieces(' \u0007\n '), []);
    assert.equal(twiml([]), '<?xml version="1.0" encoding="UTF-8"?><Response/>');
  });
});
