import type { Request, Response, Server } from 'restify';
import { z } from 'zod';
import type { Duration, Instant } from '../desk/words.ts';
import { answerJson } from './answer.ts';
import type { DemoClock } from './clock.ts';
import { HttpError } from './errors.ts';
import { readJson } from './read-body.ts';

export interface DemoParts {
  readonly clock: DemoClock;
  /** When the next job is due; undefined if none waits. */
  nextDue(): Promise<Instant | undefined>;
  /** Runs what is due now; resolves with how many jobs ran. */
  runDue(): Promise<number>;
  /** Every message, call and alarm delivered to a simulated phone, account or staff member. */
  outbox(): Promise<readonly unknown[]> | readonly unknown[];
  /** Keeps how far the clock runs ahead, for the next start. */
  keep?(ahead: Duration): Promise<void>;
}

/** Mounted in a demo only: whoever reaches these routes can make every promise late. */
export function demo(parts: DemoParts): (server: Server) => void {
  let last: Promise<unknown> = Promise.resolve();
  return (server) => {
    server.get('/demo/clock', async (_req, res) => answerJson(res, 200, face(parts.clock)));
    server.post('/demo/clock', async (req, res) => {
      const by = await wish(req);
      // One leap after the other: two at once would run each other's jobs at the wrong time.
      const leap = last.then(() => advance(parts, by));
      last = leap.catch(() => {});
      answerLeap(res, parts.clock, await leap);
    });
    server.get('/demo/outbox', async (_req, res) =>
      answerJson(res, 200, { outbox: await parts.outbox() }),
    );
  };
}

/** Goes from one due job to the next, so that each runs at its own time as it would have in real life. */
export async function advance(parts: DemoParts, by: Duration): Promise<number> {
  const { clock } = parts;
  const target = clock.ahead + by;
  let ran = 0;
  for (;;) {
    const due = await parts.nextDue();
    const wait = due === undefined ? Number.POSITIVE_INFINITY : Math.max(0, due - clock.now());
    if (clock.ahead + wait > target) break;
    clock.advance(wait);
    const now = await parts.runDue();
    ran += now;
    // A job that is due but cannot run stays for the worker; the clock must not wait for it.
    if (now === 0 && wait === 0) break;
  }
  clock.advance(Math.max(0, target - clock.ahead));
  ran += await parts.runDue();
  await parts.keep?.(clock.ahead);
  return ran;
}

/** `24h`, `90m`, `30s`, `2d`, or several: `1d12h`. undefined if it is none, or more than a year. */
export function duration(text: string): Duration | undefined {
  if (!/^(\d{1,6}[smhd])+$/.test(text)) return undefined;
  const parts = [...text.matchAll(/(\d+)([smhd])/g)];
  const total = parts.reduce((sum, [, n, unit]) => sum + Number(n) * (units[unit ?? ''] ?? 0), 0);
  return total <= 366 * 86_400_000 ? total : undefined;
}

const units: Readonly<Record<string, Duration>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

const shape = z.object({ advance: z.string().transform(duration).pipe(z.number()) });

async function wish(req: Request): Promise<Duration> {
  const body = shape.safeParse(await readJson(req));
  if (body.success) return body.data.advance;
  throw new HttpError(
    400,
    'BadArgument',
    'Send {"advance":"24h"}; also 90m, 30s, 2d, 1d12h, at most a year. The clock goes forward only.',
  );
}

function answerLeap(res: Response, clock: DemoClock, jobs: number): void {
  answerJson(res, 200, { ...face(clock), jobs });
}

/** `ahead` in milliseconds. */
function face(clock: DemoClock) {
  return { now: new Date(clock.now()).toISOString(), ahead: clock.ahead };
}
