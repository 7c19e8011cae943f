/** What one row of the table found out. */
export interface Figures {
  /** Microseconds of processor per turn, all threads, in the best repetition. */
  readonly cpu: number;
  /** Milliseconds from message in to answer out, over all repetitions. */
  readonly p50: number;
  readonly p99: number;
  readonly turns: number;
  /** Anything else worth a sentence. */
  readonly remark?: string;
}

export interface Effort {
  /** Turns before anything is counted: the compiler learns the code meanwhile. */
  readonly warmUp: number;
  readonly turns: number;
  readonly repetitions: number;
}

/** Runs `turn` one after the other. Processor time is steady on a busy machine; wall time is not. */
export async function measure(turn: () => unknown, effort: Effort): Promise<Figures> {
  for (let i = 0; i < effort.warmUp; i += 1) await turn();
  const walls: number[] = [];
  let cpu = Number.POSITIVE_INFINITY;
  for (let i = 0; i < effort.repetitions; i += 1)
    cpu = Math.min(cpu, await repetition(turn, effort.turns, walls));
  walls.sort((a, b) => a - b);
  return { cpu, p50: at(walls, 0.5), p99: at(walls, 0.99), turns: walls.length };
}

/** Microseconds of processor per turn. */
async function repetition(turn: () => unknown, turns: number, walls: number[]): Promise<number> {
  const before = process.cpuUsage();
  for (let i = 0; i < turns; i += 1) {
    const start = performance.now();
    await turn();
    walls.push(performance.now() - start);
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / turns;
}

export const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
