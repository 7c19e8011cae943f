import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Board } from '../../desk/board.ts';
import { CustomerList, type CustomerWish } from '../../desk/customer-list.ts';
import type { EventBody, TicketEvent } from '../../desk/events.ts';
import type { Person, TicketRecord } from '../../desk/ports.ts';
import { aPerson } from '../store/samples.ts';
import { aRequest, hour, policies } from './kit/desk.ts';

const start = Date.parse('2026-03-03T02:00:00Z');
const day = 24 * hour;

/** A ticket: registered in some hour, then something happened after so many hours each. */
const ticket = fc.record({
  at: fc.nat(500),
  after: fc.array(fc.nat(200), { maxLength: 3 }),
  ends: fc.boolean(),
});
type Life = typeof ticket extends fc.Arbitrary<infer T> ? T : never;

function recordOf(nth: number, { at, after, ends }: Life): TicketRecord {
  const no = String(1_000_000_000 + nth);
  const request = aRequest({ phone: `138${String(nth).padStart(8, '0')}` });
  const bodies: EventBody[] = [
    { type: 'registered', request: { ...request, policyVersion: 1 } },
    ...after.map((): EventBody => ({ type: 'contacted' })),
    ...(ends ? [{ type: 'cancelled', words: '' } as const] : []),
  ];
  let now = start + at * hour;
  const timeline = bodies.map((body, i) => {
    now += (i === 0 ? 0 : (after[i - 1] ?? 1)) * hour;
    return { ...body, seq: i + 1, at: now, by: { who: 'system' }, cause: `t/${no}/${i}` };
  });
  const events = timeline as TicketEvent[];
  return { no, live: !ends, timeline: events, jobs: [], notices: [] };
}

async function* each<T>(all: Iterable<T>, between = (_: number) => {}): AsyncIterable<T> {
  let given = 0;
  for (const one of all) {
    yield one;
    given += 1;
    between(given);
  }
}

/** Live ones first, as the store gives them. */
const asStored = (records: readonly TicketRecord[]) => [
  ...records.filter(({ live }) => live),
  ...records.filter(({ live }) => !live),
];

const spans = fc.array(fc.tuple(fc.nat(700), fc.nat(100)), { minLength: 1, maxLength: 5 });

describe('The board’s times', () => {
  it('name what a plain walk finds in any span, whatever came while they were filled', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(ticket, { maxLength: 40 }),
        fc.array(ticket, { maxLength: 6 }),
        fc.constantFrom(0, 1, 5, 100),
        spans,
        async (lives, later, endedKept, asked) => {
          const board = new Board(policies, endedKept);
          const old = lives.map((life, nth) => recordOf(nth, life));
          const fresh = later.map((life, nth) => recordOf(1000 + nth, life));
          const changed = old.slice(0, 3).map(({ no, timeline, ...rest }) => {
            const at = (timeline.at(-1)?.at ?? 0) + day;
            const more = { type: 'contacted', seq: timeline.length + 1, at } as TicketEvent;
            return { ...rest, no, timeline: [...timeline, { ...more, by: { who: 'system' } }] };
          }) as TicketRecord[];
          const filling = board.fill(
            each(asStored(old), (given) => {
              const one = [...fresh, ...changed][given - 1];
              if (one) board.take(one);
            }),
          );
          assert.equal(board.changedIn({ since: 0, until: start }), undefined);
          await filling;
          for (const one of [...fresh, ...changed]) board.take(one);
          const all = [...new Map([...old, ...fresh, ...changed].map((one) => [one.no, one]))];
          for (const [from, hours] of asked) {
            const span = { since: start + from * hour, until: start + (from + hours) * hour };
            const walked = all.filter(([, { timeline }]) => {
              const [first, last] = [timeline[0]?.at ?? 0, timeline.at(-1)?.at ?? 0];
              return last >= span.since && first < span.until;
            });
            assert.deepEqual(board.changedIn(span)?.sort(), walked.map(([no]) => no).sort());
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('leave on the board those that changed last, in whatever order they were read', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(ticket, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 0, max: 12 }),
        async (lives, endedKept) => {
          const board = new Board(policies, endedKept);
          const records = lives.map((life, nth) => recordOf(nth, life));
          await board.fill(each(asStored(records)));
          const times = (all: readonly { changedAt: number }[]) =>
            all.map(({ changedAt }) => changedAt).sort((a, b) => b - a);
          const ended = [...board.rows()].filter(({ endedAt }) => endedAt !== undefined);
          const newest = records
            .filter(({ live }) => !live)
            .map(({ timeline }) => ({ changedAt: timeline.at(-1)?.at ?? 0 }));
          assert.deepEqual(times(ended), times(newest).slice(0, endedKept));
          for (const { no, live } of records) if (live) assert.ok(board.row(no));
        },
      ),
      { numRuns: 200 },
    );
  });
});

const phone = fc.nat(30).map((n) => `138000000${String(n).padStart(2, '0')}`);
const person = fc.record({
  phone,
  name: fc.constantFrom('王芳', '王秀英', 'Alice Brown', 'ALICE', '李'),
  vip: fc.boolean(),
  contractUntil: fc.option(
    fc.nat(5).map((days) => start + days * day),
    { nil: undefined },
  ),
});
type Told = typeof person extends fc.Arbitrary<infer T> ? T : never;
const news = fc.oneof(
  { weight: 3, arbitrary: person },
  { weight: 1, arbitrary: phone.map((gone) => ({ gone })) },
);
const wishes: fc.Arbitrary<CustomerWish> = fc.record({
  search: fc.constantFrom(undefined, '王', 'alice', '1', '00000012', '没有'),
  vip: fc.constantFrom(undefined, true, false),
  endsBefore: fc.option(
    fc.nat(6).map((days) => start + days * day),
    { nil: undefined },
  ),
});

const personOf = ({ contractUntil, ...told }: Told): Person => ({
  ...aPerson(told.phone),
  ...told,
  ...(contractUntil !== undefined && { contractUntil }),
});

describe('The list of customers', () => {
  it('finds page by page whom a plain walk finds, whatever came while it was filled', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(person, { maxLength: 30 }),
        fc.array(news, { maxLength: 20 }),
        wishes,
        fc.integer({ min: 1, max: 5 }),
        async (known, later, wish, limit) => {
          const truth = new Map(known.map((one) => [one.phone, personOf(one)]));
          const stored = [...truth.values()];
          const list = new CustomerList();
          const happens = (at: number) => {
            const one = later[at - 1];
            if (!one) return;
            const no = 'gone' in one ? one.gone : one.phone;
            const now = 'gone' in one ? undefined : personOf(one);
            list.take(no, now);
            if (now) truth.set(no, now);
            else truth.delete(no);
            // Looked at in between, so that what was sorted is not any more.
            list.find({}, 1);
          };
          await list.fill(each(stored, happens));
          for (let at = stored.length + 1; at <= later.length; at += 1) happens(at);
          const { search, vip, endsBefore } = wish;
          const walked = [...truth.values()]
            .filter(
              (one) =>
                (!search || `${one.phone}\n${one.name}`.toLowerCase().includes(search)) &&
                (vip === undefined || one.vip === vip) &&
                (endsBefore === undefined ||
                  (one.contractUntil !== undefined && one.contractUntil < endsBefore)),
            )
            .map((one) => one.phone)
            .sort();
          const paged: string[] = [];
          for (;;) {
            const page = list.find({ ...wish, after: paged.at(-1) }, limit);
            paged.push(...page);
            if (page.length < limit) break;
          }
          assert.deepEqual(paged, walked);
        },
      ),
      { numRuns: 300 },
    );
  });
});
