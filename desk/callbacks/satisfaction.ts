import type { TicketEvent } from '../events.ts';
import type { Satisfaction } from '../policy.ts';

/** Answers counted; an item without an answer is in none of them. */
export interface Counted {
  readonly qualified: number;
  readonly unqualified: number;
}

/** The newest level of each callback on these timelines. */
export function countLevels(
  timelines: Iterable<readonly TicketEvent[]>,
  { levels }: Satisfaction,
): Counted {
  const qualified = new Map(levels.map((level) => [level.id, level.qualified]));
  const newest = new Map<string, boolean>();
  for (const timeline of timelines)
    for (const event of timeline) {
      if (event.type !== 'rated' || event.level === undefined) continue;
      const good = qualified.get(event.level);
      if (good !== undefined) newest.set(event.callback, good);
    }
  const good = [...newest.values()].filter(Boolean).length;
  return { qualified: good, unqualified: newest.size - good };
}

/** Qualified ÷ (qualified + unqualified), 0–1; undefined if nobody answered. */
export function satisfactionRate({ qualified, unqualified }: Counted): number | undefined {
  const all = qualified + unqualified;
  return all === 0 ? undefined : qualified / all;
}
