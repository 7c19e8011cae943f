/** One answer beside the truth. */
export interface Pair {
  readonly truth: string;
  readonly given: string;
}

export interface ClassScore {
  readonly label: string;
  readonly f1: number;
  readonly precision: number;
  readonly recall: number;
  readonly count: number;
}

export interface Score {
  readonly accuracy: number;
  readonly macroF1: number;
  readonly classes: readonly ClassScore[];
}

/** Macro-F1 is over the labels that the truth has; an answer outside them costs precision of nobody. */
export function scoreOf(pairs: readonly Pair[]): Score {
  const labels = [...new Set(pairs.map(({ truth }) => truth))].sort();
  const classes = labels.map((label) => classScore(pairs, label));
  const right = pairs.filter(({ truth, given }) => truth === given).length;
  const macroF1 = classes.reduce((sum, { f1 }) => sum + f1, 0) / Math.max(1, classes.length);
  return { accuracy: right / Math.max(1, pairs.length), macroF1, classes };
}

function classScore(pairs: readonly Pair[], label: string): ClassScore {
  const both = pairs.filter(({ truth, given }) => truth === label && given === label).length;
  const count = pairs.filter(({ truth }) => truth === label).length;
  const said = pairs.filter(({ given }) => given === label).length;
  const precision = said === 0 ? 0 : both / said;
  const recall = count === 0 ? 0 : both / count;
  const f1 = both === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { label, f1, precision, recall, count };
}

/** Rows are the truth, columns the answers; only labels that were ever confused are shown. */
export function confusionOf(pairs: readonly Pair[]): string {
  const wrong = pairs.filter(({ truth, given }) => truth !== given);
  const counts = Map.groupBy(wrong, ({ truth, given }) => `${truth} → ${given}`);
  return [...counts]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([arrow, these]) => `  ${String(these.length).padStart(3)}  ${arrow}`)
    .join('\n');
}
