import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { PushOutcome } from '../../bot/channels/channel.ts';
import type { Log } from '../../bot/log.ts';
import { notify, type Way } from '../../bot/notify.ts';
import { loadPolicies } from '../../bot/policies.ts';
import type { Delivery, Order } from '../../desk/delivery.ts';
import type { Batch } from '../../desk/outgoing.ts';
import type { DueJob, Notice } from '../../desk/ports.ts';

const policies = loadPolicies();
const now = Date.parse('2026-03-03T02:00:00Z');
const job: DueJob = { kind: 'notice', key: 'n1', runAt: now, attempts: 0, ticket: '4829130576' };

const order: Order = {
  notice: {
    id: 'n1',
    at: now,
    to: { role: 'area_lead' },
    what: 'staff.missed',
    facts: { urgency: 'general', milestone: 'general.contact' },
    state: 'waiting',
  },
  ticket: {
    no: '4829130576',
    line: 'cleaning',
    lineName: policies.of('cleaning').name,
    kind: 'request',
    urgency: 'general',
    reasons: [],
    status: 'waiting',
    stage: 'assigned',
    owner: { role: policies.of('cleaning').roles.area_lead ?? policies.of('cleaning').name },
    returns: 0,
    registeredAt: now,
    words: '厨房地面还是黏的',
    last: { type: 'registered', at: now },
  },
  policyVersion: 1,
  customer: {
    account: 'webchat:x',
    others: ['wechat:o1'],
    phone: '13812345678',
    name: '王',
    language: 'en',
    wishes: [],
  },
};

const way = (
  name: string,
  arrival: PushOutcome,
  medium: Way['medium'] = 'message',
): Way & { deliver: sinon.SinonSpy } => ({
  name,
  medium,
  deliver: sinon.fake.resolves(arrival),
});
const lost: PushOutcome = { delivered: false, why: 'unknown number', retry: 'never' };
const busy: PushOutcome = { delivered: false, why: 'provider is down', retry: 'later' };

async function deliver(ways: readonly Way[], due = job, found: Order | undefined = order) {
  const delivered = sinon.fake.resolves(undefined);
  const error = sinon.fake();
  const log: Log = { info: sinon.fake(), warn: sinon.fake(), error };
  const later = { noticeDue: sinon.fake.resolves(found), delivered };
  const clock = { now: () => now };
  await notify({ later, policies, clock, log, ways, staffLanguage: 'zh-Hans' })(due);
  return { delivery: delivered.firstCall?.args[2] as Delivery | undefined, error };
}

describe('A notice', () => {
  it('goes by the first way that delivers, worded for staff without the customer’s data', async () => {
    const [sms, call] = [way('sms', { delivered: true }), way('call', { delivered: true })];
    const { delivery } = await deliver([way('wechat', lost), sms, call]);
    assert.deepEqual([delivery?.state, delivery?.outcome], ['delivered', 'sms']);
    assert.deepEqual(delivery?.attempts, [
      { at: now, way: 'wechat', arrived: false, why: 'unknown number', never: true },
      { at: now, way: 'sms', arrived: true },
    ]);
    assert.equal(call.deliver.callCount, 0);
    const [to, words, key] = sms.deliver.firstCall.args;
    assert.deepEqual(to, { role: 'area_lead' });
    assert.equal(key, 'n1');
    assert.match(words.text, /^【已超时】482 913 0576 保洁服务 一般/);
    assert.doesNotMatch(words.text, /138|王|厨房/);
  });

  it('is tried again later, ever more patiently, when a way is only down', async () => {
    const first = await deliver([way('wechat', lost), way('sms', busy)]);
    const third = await deliver([way('sms', busy)], { ...job, attempts: 2 });
    assert.deepEqual(
      [first.delivery, third.delivery].map((delivery) =>
        delivery?.state === 'retry' ? delivery.runAt - now : delivery,
      ),
      [30_000, 120_000],
    );
  });

  it('is given up with the reasons on the ticket and a word in the log', async () => {
    const { delivery, error } = await deliver([way('wechat', lost), way('sms', lost)]);
    assert.equal(delivery?.state, 'failed');
    assert.equal(delivery?.outcome, 'wechat: unknown number; sms: unknown number');
    assert.equal(error.firstCall.args[0], 'notice.undelivered');
    assert.equal(
      (await deliver([way('sms', busy)], { ...job, attempts: 6 })).delivery?.state,
      'failed',
    );
  });

  it('that was delivered already is left alone', async () => {
    const sms = way('sms', { delivered: true });
    const later = {
      noticeDue: sinon.fake.resolves(undefined),
      delivered: sinon.fake.resolves(undefined),
    };
    const log: Log = { info: sinon.fake(), warn: sinon.fake(), error: sinon.fake() };
    await notify({
      later,
      policies,
      clock: { now: () => now },
      log,
      ways: [sms],
      staffLanguage: 'en',
    })(job);
    assert.equal(sms.deliver.callCount + later.delivered.callCount, 0);
  });
});

