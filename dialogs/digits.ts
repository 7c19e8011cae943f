import type { Understanding } from '../nlu/understanding.ts';

/** The first run of at least `least` digits, spaces and dashes between them ignored; undefined if there is none. */
export function digitRun({ text, normal }: Understanding, least: number): string | undefined {
  // As written first: normalising folds repeats away, and 0000 must stay four digits. Spoken ones come second.
  for (const said of [text.normalize('NFKC'), normal]) {
    const runs = said.replace(/(?<=\d)[\s-]+(?=\d)/g, '').match(/\d+/g) ?? [];
    const found = runs.find((run) => run.length >= least);
    if (found) return found;
  }
  return undefined;
}
