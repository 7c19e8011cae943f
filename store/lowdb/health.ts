import { join } from 'node:path';
import type { Damage, EngineHealth } from '../engine.ts';
import type { Disk } from './disk.ts';
import type { Memory } from './memory.ts';

export function healthOf(disk: Disk, memory: Memory, damaged: readonly Damage[]): EngineHealth {
  const earlier = disk.list('damaged').length - damaged.length;
  const live = memory.liveCounts();
  return {
    engine: 'lowdb',
    where: disk.root,
    ...(disk.trouble ? { trouble: disk.trouble } : {}),
    live,
    waitingJobs: memory.jobs.size,
    cachedDocuments: memory.recentCount,
    damaged,
    warnings: warnings(disk.root, earlier, live.tickets ?? 0),
  };
}

const manyTickets = 100_000;

function warnings(root: string, setAsideEarlier: number, liveTickets: number): string[] {
  const found: string[] = [];
  if (setAsideEarlier > 0)
    found.push(
      `${setAsideEarlier} damaged files lie in ${join(root, 'damaged')} since earlier: restore them or remove them.`,
    );
  if (liveTickets > manyTickets)
    found.push(
      `${liveTickets} tickets are open at once; beyond ${manyTickets} this engine starts slowly: move to PostgreSQL.`,
    );
  return found;
}
