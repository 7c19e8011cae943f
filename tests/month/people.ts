import { fraction } from '../../desk/callbacks/sample.ts';

/** What somebody does when we come back to them. */
export type Habit =
  /** Answers messages. */
  | 'writes'
  /** Picks up and answers. */
  | 'talks'
  /** Engaged the first time, then talks. */
  | 'busy'
  /** Never picks up. */
  | 'silent'
  /** Picks up from five in the afternoon only. */
  | 'absent'
  /** A machine answers for them. */
  | 'machine'
  /** Answers how satisfied they are, and hangs up. */
  | 'leaves'
  /** Picks up, hears a machine's voice, hangs up. */
  | 'hangs up'
  /** Threatens. */
  | 'angry'
  /** Wants to be left alone, in the middle of it. */
  | 'refuses'
  /** Somebody else has the number now. */
  | 'stranger'
  /** The number does not exist. */
  | 'empty';

export interface Somebody {
  readonly phone: string;
  readonly account: string;
  readonly habit: Habit;
  /** Id of the level they would give. */
  readonly level: string;
  /** Where they live; hours hold there. */
  readonly zones: readonly string[];
  /** The provider has no way there. */
  readonly uncarried: boolean;
}

const habits: readonly (readonly [share: number, habit: Habit])[] = [
  [0.28, 'writes'],
  [0.24, 'talks'],
  [0.1, 'busy'],
  [0.08, 'silent'],
  [0.08, 'absent'],
  [0.05, 'machine'],
  [0.04, 'leaves'],
  [0.04, 'hangs up'],
  [0.04, 'angry'],
  [0.03, 'refuses'],
  [0.01, 'stranger'],
  [0.01, 'empty'],
];

const levels: readonly (readonly [share: number, level: string])[] = [
  [0.45, 'very_satisfied'],
  [0.35, 'satisfied'],
  [0.12, 'fairly_satisfied'],
  [0.08, 'dissatisfied'],
];

const countries: readonly (readonly [share: number, country: Country])[] = [
  [0.93, { prefix: '138', digits: 8, zones: ['Asia/Shanghai'] }],
  [0.03, { prefix: '852', digits: 8, zones: ['Asia/Hong_Kong'], first: '9' }],
  [0.02, { prefix: '09', digits: 8, zones: ['Asia/Taipei'] }],
  [
    0.02,
    {
      prefix: '1212',
      digits: 7,
      zones: ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles'],
      uncarried: true,
    },
  ],
];

interface Country {
  readonly prefix: string;
  readonly digits: number;
  readonly zones: readonly string[];
  readonly first?: string;
  readonly uncarried?: boolean;
}

/** The nth person of this seed: always the same one. */
export function somebody(seed: string, n: number): Somebody {
  const chance = (what: string) => fraction(`${seed}/${n}/${what}`);
  const { prefix, digits, zones, first = '', uncarried = false } = pick(countries, chance('home'));
  const phone = `${prefix}${first}${String(n).padStart(digits - first.length, '0')}`;
  const habit = pick(habits, chance('habit'));
  const written = habit === 'writes' || chance('follows') < 0.3;
  return {
    phone,
    account: written ? `wechat:o${n}` : `phone:c${n}`,
    habit,
    level: habit === 'angry' ? 'dissatisfied' : pick(levels, chance('level')),
    zones,
    uncarried,
  };
}

function pick<T>(table: readonly (readonly [number, T])[], at: number): T {
  let sum = 0;
  for (const [share, one] of table) {
    sum += share;
    if (at < sum) return one;
  }
  return (table.at(-1) as readonly [number, T])[1];
}
