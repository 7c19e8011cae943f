import assert from 'node:assert/strict';
import { type Dial, jobOf, mayRing, Outgoing } from '../../../bot/channels/phone/outgoing.ts';
import { MemoryStorage } from '../../../dialogs/sdk.ts';

const what = {
  key: 'notice/1',
  to: '+85291234567',
  words: '师傅已经出发。',
  accent: 'zh-HK',
} as const;
const id = jobOf(what.key);

describe('A call we make', () => {
  let now: number;
  let state: MemoryStorage;
  let dialled: string[];
  let pauses: number[];
  let refused: Set<string>;
  let lost: readonly string[];
  let failure: unknown;
  let hungUp: string[];
  let outgoing: Outgoing;
  beforeEach(() => {
    now = Date.parse('2026-03-03T02:00:00Z');
    state = new MemoryStorage();
    dialled = [];
    pauses = [];
    refused = new Set();
    lost = [];
    failure = undefined;
    hungUp = [];
    const dial: Dial = {
      async call(_job, to) {
        if (failure) throw failure;
        dialled.push(to);
        return `CA${dialled.length}`;
      },
      hangUp: async (call) => void hungUp.push(call),
      since: async () => lost,
    };
    outgoing = new Outgoing({
      clock: { now: () => now },
      state,
      dial,
      refused: async (to) => refused.has(to),
      refuse: async (to) => void refused.add(to),
      saysNoMore: (words) => words.includes('不要再打'),
      notCarried: ['+86'],
      speech: true,
      pause: async (ms) => void pauses.push(ms),
    });
  });

  it('is refused with a reason where it is not carried, not wanted, or not the hour', async () => {
    const to = '+8613812345678';
    assert.match(
      JSON.stringify(await outgoing.place({ ...what, to })),
      /carries no calls to \+86.*never/,
    );
    refused.add(what.to);
    assert.match(JSON.stringify(await outgoing.place(what)), /asked not to be called/);
    refused.clear();
    now = Date.parse('2026-03-03T13:00:00Z');
    assert.match(JSON.stringify(await outgoing.place(what)), /outside hours.*later/);
    assert.deepEqual(dialled, []);
  });

  it('is placed once, and slower than one a second', async () => {
    for (const key of ['a', 'b', 'a']) await outgoing.place({ ...what, key });
    assert.equal(dialled.length, 2);
    assert.ok(pauses.every((ms) => ms > 1000));
  });

  it('is not repeated blindly after a lost answer', async () => {
    failure = new Error('socket hang up');
    assert.match(JSON.stringify(await outgoing.place(what)), /later/);
    failure = undefined;
    lost = ['CA9'];
    assert.deepEqual(await outgoing.place(what), { delivered: true });
    assert.deepEqual(dialled, []);
    lost = [];
    await outgoing.place(what);
    assert.equal(dialled.length, 1);
  });

  it('is never said to be made when nobody was reached', async () => {
    failure = Object.assign(new Error('no such number'), { status: 400, code: 21211 });
    for (let time = 1; time <= 2; time += 1)
      assert.match(JSON.stringify(await outgoing.place(what)), /"delivered":false.*never/);
    failure = undefined;
    await outgoing.place({ ...what, key: 'crash' });
    await state.write({ [`phone/job/${jobOf('crash')}`]: { ...what, state: 'dialling', at: now } });
    await Promise.all([1, 2].map(() => outgoing.place({ ...what, key: 'crash' })));
    assert.equal(dialled.length, 2, 'made again after a crash, and once however often asked for');
  });

  it('says who calls, takes 1 for an answer, and 9 or words for the last', async () => {
    await outgoing.place(what);
    const plan = await outgoing.answered(id);
    assert.match(JSON.stringify(plan), /自動語音.*师傅已经出发.*按9/);
    await outgoing.replied(id, { kind: 'keys', keys: '1' }, 1);
    assert.equal((await outgoing.load(id))?.state, 'confirmed');
    await outgoing.replied(id, { kind: 'speech', words: '不要再打了' }, 1);
    assert.ok(refused.has(what.to));
    assert.equal(await outgoing.answered(id), undefined);
  });

  it('is not made when it is answered after hours', async () => {
    await outgoing.place(what);
    now = Date.parse('2026-03-03T12:30:00Z');
    assert.equal(await outgoing.answered(id), undefined);
  });

  it('leaves nothing on a machine, but trusts a key more than the detector', async () => {
    await outgoing.place(what);
    const machine = {
      call: 'CA1',
      status: 'in-progress',
      final: false,
      answeredBy: 'machine_start',
    };
    await outgoing.told(id, machine);
    assert.deepEqual(hungUp, ['CA1']);
    await outgoing.place({ ...what, key: 'other' });
    await outgoing.answered(jobOf('other'));
    await outgoing.replied(jobOf('other'), { kind: 'keys', keys: '1' }, 1);
    await outgoing.told(jobOf('other'), { ...machine, call: 'CA2' });
    assert.deepEqual(hungUp, ['CA1']);
  });

  it('asks once more after silence, then says goodbye', async () => {
    await outgoing.place(what);
    await outgoing.answered(id);
    const again = await outgoing.replied(id, { kind: 'silence' }, 1);
    assert.equal(again?.next.do, 'listen');
    assert.equal((await outgoing.replied(id, { kind: 'silence' }, 2))?.next.do, 'hang up');
  });

  it('rings in the morning and the afternoon only', () => {
    const at = (time: string) => mayRing(Date.parse(`2026-03-03T${time}:00+08:00`));
    assert.deepEqual(
      ['09:29', '09:30', '11:44', '11:45', '13:59', '14:00', '19:59', '20:00'].map(at),
      [false, true, true, false, false, true, true, false],
    );
  });
});
