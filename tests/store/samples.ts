import { randomBytes } from 'node:crypto';
import type { TicketEvent } from '../../desk/events.ts';
import type { Job, Person, TicketRecord } from '../../desk/ports.ts';
import type { Change, Collection, DocJob, Expect } from '../../store/engine.ts';

/** A ticket of ordinary size, with a name, telephone and address to look for in files. */
export function aTicket(no: string, changes: Partial<TicketRecord> = {}): TicketRecord {
  return { no, live: true, timeline: [registered()], jobs: [], notices: [], ...changes };
}

export function aPerson(phone = who.phone, changes: Partial<Person> = {}): Person {
  return {
    phone,
    name: who.name,
    language: 'zh-Hans',
    tickets: [],
    addresses: [who.address],
    vip: false,
    optedOut: false,
    ...changes,
  };
}

export function aJob(key: string, runAt: number, kind: Job['kind'] = 'milestone'): Job {
  return { kind, key, runAt, attempts: 0 };
}

export const who = {
  phone: '13812345678',
  name: '欧阳锦瑟',
  address: '上海市长宁区仙霞路137弄4号',
  account: 'wechat:oLVPpjqs9BhvzwPj5A-vTYAX3GLc',
};

function registered(): TicketEvent {
  return {
    type: 'registered',
    seq: 1,
    at: Date.UTC(2026, 0, 5),
    by: { who: 'customer', account: who.account },
    cause: 'webchat/1',
    request: {
      line: 'cleaning',
      policyVersion: 1,
      kind: 'flaw',
      urgency: 'urgent',
      alsoUrgent: false,
      confirmUrgency: false,
      reasons: [],
      words: '厨房地板还有很多油渍，保洁说做完了就走了，麻烦尽快派人来重新清洁一下。'.repeat(4),
      subject: '厨房',
      name: who.name,
      phone: who.phone,
      address: who.address,
      photos: [],
      channel: 'webchat',
      account: who.account,
      language: 'zh-Hans',
    },
  };
}

/** A document change as an engine sees it; the body is of ordinary size and means nothing. */
export function put(
  collection: Collection,
  id: string,
  body: string,
  expect: Expect = 'absent',
  more: { live?: boolean; jobs?: readonly DocJob[] } = {},
): Change {
  return { put: { collection, id, live: false, jobs: [], ...more, body }, expect };
}

export function someKeys(name = 'test') {
  return [{ name, key: randomBytes(32) }];
}
