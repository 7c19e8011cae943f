import { features } from './text/features.ts';
import { fold } from './text/fold.ts';
import { normalise } from './text/normal.ts';
import type { Asked } from './understanding.ts';
import { hitTokens, type JudgedHit, judgedHits } from './urgency/rules.ts';

/** An utterance as the classifiers and rules see it. */
export interface Perception {
  /** Same length as the text as said, or as much of it as is read. */
  readonly folded: string;
  readonly normal: string;
  readonly hits: readonly JudgedHit[];
  readonly tokens: string[];
}

export function perceive(text: string, asked: Asked | undefined): Perception {
  const folded = fold(text.slice(0, longest));
  const normal = normalise(folded);
  const hits = judgedHits(folded);
  return { folded, normal, hits, tokens: [...features(normal, asked), ...hitTokens(hits)] };
}

/** Nobody explains a problem in more; the rest of a pasted novel is not read. */
const longest = 4000;
