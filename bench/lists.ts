import type { CrewRole } from '../desk/crew.ts';
import { handsOf, idOf, mayReach, onlyOwn } from '../desk/crew-reach.ts';
import { fullStore } from './full-store.ts';
import { openHotline } from './hotline.ts';
import { at } from './measure.ts';

/** One of the lists colleagues look at, with a full store: milliseconds of processor for one page. */
export interface ListCost {
  readonly what: string;
  readonly rows: number;
  readonly cpu: number;
}

/** What a page of a queue costs with so many tickets in the store. */
export async function benchLists(tickets: number): Promise<readonly ListCost[]> {
  const house = await openHotline(await fullStore(tickets, () => {}));
  try {
    await house.known;
    const roster = await house.rosters.current();
    const handsLike = (role: CrewRole, post: string) => {
      const holds = roster.colleagues.find(({ posts }) => posts.some((one) => one.role === post));
      const account = { name: 'bench', role, ...(holds && { colleague: holds.id }) };
      return handsOf(account as Parameters<typeof handsOf>[0], roster);
    };
    const page = (what: string, role: CrewRole, post: string, open: boolean): ListCost => {
      const hands = handsLike(role, post);
      const look = () =>
        house.board.find(
          {
            ...(open && { open }),
            ...(onlyOwn(hands, 'queue.read') && { within: idOf(hands) }),
            may: (row) => mayReach(hands, 'queue.read', row),
          },
          Date.now(),
        );
      return { what, rows: look().total, cpu: medianOf(look) };
    };
    return [
      page('a worker’s jobs', 'worker', 'service_staff', true),
      page('a lead’s open tickets', 'lead', 'area_lead', true),
      page('an agent’s open tickets', 'agent', 'customer_service', true),
      page('all an agent may see, ended ones too', 'agent', 'customer_service', false),
    ];
  } finally {
    await house.close();
  }
}

/** Lines for people. */
export function listReport(costs: readonly ListCost[]): string {
  const lines = costs.map(
    ({ what, rows, cpu }) =>
      `    ${what.padEnd(40)}${cpu.toFixed(2).padStart(8)} ms   ${rows} rows`,
  );
  return ['A page of the queue, with a full store', ...lines].join('\n');
}

function medianOf(look: () => unknown): number {
  const times: number[] = [];
  for (let turn = 0; turn < 120; turn += 1) {
    const { user, system } = process.cpuUsage();
    look();
    const after = process.cpuUsage();
    if (turn >= 20) times.push((after.user - user + after.system - system) / 1000);
  }
  return at(
    times.sort((a, b) => a - b),
    0.5,
  );
}

if (import.meta.main) process.send?.(await benchLists(Number(process.argv[2])));
