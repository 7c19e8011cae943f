import assert from 'node:assert/strict';
import { parse, parseStatus } from '../../../bot/channels/phone/parse.ts';
import type { Plan } from '../../../bot/channels/phone/plan.ts';
import {
  type RenderOptions,
  render,
  waiting,
  whisper,
} from '../../../bot/channels/phone/render.ts';
import { readDocument } from '../../../bot/channels/phone/simulator/document.ts';
import { forTheEar, pieces } from '../../../bot/channels/phone/spoken.ts';
import { signed } from '../../../bot/channels/phone/verify.ts';
import signatures from './signatures.json' with { type: 'json' };

describe('A telephone webhook', () => {
  for (const vector of signatures.vectors) {
    const { name, authToken, url, urlSeen = url, params = {}, signature, expected } = vector;
    it(`is ${expected ? 'believed' : 'refused'}: ${name}`, () => {
      const form = params as Record<string, string>;
      assert.equal(signed([authToken], signature ?? '', urlSeen, form), expected);
      assert.equal(signed(['new token', authToken], signature ?? '', urlSeen, form), expected);
    });
  }

  const call = { CallSid: 'CA1', From: '+8613812345678' };
  for (const [what, form, input] of [
    [
      'speech',
      { SpeechResult: '我要报修。', Confidence: '0.9' },
      { kind: 'speech', words: '我要报修', confidence: 0.9 },
    ],
    ['wide digits', { SpeechResult: '１２３' }, { kind: 'speech', words: '123' }],
    ['speech that is only a stop', { SpeechResult: '。' }, { kind: 'silence' }],
    ['keys', { Digits: '12#*' }, { kind: 'keys', keys: '12#*' }],
    ['keys beside speech', { Digits: '1', SpeechResult: '一' }, { kind: 'keys', keys: '1' }],
    ['letters among keys', { Digits: 'abc' }, { kind: 'silence' }],
    ['nothing', {}, { kind: 'silence' }],
    [
      'a bridged talk',
      { QueueResult: 'bridged' },
      {
        kind: 'transferred',
        reached: true,
        bridged: true,
        gone: false,
        left: false,
        why: 'bridged',
      },
    ],
    [
      'a key in the queue',
      { QueueResult: 'leave' },
      { kind: 'transferred', reached: false, gone: false, left: true, why: 'leave' },
    ],
    [
      'a full queue',
      { QueueResult: 'queue-full' },
      { kind: 'transferred', reached: false, gone: false, left: false, why: 'queue-full' },
    ],
    [
      'a refused talk',
      { DialCallStatus: 'completed', DialBridged: 'false' },
      { kind: 'transferred', reached: false, gone: false, left: false, why: 'completed' },
    ],
    [
      'a broken confidence',
      { SpeechResult: '好', Confidence: 'x' },
      { kind: 'speech', words: '好' },
    ],
  ] as const)
    it(`is read: ${what}`, () => assert.deepEqual(parse({ ...call, ...form }).input, input));

  it('takes nobody for a caller without a number', () => {
    for (const From of ['anonymous', 'unknown', '', 'sip:x@y', "+1'; drop"])
      assert.equal(parse({ CallSid: 'CA1', From }).from, undefined);
    assert.equal(parse(call).from, '8613812345678');
  });

  it('refuses call ids that could be paths', () => {
    assert.equal(parse({ CallSid: '../x' }).call, '');
    assert.equal(parseStatus({ CallSid: 'CA1', CallStatus: 'completed' }).final, true);
    assert.equal(parseStatus({ CallSid: 'CA1', CallStatus: 'ringing' }).final, false);
  });
});

const options: RenderOptions = {
  publicBaseUrl: 'https://hotline.example',
  person: { queue: 'support' },
  callerId: '+864001',
};
const listening: Plan = {
  notice: [{ text: '通话会保存。', accent: 'zh-CN' }],
  says: [{ text: '请说。', accent: 'zh-CN' }],
  next: {
    do: 'listen',
    turn: 2,
    to: {
      accent: 'zh-CN',
      speech: true,
      keys: 1,
      patience: 5,
      pause: 1,
      hints: ['报修', '查,进度'],
    },
  },
};
const head = '<?xml version="1.0" encoding="UTF-8"?>';
const zh = 'voice="Polly.Zhiyu-Neural" language="cmn-CN"';

describe('A plan for a call', () => {
  it('is rendered as TwiML that listens', () => {
    assert.equal(
      render(listening, options),
      `${head}<Response><Say ${zh}>通话会保存。</Say><Gather action="https://hotline.example/voice/turn?t=2" method="POST" actionOnEmptyResult="true" input="dtmf speech" timeout="5" finishOnKey="" numDigits="1" language="cmn-Hans-CN" speechTimeout="1" profanityFilter="false" hints="报修,查 进度"><Say ${zh}>请说。</Say></Gather><Redirect method="POST">https://hotline.example/voice/turn?t=2</Redirect></Response>`,
    );
  });

  it('is rendered as TwiML that connects a person', () => {
    const next = { do: 'person', turn: 3, accent: 'en-US' } as const;
    assert.equal(
      render({ says: [], next }, options),
      `${head}<Response><Enqueue action="https://hotline.example/voice/turn?t=3" method="POST" waitUrl="https://hotline.example/voice/wait">support</Enqueue></Response>`,
    );
    assert.equal(
      render(
        { says: [], next },
        { ...options, callerId: '+85220000000', person: { dial: '+862155556666' } },
      ),
      `${head}<Response><Dial action="https://hotline.example/voice/turn?t=3" method="POST" timeout="20" answerOnBridge="true" callerId="+85220000000"><Number url="https://hotline.example/voice/whisper" method="POST">+862155556666</Number></Dial></Response>`,
    );
  });

  it('is what the provider accepts, whatever the words', () => {
    const words = ['a\u0000b\ud800c<&>"', '好'.repeat(1200), '😀', '', `${'x'.repeat(9000)}`];
    const says = words.map((text) => ({ text, accent: 'zh-CN' as const }));
    const xml = render({ ...listening, says }, options);
    assert.equal(readDocument(xml, 'text/xml')[1]?.name, 'Gather');
    readDocument(whisper({ text: '好', accent: 'zh-HK' }, options), 'text/xml');
    for (const says of [words, []])
      readDocument(waiting({ says, told: 2, looks: 1 }, 'zh-HK', options), 'text/xml');
  });

  it('says long numbers digit by digit', () => {
    assert.equal(forTheEar('电话13812345678', 'zh-Hans'), '电话幺 三 八，幺 二 三 四，五 六 七 八');
    assert.equal(
      forTheEar('Call 482 913 0576', 'en'),
      'Call four eight two, nine one three, zero five seven six',
    );
    assert.equal(forTheEar('今天 10:30，3月5日', 'zh-Hans'), '今天 10点30分，3月5日');
    assert.equal(forTheEar('今天 09:00', 'zh-Hant'), '今天 9點');
    assert.equal(forTheEar('by 10:30', 'en'), 'by 10:30');
    assert.equal(forTheEar('**重要** https://x.example/y\n好', 'zh-Hans'), '重要。好');
  });

  it('is cut behind sentences when it is long', () => {
    const cut = pieces(`${'长'.repeat(300)}。${'句'.repeat(300)}。`);
    assert.deepEqual(
      cut.map((piece) => [...piece].length),
      [301, 301],
    );
    for (const piece of pieces('好'.repeat(2000)))
      assert.ok(encodeURIComponent(piece).length <= 4500);
  });
});
