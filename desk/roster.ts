import type { Language } from './words.ts';

/** Who works here, where and when: checked data, kept in the store, changed through `desk/rosters.ts`. */
export interface Roster {
  /** Grows by one with every change; 0: nobody was ever entered. */
  readonly version: number;
  /** The company's time zone, in which shifts and quiet hours are meant. */
  readonly zone: string;
  /** Colleagues off duty hear nothing that can wait between these. */
  readonly quiet: Hours;
  readonly colleagues: readonly Colleague[];
  readonly areas: readonly WorkArea[];
  readonly shifts: readonly Shift[];
}

export interface Colleague {
  readonly id: string;
  readonly name: string;
  /** What they may do in which service line. */
  readonly posts: readonly Post[];
  /** Ids of areas; none: everywhere. */
  readonly areas: readonly string[];
  /** Words of products and trades, e.g. `地毯`. */
  readonly skills: readonly string[];
  /** Ids of shifts; none: always on duty. */
  readonly shifts: readonly string[];
  /** Open tickets they can carry at a time. */
  readonly load: number;
  readonly language: Language;
  /** Experienced: goes first where a key area waits. */
  readonly senior?: boolean;
  /** With + and country. */
  readonly phone?: string;
  /** `channel:user`, once bound, e.g. `wechat:o6…`. */
  readonly account?: string;
  /** Where they are bound besides, each on another channel. */
  readonly accounts?: readonly string[];
  /** Where they start from, for "the nearest". */
  readonly at?: Place;
  /** Ill, on leave or gone: gets nothing. */
  readonly away?: boolean;
}

/** A role of a service line: both are ids of its policy. */
export interface Post {
  readonly line: string;
  readonly role: string;
}

export interface WorkArea {
  readonly id: string;
  readonly name: string;
  /** What addresses in it say, e.g. `科技路`. */
  readonly words: readonly string[];
  /** Its centre, where an address tells no more. */
  readonly at?: Place;
}

/** Degrees, WGS 84. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** `HH:MM` in the company's zone; over midnight if `to` is not after `from`. */
export interface Hours {
  readonly from: string;
  readonly to: string;
}

/** A repeated stretch of duty. */
export interface Shift extends Hours {
  readonly id: string;
  readonly name: string;
  /** 1 Monday … 7 Sunday. */
  readonly days: readonly number[];
  /** Id of a calendar: its holidays are free, its make-up days worked by whoever works on weekdays. None: every week is alike. */
  readonly calendar?: string;
}

/** Before anybody was entered. */
export const nobody: Roster = {
  version: 0,
  zone: 'Asia/Shanghai',
  quiet: { from: '22:00', to: '07:00' },
  colleagues: [],
  areas: [],
  shifts: [],
};

/** Wherever they are bound. */
export const accountsOf = ({ account, accounts = [] }: Colleague): readonly string[] => [
  ...(account === undefined ? [] : [account]),
  ...accounts,
];

/** The same colleague, bound to this account as well; only one on the same channel gives way. */
export function bound(colleague: Colleague, account: string) {
  const channel = account.slice(0, account.indexOf(':') + 1);
  const kept = accountsOf(colleague).filter((one) => !one.startsWith(channel));
  const [first, ...more] = [...kept, account];
  return { account: first, accounts: more.length > 0 ? more : undefined };
}

/** The work areas whose words an address says, in capitals or not. */
export function areasAt(address: string, areas: readonly WorkArea[]): readonly WorkArea[] {
  const said = address.toLowerCase();
  return areas.filter(({ words }) => words.some((word) => said.includes(word.toLowerCase())));
}

export function holds({ posts }: Colleague, line: string, role: string): boolean {
  return posts.some((post) => post.line === line && post.role === role);
}
