import type { Instant } from '../desk/words.ts';

/** A value with its own name and age: names are blinded outside, and who walks through everything must know what is what. */
export interface Labelled {
  /** Absent in what was written before values had labels. */
  readonly name?: string;
  readonly at?: Instant;
  readonly value: unknown;
}

export function withLabel({ name, at, value }: Labelled): string {
  if (name === undefined) return JSON.stringify(value);
  return JSON.stringify({
    [nameKey]: name,
    ...(at !== undefined && { [ageKey]: at }),
    [valueKey]: value,
  });
}

export function readLabel(json: string): Labelled {
  const read: unknown = JSON.parse(json);
  if (typeof read !== 'object' || read === null || !(nameKey in read)) return { value: read };
  const { [nameKey]: name, [ageKey]: at, [valueKey]: value } = read as Record<string, unknown>;
  return { name: String(name), ...(typeof at === 'number' && { at }), value };
}

/** Nothing that is kept begins a name with a dollar sign. */
const nameKey = '$of';
const ageKey = '$at';
const valueKey = '$is';
