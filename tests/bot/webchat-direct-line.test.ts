import assert from 'node:assert/strict';
import { type House, openHouse } from './kit/house.ts';

const base = '/v3/directline';

describe('the web chat speaks Direct Line 3.0', () => {
  let house: House;
  before(async () => {
    house = await openHouse();
  });
  after(() => house.server.close(100));

  const open = async () => (await house.ask('POST', `${base}/conversations`)).body;
  const say = (c: { conversationId: string; token: string }, body: object) =>
    house.ask('POST', `${base}/conversations/${c.conversationId}/activities`, {
      token: c.token,
      body,
    });
  const read = async (c: { conversationId: string; token: string }, watermark = '') =>
    (
      await house.ask(
        'GET',
        `${base}/conversations/${c.conversationId}/activities?watermark=${watermark}`,
        {
          token: c.token,
        },
      )
    ).body;

  it('greets whoever opens a conversation, and answers what is said', async () => {
    const c = await open();
    assert.equal((await say(c, { type: 'message', text: '水管漏水' })).status, 200);
    const { activities, watermark } = await read(c);
    assert.deepEqual(
      activities.map((a: { text: string; from: { role: string } }) => [a.from.role, a.text]),
      [
        ['bot', '您好'],
        ['user', '水管漏水'],
        ['bot', 'echo: 水管漏水'],
      ],
    );
    assert.equal(watermark, '4');
  });
});
