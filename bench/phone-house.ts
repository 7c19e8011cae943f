import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../bot/config.ts';
import { build } from '../bot/main.ts';

/** What the house tells when it is asked how it is. */
export interface HouseFigures {
  readonly tickets: number;
  /** Megabytes in use after everything unused was let go. */
  readonly heap: number;
  readonly rss: number;
  /** Seconds of processor so far, all threads. */
  readonly cpu: number;
  /** Events that were logged as errors. */
  readonly errors: readonly string[];
}

const dir = await mkdtemp(join(tmpdir(), 'hotline-bench-'));
const errors: string[] = [];
const log = { info: () => {}, warn: () => {}, error: (event: string) => void errors.push(event) };
const house = await build(loadConfig({ PORT: '0', DEMO: '1', DATA_DIR: dir }), { log });
const { url } = await house.server.listen();
house.worker.start();
process.on('message', (wish: 'figures' | 'stop') => {
  void (wish === 'figures' ? tell() : stop());
});
process.send?.(url);

async function tell(): Promise<void> {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  const tickets = (await house.store.liveTickets()).length;
  const figures: HouseFigures = {
    tickets,
    heap: heapUsed / 1e6,
    rss: rss / 1e6,
    cpu: (user + system) / 1e6,
    errors,
  };
  process.send?.(figures);
}

async function stop(): Promise<void> {
  await house.close();
  await rm(dir, { recursive: true });
  process.disconnect();
}
