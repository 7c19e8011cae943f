import assert from 'node:assert/strict';
import { texting } from '../../../bot/channels/phone/push.ts';
import { RestServer } from '../../../bot/channels/phone/simulator/rest.ts';

describe('A text message to a caller', () => {
  const accountSid = `AC${'0'.repeat(32)}`;
  let provider: RestServer;
  let send: ReturnType<typeof texting>;
  beforeEach(async () => {
    provider = new RestServer(accountSid, 'token');
    const apiBaseUrl = await provider.listen();
    send = texting({ accountSid, authToken: 'token', apiBaseUrl, callerId: '+85220000000' });
  });
  afterEach(() => provider.close());

  it('goes out through the real client', async () => {
    assert.deepEqual(await send('+8613812345678', '您的工单号是 1'), { delivered: true });
    assert.deepEqual(provider.texts, [
      { to: '+8613812345678', from: '+85220000000', body: '您的工单号是 1' },
    ]);
  });

  for (const [what, failure, retry] of [
    ['too many at once', { status: 429, code: 20429 }, 'later'],
    ['out of order', { status: 503, code: 20503 }, 'later'],
    ['refused by the customer', { status: 400, code: 21610 }, 'never'],
    ['broken, perhaps after sending', { status: 500, code: 20500 }, 'never'],
  ] as const)
    it(`is judged when the provider is ${what}`, async () => {
      provider.failure = failure;
      const outcome = await send('+8613812345678', '好');
      assert.deepEqual(outcome, { delivered: false, why: `provider: ${failure.code}`, retry });
    });

  it('to no number at all is refused', async () => {
    assert.deepEqual(await send('+', '好'), {
      delivered: false,
      why: 'provider: 21211',
      retry: 'never',
    });
  });
});
