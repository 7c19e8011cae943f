import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { componentBot, echoBot } from './bare.ts';
import { fullStore } from './full-store.ts';
import { openHotline, reports } from './hotline.ts';
import { type Effort, type Figures, measure } from './measure.ts';
import { understanding } from './understanding.ts';

/** What can be measured, each in a process of its own: nobody pays for another's garbage. */
export const rows = {
  echo: (effort: Effort) => measure(echoBot(), effort),
  component: (effort: Effort) => measure(componentBot(), effort),
  report: onNewStore,
  'report-full': onFullStore,
  understand: understanding,
} satisfies Record<string, (effort: Effort) => Promise<Figures>>;

export type RowName = keyof typeof rows;

/** Tickets in the full store. */
export const many = 100_000;

async function onNewStore(effort: Effort): Promise<Figures> {
  const dir = mkdtempSync(join(tmpdir(), 'hotline-bench-'));
  try {
    return await onStore(dir, effort);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function onFullStore(effort: Effort): Promise<Figures> {
  const dir = await fullStore(many, (done) =>
    process.stderr.write(`  filling a store with tickets, once: ${done} of ${many}\r`),
  );
  return onStore(dir, effort);
}

async function onStore(dir: string, effort: Effort): Promise<Figures> {
  const started = performance.now();
  const house = await openHotline(dir);
  const opened = performance.now() - started;
  try {
    // Older tickets are read in the background after a start; that is not what a turn costs.
    await house.known;
    const figures = await measure(reports(house), effort);
    const { live } = await house.store.health();
    const remark = `Opened in ${opened.toFixed(0)} ms; ${live.tickets} tickets are open at the end.`;
    return { ...figures, remark };
  } finally {
    await house.close();
  }
}

if (import.meta.main) {
  const [name, effort] = process.argv.slice(2);
  const figures = await rows[name as RowName](JSON.parse(effort ?? '{}') as Effort);
  process.send?.(figures);
}
