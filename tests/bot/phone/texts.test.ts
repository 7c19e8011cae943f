import assert from 'node:assert/strict';
import { Texts } from '../../../bot/channels/phone/out/texts.ts';
import { rest } from '../../../bot/channels/phone/push.ts';
import { Exchange } from '../../../bot/channels/phone/simulator/exchange.ts';
import { MemoryStorage } from '../../../dialogs/sdk.ts';
import { publishedContract } from '../../kit/provider-contract.ts';

const accountSid = `AC${'0'.repeat(32)}`;
const account = { accountSid, authToken: 'token', publicBaseUrl: 'https://hotline.example' };

describe('A text message', () => {
  let exchange: Exchange;
  let texts: Texts;
  let failed: string[];
  let state: MemoryStorage;
  const now = () => Date.parse('2026-03-03T02:00:00Z');

  beforeEach(async () => {
    exchange = new Exchange({ ...account, url: '', now, contract: publishedContract() });
    const apiBaseUrl = await exchange.rest.listen();
    state = new MemoryStorage();
    failed = [];
    texts = open(apiBaseUrl);
  });
  afterEach(async () => {
    assert.deepEqual(exchange.rest.breaches, []);
    await exchange.rest.close();
  });

  const open = (apiBaseUrl: string, notCarried: readonly string[] = []) =>
    new Texts({
      clock: { now },
      log: { info: () => {}, warn: () => {}, error: () => {} },
      state,
      provider: rest({ ...account, apiBaseUrl, callerId: '+85220000000' }),
      notCarried,
      failed: async (key, why) => void failed.push(`${key}: ${why}`),
    });

  it('goes out once through the real client, however its telephone is written', async () => {
    for (const phone of ['13812345678', '+86 138 1234 5678', '008613812345678'])
      assert.deepEqual(await texts.send('notice/1', phone, '您的工单号是 1'), { delivered: true });
    assert.deepEqual(
      exchange.texts.map(({ to, from, body }) => ({ to, from, body })),
      [{ to: '+8613812345678', from: '+85220000000', body: '您的工单号是 1' }],
    );
  });

  for (const [what, failure, outcome] of [
    ['too many at once', { status: 429, code: 14107 }, ['provider: 14107', 'later']],
    ['refused by the customer', { status: 400, code: 21610 }, ['provider: 21610', 'never']],
    ['to a landline', { status: 400, code: 21614 }, ['provider: 21614', 'never']],
  ] as const)
    it(`is judged: ${what}`, async () => {
      // The client itself asks three times where it is told to come back later.
      exchange.troubles.push(failure, failure, failure);
      const [why, retry] = outcome;
      assert.deepEqual(await texts.send('k', '13812345678', '好'), {
        delivered: false,
        why,
        retry,
      });
    });

  for (const trouble of ['lost before', 'lost after'] as const)
    it(`whose answer was ${trouble} is asked about, and sent once`, async () => {
      exchange.troubles.push(trouble);
      const lost = await texts.send('k', '13812345678', '好');
      assert.deepEqual(lost, { delivered: false, why: 'provider: ECONNRESET', retry: 'later' });
      assert.deepEqual(await texts.send('k', '13812345678', '好'), { delivered: true });
      assert.equal(exchange.texts.length, 1);
    });

  it('that did not arrive after all is told of once', async () => {
    await texts.send('notice/1', '13812345678', '好');
    const id = /text=([\w-]+)/.exec(exchange.texts[0]?.callback ?? '')?.[1] ?? '';
    for (const status of ['sent', 'undelivered', 'undelivered', 'delivered'])
      await texts.told(id, status, '30003');
    assert.deepEqual(failed, ['notice/1: provider: 30003']);
    assert.equal(await texts.whyLost('notice/1'), 'provider: 30003');
    assert.equal((await texts.send('notice/1', '13812345678', '好')).delivered, false);
  });

  it('goes nowhere without a telephone, or where the provider carries none', async () => {
    const why = async (phone: string, carrier: Texts) =>
      JSON.stringify(await carrier.send('k', phone, '好'));
    assert.match(await why('', texts), /no telephone.*never/);
    const abroad = open('https://api.twilio.com', ['+86']);
    assert.match(await why('13812345678', abroad), /no text messages to \+86.*never/);
    assert.deepEqual(exchange.texts, []);
  });
});
