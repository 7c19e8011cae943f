import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { phone } from '../../../bot/channels/phone/index.ts';
import { Telephone } from '../../../bot/channels/phone/simulator/telephone.ts';
import { MemoryStorage } from '../../../dialogs/sdk.ts';
import { EchoLine } from '../kit/echo-line.ts';
import { type House, openHouse } from '../kit/house.ts';

const publicBaseUrl = 'https://hotline.example';
const accountSid = 'AC1';
const authToken = 'new';

describe('Who hangs up in the queue, and the queue never tells of it', () => {
  const state = new MemoryStorage();
  const line = new EchoLine();
  const left = () => line.received.filter(({ name }) => name === 'left waiting').length;
  const houses: House[] = [];
  after(() => Promise.all(houses.map(({ server }) => server.close())));

  /** `gone`: how long the house waits for the queue. */
  const open = async (gone: number): Promise<House> => {
    line.answer = ({ name }) => (name === 'person' ? [{ text: '请稍候', act: 'person' }] : []);
    const channel = phone({
      accountSid,
      authTokens: [authToken],
      publicBaseUrl,
      state,
      log: { info: () => {}, warn: () => {}, error: () => {} },
      person: { queue: 'support' },
      callerId: '+864001',
      understand: () => assert.fail('nobody speaks'),
      speech: true,
      patience: { soft: 1000, hard: 3000, gone },
    });
    const house = await openHouse({ line, channels: [channel] });
    houses.push(house);
    return house;
  };

  it('is called back once, also if the program was killed before', async () => {
    const { url } = await open(1_000_000);
    const from = '+8613812345678';
    const caller = new Telephone({
      ...{ url, publicBaseUrl, accountSid, authToken, from, to: '+864001' },
      colleague: 'lets wait',
    });
    await caller.dials();
    await caller.presses('1');
    await caller.presses('0');
    assert.equal(caller.state, 'waiting');
    await caller.isCut();
    assert.equal(left(), 0);
    await open(5);
    await open(5);
    await sleep(200);
    assert.equal(left(), 1);
    await open(5);
    await sleep(100);
    assert.equal(left(), 1);
  });
});
