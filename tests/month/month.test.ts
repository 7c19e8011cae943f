import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { month } from './simulate.ts';

describe('A month of callbacks', () => {
  it('wrongs nobody, and comes to the figures that the people themselves wrote down', async function () {
    this.timeout(60_000);
    const dir = await mkdtemp(join(tmpdir(), 'month-'));
    try {
      const report = await month({ tickets: 300, people: 200, dir, seed: 'february' });
      assert.deepEqual(report.wrongs, []);
      assert.deepEqual(report.counted, report.ledger);
      assert.equal(...report.answered);
      assert.equal(...report.refused);
      const ended = Object.values(report.outcomes).reduce((sum, n) => sum + n, 0);
      assert.equal(ended, report.callbacks, 'every plan has one outcome');
      assert.ok(report.kills > 0 && report.callbacks >= 150);
    } finally {
      await rm(dir, { recursive: true });
    }
  });
});
