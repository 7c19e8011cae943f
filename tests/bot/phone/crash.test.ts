import assert from 'node:assert/strict';
import type { CallOrder } from '../../../bot/channels/phone/out/attempt.ts';
import { attemptIdOf } from '../../../bot/channels/phone/out/attempts.ts';
import { Outgoing } from '../../../bot/channels/phone/out/outgoing.ts';
import { Scripts } from '../../../bot/channels/phone/out/script.ts';
import type { CallState } from '../../../bot/channels/phone/parse.ts';
import { roundTheClock } from '../../../desk/calendar.ts';
import { MemoryStorage, type Storage } from '../../../dialogs/sdk.ts';

const order: CallOrder = {
  key: 'notice/1',
  to: '+85291234567',
  accent: 'zh-CN',
  script: 'urgent',
  facts: {},
  whom: 'colleague',
  pressing: true,
};
const id = attemptIdOf(order.key);
const minute = 60_000;

/** A process that is killed: from one moment on nothing of what it does reaches the world. */
class Killed {
  left: number;

  constructor(steps: number) {
    this.left = steps;
  }

  step<T>(work: () => Promise<T>): Promise<T> {
    this.left -= 1;
    return this.left < 0 ? new Promise<never>(() => {}) : work();
  }
}

describe('A call we make, by a process that is killed', () => {
  for (let steps = 0; steps <= 14; steps += 1)
    it(`after ${steps} steps, rings once, is accepted once and is told of`, async () => {
      const world = new World();
      const first = world.outgoing(new Killed(steps));
      void first.place(order);
      await world.quiet();
      void world.answer(first);
      await world.quiet();
      // Somebody still wants the call made: the job that asked for it is asked again.
      const second = world.outgoing();
      await second.place(order);
      for (let time = 0; time < 4; time += 1) {
        world.now += 2 * minute;
        await second.look();
        await second.settled();
        await world.answer(second);
      }
      world.now += 10 * minute;
      await second.look();
      await second.settled();
      assert.equal(world.rung.length, 1, 'rang once');
      assert.deepEqual([...world.accepted], [order.key]);
      assert.deepEqual([...world.told], [`${order.key} confirmed`]);
      assert.equal((await second.load(id))?.stage, 'told');
    });
});

/** The provider, the callee and the store, which outlive the process. */
class World {
  now = Date.parse('2026-03-03T02:00:00Z');
  readonly state = new MemoryStorage();
  readonly rung: CallState[] = [];
  readonly accepted = new Set<string>();
  readonly told = new Set<string>();
  #pressed = false;

  outgoing(killed = new Killed(Number.POSITIVE_INFINITY)): Outgoing {
    const scripts = new Scripts();
    scripts.register('urgent', {
      open: async () => ({ says: [], choices: [{ key: '1', title: '', code: 'accept' }] }),
      chosen: async ({ key }) => {
        await killed.step(async () => void this.accepted.add(key));
        return { next: 'bye', says: [] };
      },
      ended: ({ key }, { how }) => killed.step(async () => void this.told.add(`${key} ${how}`)),
    });
    const quiet = { info: () => {}, warn: () => {}, error: () => {} };
    return new Outgoing({
      clock: { now: () => this.now },
      log: quiet,
      state: this.#storage(killed),
      dial: {
        call: () => killed.step(async () => this.#ring()),
        hangUp: async () => {},
        since: async () => this.rung,
        state: async (call) => this.rung.find((one) => one.call === call),
      },
      scripts,
      calls: true,
      notCarried: () => undefined,
      hours: { calendar: roundTheClock, callees: [] },
      refused: async () => false,
      refuse: async () => {},
      pause: async () => {},
    });
  }

  /** Whoever is rung picks up and presses 1, once, and hangs up; what nobody heard is sent to the next process. */
  async answer(house: Outgoing): Promise<void> {
    const [call] = this.rung;
    if (!call || this.#pressed) return;
    await house.opened(id, call.call);
    await house.chosen(id, 'accept');
    this.#pressed = true;
    this.rung[0] = { ...call, status: 'completed', final: true };
    await house.told(id, this.rung[0]);
  }

  async quiet(): Promise<void> {
    for (let turn = 0; turn < 30; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }

  #ring(): string {
    const call = `CA${this.rung.length}`;
    this.rung.push({ call, status: 'in-progress', final: false });
    return call;
  }

  #storage(killed: Killed): Storage {
    return {
      read: (keys) => this.state.read(keys),
      write: (changes) => killed.step(() => this.state.write(changes)),
      delete: (keys) => this.state.delete(keys),
    };
  }
}
