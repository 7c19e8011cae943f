import type { Language } from './words.ts';

/** Who works here, where and when: checked data, kept in the store, changed from the console. */
export interface Roster {
  /** Grows with every change. */
  readonly version: number;
  readonly colleagues: readonly Colleague[];
  readonly areas: readonly WorkArea[];
  readonly shifts: readonly Shift[];
}

export interface Colleague {
  readonly id: string;
  readonly name: string;
  /** What they may do in which service line: a role id of that policy. */
  readonly posts: readonly { readonly line: string; readonly role: string }[];
  /** Ids of areas; none: everywhere. */
  readonly areas: readonly string[];
  /** Words of products and trades, e.g. `地毯`. */
  readonly skills: readonly string[];
  /** Ids of shifts; none: always on duty. */
  readonly shifts: readonly string[];
  /** Open tickets they can carry at a time. */
  readonly load: number;
  readonly language: Language;
  /** With + and country. */
  readonly phone?: string;
  /** `channel:user`, once bound, e.g. `wechat:o6…`. */
  readonly account?: string;
  /** Where they start from, for "the nearest". */
  readonly at?: Place;
  /** Ill, on leave or gone: gets nothing. */
  readonly away?: boolean;
}

export interface WorkArea {
  readonly id: string;
  readonly name: string;
  /** What addresses in it say, e.g. `科技路`. */
  readonly words: readonly string[];
  readonly at?: Place;
}

/** Degrees, WGS 84. */
export interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** A repeated stretch of duty in the company's time zone; over midnight if `to` is not after `from`. */
export interface Shift {
  readonly id: string;
  readonly name: string;
  /** 1 Monday … 7 Sunday. */
  readonly days: readonly number[];
  /** `HH:MM`. */
  readonly from: string;
  readonly to: string;
}
