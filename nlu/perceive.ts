import { type Tone, toneIn } from './satisfaction.ts';
import { features, paired } from './text/features.ts';
import { fold } from './text/fold.ts';
import { normalise } from './text/normal.ts';
import type { Asked } from './understanding.ts';
import { findCues } from './urgency/lexicons.ts';
import { type Finding, findingsOf, findingTokens, judgedHits } from './urgency/rules.ts';

/** An utterance as the classifiers and rules see it, whatever it answers. */
export interface Perception {
  /** Same length as the text as said, or as much of it as is read. */
  readonly folded: string;
  readonly normal: string;
  readonly findings: readonly Finding[];
  readonly tone: Tone | undefined;
  /** What the classifiers see, given what had been asked. */
  tokens(asked: Asked | undefined): string[];
}

export function perceive(text: string): Perception {
  const folded = foldedOf(text);
  const normal = normalise(folded);
  const hits = judgedHits(folded);
  const findings = findingsOf(hits);
  const tone = toneIn(folded, hits);
  const seen = features(normal);
  const cues = findCues(folded).map((cue) => `~${cue}`);
  const signs = [...findingTokens(hits, findings), ...cues];
  if (tone !== undefined) signs.push(`%${tone}`);
  const tokens = (asked: Asked | undefined) => [...paired(seen, normal, asked), ...signs];
  return { folded, normal, findings, tone, tokens };
}

export const foldedOf = (text: string): string => fold(text.slice(0, longest));

/** Nobody explains a problem in more; the rest of a pasted novel is not read. */
const longest = 2000;
