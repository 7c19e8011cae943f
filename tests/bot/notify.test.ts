import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { PushOutcome } from '../../bot/channels/channel.ts';
import type { Log } from '../../bot/log.ts';
import { notify, type Way } from '../../bot/notify.ts';
import { loadPolicies } from '../../bot/policies.ts';
import type { Delivery, Order } from '../../desk/delivery.ts';
import type { DueJob } from '../../desk/ports.ts';

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
    registeredAt: now,
    words: '厨房地面还是黏的',
    last: { type: 'registered', at: now },
  },
  customer: {
    account: 'webchat:x',
    phone: '13812345678',
    name: '王',
    language: 'en',
    optedOut: false,
  },
};

const way = (name: string, arrival: PushOutcome): Way & { deliver: sinon.SinonSpy } => ({
  name,
  medium: 'message',
  deliver: sinon.fake.resolves(arrival),
});
const lost: PushOutcome = { delivered: false, why: 'unknown number', retry: 'never' };
const busy: PushOutcome = { delivered: false, why: 'provider is down', retry: 'later' };

async function deliver(ways: readonly Way[], due = job, found: Order | undefined = order) {
  const delivered = sinon.fake.resolves(undefined);
  const error = sinon.fake();
  const log: Log = { info: sinon.fake(), warn: sinon.fake(), error };
  const later = { noticeDue: sinon.fake.resolves(found), delivered };
  await notify({ later, policies, clock: { now: () => now }, log, ways, staffLanguage: 'zh-Hans' })(
    due,
  );
  return { delivery: delivered.firstCall?.args[2] as Delivery | undefined, error };
}

describe('A notice', () => {
  it('goes by the first way that delivers, worded for staff without the customer’s data', async () => {
    const [sms, call] = [way('sms', { delivered: true }), way('call', { delivered: true })];
    const { delivery } = await deliver([way('wechat', lost), sms, call]);
    assert.deepEqual(delivery, { state: 'delivered', outcome: 'sms' });
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
    assert.deepEqual(delivery, {
      state: 'failed',
      outcome: 'wechat: unknown number; sms: unknown number',
    });
    assert.equal(error.firstCall.args[0], 'notice.undelivered');
    assert.equal(
      (await deliver([way('sms', busy)], { ...job, attempts: 6 })).delivery?.state,
      'failed',
    );
  });

  it('to a customer who asked to be left alone goes nowhere, and alarms nobody', async () => {
    const sms = way('sms', { delivered: true });
    const notice = { ...order.notice, to: { customer: true } } as const;
    const customer = { ...order.customer, optedOut: true };
    const { delivery, error } = await deliver([sms], job, { ...order, notice, customer });
    assert.deepEqual(delivery, { state: 'failed', outcome: 'asked to be left alone' });
    assert.equal(sms.deliver.callCount + error.callCount, 0);
    await deliver([sms], job, { ...order, customer });
    assert.equal(sms.deliver.callCount, 1, 'the staff hear all the same');
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