describe('A customer’s news', () => {
  const news = (reach: Batch['reach'], before: Notice['attempts'] = []): Order => {
    const what = 'customer.resolved';
    const notice: Notice = {
      ...order.notice,
      to: { customer: true },
      what,
      facts: { seq: 5 },
      attempts: before,
    };
    const batch = { lead: 'n1', notices: [notice], happened: [{ what }], reach, pressing: false };
    const ticket = { ...order.ticket, asked: { about: 'acceptance' } } as const;
    return { ...order, ticket, notice, batch };
  };
  const all = { now: ['message', 'text', 'call'], barred: [] } as const;
  const onlyFor = (one: Way, prefix: string): Way => ({
    ...one,
    suits: (to) => 'customer' in to && to.customer.startsWith(prefix),
  });

  it('goes by message to each account, then by text, then by call, whatever order the ways are in', async () => {
    const call = way('call', { delivered: true }, 'call');
    const sms = way('sms', lost, 'text');
    const wechat = way('wechat', lost);
    const ways = [call, sms, onlyFor(wechat, 'wechat:')];
    const { delivery } = await deliver(ways, job, news(all));
    assert.deepEqual(
      delivery?.attempts?.map(({ way: name, to, arrived }) => [name, to, arrived]),
      [
        ['wechat', 'wechat:o1', false],
        ['sms', undefined, false],
        ['call', undefined, true],
      ],
    );
    assert.equal(delivery?.said, call.deliver.firstCall.args[1].text);
  });

  it('can be answered where there are choices; a text message says where', async () => {
    const sms = way('sms', lost, 'text');
    const wechat = way('wechat', lost);
    await deliver([sms, wechat], job, news(all));
    const [, message] = wechat.deliver.firstCall.args;
    assert.deepEqual(
      message.choices.map(({ code }: { code: string }) => code),
      ['accept:4829130576', 'refuse:4829130576'],
    );
    assert.equal(message.asked, 'acceptance_prompt');
    const [, text] = sms.deliver.firstCall.args;
    assert.deepEqual(text.choices, []);
    assert.match(text.text, /call the hotline/);
  });

  it('does not try again what turned out to be no way to them', async () => {
    const sms = way('sms', { delivered: true }, 'text');
    const wechat = way('wechat', { delivered: true });
    const dead = { at: now, way: 'wechat', to: 'wechat:o1', arrived: false, never: true } as const;
    const before = [dead, { ...dead, to: 'webchat:x' }];
    const { delivery } = await deliver([sms, wechat], job, news(all, before));
    assert.equal(delivery?.outcome, 'sms');
  });

  it('waits for the hour of calls if nothing else works', async () => {
    const until = now + 3_600_000;
    const reach: Batch['reach'] = {
      now: ['message'],
      barred: [{ medium: 'call', why: 'no hour for calls', until }],
      again: until,
    };
    const call = way('call', { delivered: true }, 'call');
    const { delivery } = await deliver([way('wechat', lost), call], job, news(reach));
    assert.ok(delivery?.state === 'retry' && delivery.runAt === until);
    assert.equal(call.deliver.callCount, 0);
    const none = await deliver([way('wechat', lost)], job, news(reach));
    assert.equal(none.delivery?.state, 'failed', 'nobody there can call');
  });

  it('they refused goes nowhere, and alarms nobody', async () => {
    const sms = way('sms', { delivered: true }, 'text');
    const barred = (['message', 'text', 'call'] as const).map((medium) => ({
      medium,
      why: 'refused' as const,
    }));
    const { delivery, error } = await deliver([sms], job, news({ now: [], barred }));
    assert.deepEqual(
      [delivery?.state, delivery?.outcome],
      ['failed', 'asked not to have message, text, call'],
    );
    assert.equal(sms.deliver.callCount + error.callCount, 0);
  });
});
