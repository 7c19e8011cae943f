import assert from 'node:assert/strict';
import type { StaffAction } from '../../desk/actions/staff.ts';
import type { Notice, TicketRecord } from '../../desk/ports.ts';
import type { RunningHouse } from './house.ts';

/** A colleague at work on one ticket, and what is on record of it. */
export class Work {
  readonly #running: () => RunningHouse;
  readonly no: string;
  #deeds = 0;

  constructor(running: () => RunningHouse, no: string) {
    this.#running = running;
    this.no = no;
  }

  /** Does these things, and lets the house say what follows from them. */
  async does(...actions: readonly StaffAction[]): Promise<void> {
    const { desk, worker } = this.#running().house;
    for (const action of actions) {
      this.#deeds += 1;
      const by = { id: 'li', role: 'area_lead' };
      const answer = await desk.staff(this.no, action, by, `console/${this.no}/${this.#deeds}`);
      assert.ok(answer.done, `${action.do}: ${JSON.stringify(answer)}`);
    }
    await worker.runDue();
  }

  /** Time passes; jobs run when they are due. */
  async passes(time: number): Promise<void> {
    const { clock, house } = this.#running();
    const end = clock.now() + time;
    for (let turns = 0; turns < 500; turns += 1) {
      const next = await house.store.nextDue();
      if (next === undefined || next > end) break;
      clock.advance(Math.max(0, next - clock.now()));
      await house.worker.runDue();
    }
    clock.advance(Math.max(0, end - clock.now()));
    await house.worker.runDue();
  }

  async record(): Promise<TicketRecord> {
    const record = await this.#running().house.store.tx((tx) => tx.ticket(this.no));
    assert.ok(record);
    return record;
  }

  async types(): Promise<string[]> {
    return (await this.record()).timeline.map(({ type }) => type);
  }

  /** Notices to the customer. */
  async news(): Promise<readonly Notice[]> {
    return (await this.record()).notices.filter(({ to }) => 'customer' in to);
  }
}
