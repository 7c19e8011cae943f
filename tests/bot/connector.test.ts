import assert from 'node:assert/strict';
import { ChannelAdapter } from '../../bot/channels/adapter.ts';
import type { Cloud } from '../../bot/channels/connector/cloud.ts';
import { connector } from '../../bot/channels/connector/index.ts';
import type { Gate } from '../../bot/channels/connector/verify.ts';
import { reply } from '../../dialogs/say.ts';
import type { Activity } from '../../dialogs/sdk.ts';
import { openHouse } from './kit/house.ts';

const credentials = {
  appId: '11111111-2222-3333-4444-555555555555',
  password: 'p',
  type: 'MultiTenant' as const,
};
const incoming = {
  type: 'message',
  id: 'm1',
  text: '漏水',
  channelId: 'msteams',
  serviceUrl: 'https://smba.example',
  from: { id: '29:someone', name: 'Wang' },
  recipient: { id: '28:bot', name: 'Bot' },
  conversation: { id: 'a:1' },
};

/** Lets everybody in, and keeps what was sent back to Azure. */
function openGate() {
  const sent: Partial<Activity>[] = [];
  const gate: Gate = async (request, logic) => {
    sent.push(...(await new ChannelAdapter().run(request.body, logic)));
    return 200;
  };
  const cloud: Cloud = { receive: gate, say: async (_to, what) => void sent.push(what) };
  return { sent, open: async () => cloud };
}

describe('the Bot Framework connector', () => {
  it('takes the same line as every other channel', async () => {
    const { sent, open } = openGate();
    await using house = await openHouse({ channels: [connector(credentials, open)] });
    assert.equal((await house.ask('POST', '/api/messages', { body: incoming })).status, 200);
    assert.deepEqual(
      sent.map(({ text }) => text),
      ['echo: 漏水'],
    );
    const [heard] = house.line.received;
    assert.equal(heard?.from?.id, 'azure:msteams/29:someone');
    assert.equal(heard?.conversation?.id, 'azure:msteams/a:1');
  });

  it('greets when somebody joins, but not itself', async () => {
    const { sent, open } = openGate();
    await using house = await openHouse({ channels: [connector(credentials, open)] });
    const joined = (id: string) => ({
      ...incoming,
      id,
      type: 'conversationUpdate',
      membersAdded: [{ id }],
    });
    await house.ask('POST', '/api/messages', { body: joined('28:bot') });
    assert.equal(sent.length, 0);
    await house.ask('POST', '/api/messages', { body: joined('29:someone') });
    assert.deepEqual(
      sent.map(({ text }) => text),
      ['您好'],
    );
  });

  it('forgets nothing of two things at once: what is said to somebody who writes from a new address', async () => {
    const { open } = openGate();
    const { receive } = await open();
    const moved = { ...incoming, id: 'm2', serviceUrl: 'https://smba.example/moved' };
    let writes = async () => {};
    const say: Cloud['say'] = () => writes();
    const channel = connector(credentials, async () => ({ receive, say }));
    await using house = await openHouse({ channels: [channel] });
    await house.ask('POST', '/api/messages', { body: incoming });
    writes = async () => void (await house.ask('POST', '/api/messages', { body: moved }));
    const to = { customer: 'azure:msteams/29:someone', conversation: 'azure:msteams/a:1' };
    assert.ok((await channel.way?.deliver(to, reply('你好'), 'k1'))?.delivered);
    const { address } = (await house.line.conversation(to.conversation)) ?? {};
    assert.deepEqual([address?.serviceUrl, address?.said], [moved.serviceUrl, ['k1']]);
  });

  it('lets Azure deliver again what failed on our side, and keeps the reason here', async () => {
    const { open } = openGate();
    await using house = await openHouse({ channels: [connector(credentials, open)] });
    house.line.failure = new Error('the disk is full');
    const answer = await house.ask('POST', '/api/messages', { body: incoming });
    assert.equal(answer.status, 500);
    assert.doesNotMatch(JSON.stringify(answer.body), /disk/);
  });

  it('is refused to whoever is not Microsoft, by Microsoft’s own adapter', async () => {
    await using house = await openHouse({ channels: [connector(credentials)] });
    for (const authorization of ['', 'Basic eDp5', 'Bearer x.y.z']) {
      const headers = { authorization };
      const answer = await house.ask('POST', '/api/messages', { body: incoming, headers });
      assert.equal(answer.status, 401);
    }
    assert.equal(house.line.received.length, 0);
  }).timeout(20_000);

  it('does not exist without credentials', async () => {
    await using house = await openHouse();
    assert.equal((await house.ask('POST', '/api/messages', { body: incoming })).status, 404);
  });
});
