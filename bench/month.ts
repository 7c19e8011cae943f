import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { month } from '../tests/month/simulate.ts';

/** `npm run month`: 10,000 tickets and their callbacks in a month with holidays, outages and crashes. */
const [tickets = '10000', seed = 'february'] = process.argv.slice(2);
const dir = await mkdtemp(join(tmpdir(), 'month-'));
const began = performance.now();
try {
  const report = await month({
    tickets: Number(tickets),
    people: Math.ceil(Number(tickets) * 0.7),
    dir,
    seed,
  });
  const seconds = Math.round((performance.now() - began) / 1000);
  process.stdout.write(
    `${JSON.stringify({ tickets: Number(tickets), seconds, ...report }, null, 2)}\n`,
  );
  const same = JSON.stringify(report.counted) === JSON.stringify(report.ledger);
  const equal = [report.answered, report.refused].every(([one, other]) => one === other);
  if (report.wrongs.length > 0 || !same || !equal) process.exitCode = 1;
} finally {
  await rm(dir, { recursive: true });
}
