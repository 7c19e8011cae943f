import assert from 'node:assert/strict';
import { phone } from '../../../bot/channels/phone/index.ts';
import { Telephone } from '../../../bot/channels/phone/simulator/telephone.ts';
import { MemoryStorage } from '../../../dialogs/sdk.ts';
import { EchoLine } from '../kit/echo-line.ts';
import { type House, openHouse } from '../kit/house.ts';

const publicBaseUrl = 'https://hotline.example';
const accountSid = 'AC1';

describe('The telephone channel', () => {
  let house: House;
  let line: EchoLine;
  let caller: Telephone;
  beforeEach(async () => {
    line = new EchoLine();
    const channel = phone({
      accountSid,
      authTokens: ['new', 'old'],
      publicBaseUrl,
      state: new MemoryStorage(),
      log: { info: () => {}, warn: () => {}, error: () => {} },
      person: { queue: 'support' },
      callerId: '+864001',
      understand: () => assert.fail('nobody is called'),
      speech: true,
      patience: { soft: 30, hard: 90 },
    });
    house = await openHouse({ line, channels: [channel] });
    caller = telephone('old');
  });
  afterEach(() => house.server.close());

  const telephone = (authToken: string, from = '+8613812345678') =>
    new Telephone({ url: house.url, publicBaseUrl, accountSid, authToken, from, to: '+864001' });

  it('believes the old token as well, and no other', async () => {
    await caller.dials();
    assert.match(caller.heard, /普通话请按1/);
    await assert.rejects(telephone('stolen').dials(), /403/);
  });

  it('has a turn in every address and answers the same turn with the same bytes', async () => {
    await caller.dials();
    await caller.presses('1');
    assert.match(caller.listens?.action ?? '', /^https:\/\/hotline\.example\/voice\/turn\?t=2$/);
    await caller.says('你好');
    const [first, again] = await Promise.all([caller.repeats(), caller.repeats()]);
    assert.equal(first, again);
    assert.match(first, /echo: 你好/);
    assert.equal(line.received.filter(({ text }) => text === '你好').length, 1);
  });

  it('fills the wait for a slow answer and then gives it', async () => {
    await caller.dials();
    await caller.presses('1');
    const receive = line.receive.bind(line);
    line.receive = async (activity) => {
      await new Promise((resolve) => setTimeout(resolve, 45));
      return receive(activity);
    };
    await caller.says('慢');
    assert.match(caller.heard, /^请稍候。\necho: 慢/);
  });

  it('calls a person when the answer does not come, or fails', async () => {
    await caller.dials();
    await caller.presses('1');
    line.receive = () => new Promise(() => {});
    caller.colleague = 'lets wait';
    await caller.says('很慢');
    assert.match(caller.heard, /请稍候.*出了点问题.*转接人工/s);
    assert.equal(caller.state, 'waiting');
    const other = telephone('new', 'anonymous');
    other.colleague = 'lets wait';
    await other.dials();
    line.receive = () => Promise.reject(new Error('broken'));
    await other.presses('1');
    assert.match(other.heard, /出了点问题.*转接人工/s);
  });

  it('tells many choices in parts and takes their numbers', async () => {
    line.answer = ({ text }) => [
      text === '乙5'
        ? { text: '好的' }
        : {
            text: '哪一个？',
            choices: [1, 2, 3, 4, 5].map((n) => ({ title: `乙${n}`, value: `乙${n}` })),
          },
    ];
    await caller.dials();
    await caller.presses('1');
    assert.match(caller.heard, /乙3请按3，更多选项请按9/);
    await caller.presses('9');
    assert.match(caller.heard, /^乙4请按4，乙5请按5/);
    await caller.presses('7');
    assert.match(caller.heard, /没有这个选项/);
    await caller.presses('5');
    assert.match(caller.heard, /好的/);
  });

  it('repeats after *, and remembers the language of a caller', async () => {
    await caller.dials();
    await caller.presses('2');
    assert.match(caller.heard, /this call is kept as text/);
    const before = caller.heard.split('\n').slice(1).join('\n');
    await caller.presses('*');
    assert.equal(caller.heard, before);
    const next = telephone('new');
    await next.dials();
    assert.match(next.heard, /this call is kept as text/);
    const stranger = telephone('new', 'anonymous');
    await stranger.dials();
    assert.match(stranger.heard, /普通话请按1/);
  });

  it('survives any form from the provider without a 500', async () => {
    await caller.dials();
    for (const more of [
      'SpeechResult=%00%ff',
      'Digits=',
      'a[b]=c&a[b]=d',
      `SpeechResult=${'x'.repeat(9000)}`,
      'DialCallStatus=odd',
    ]) {
      const fields = { CallSid: caller.id, ...Object.fromEntries(new URLSearchParams(more)) };
      caller.last = { address: '/voice/turn?t=999', fields };
      assert.match(await caller.repeats(), /<Response>/);
    }
  });
});
