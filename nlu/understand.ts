import { readFileSync } from 'node:fs';
import { findChoice, findCommand, findCorrection, findLevel, scaleOf } from './answers.ts';
import { type Model, readModel } from './classifier/model.ts';
import { findEntities } from './entities/entities.ts';
import { findProduct } from './entities/product.ts';
import { resolveTime } from './entities/resolve.ts';
import { perceive } from './perceive.ts';
import { languageOf } from './text/language.ts';
import type { Context, Intent, Kind, Understanding } from './understanding.ts';
import { judgeUrgency, reasonOf } from './urgency/urgency.ts';

/**
 * Loads the model and the rules once; what it returns understands one utterance at a time: pure,
 * synchronous, and never throwing whatever the text. Throws here if a data file is wrong.
 */
export function createUnderstand(): (text: string, context: Context) => Understanding {
  const model = readModel(readFileSync(new URL('model/model.bin', import.meta.url)));
  return (text, context) => understand(model, text, context);
}

function understand(model: Model, text: string, context: Context): Understanding {
  const { asked } = context;
  const { folded, normal, findings, tokens } = perceive(text, asked);
  const numbers = model.vocabulary.numbers(tokens);
  const language = languageOf(text, context.language);
  const entities = findEntities(text, folded, asked);
  const choice = findChoice(folded);
  const ranked = model.heads.intent.getClassifications(numbers as never).slice(0, 4);
  const alternatives = ranked.map(({ label, value }) => ({
    intent: label as Intent,
    confidence: value,
  }));
  const { intent, confidence } = alternatives[0] ?? { intent: 'other' as const, confidence: 0 };
  const { decisive, chances, ...urgency } = judgeUrgency(model, numbers, findings, intent);
  return {
    text,
    normal,
    language,
    intent,
    confidence,
    sure: confidence >= acceptedFrom,
    alternatives,
    ...urgency,
    kind: kindOf(model, numbers, intent),
    line: lineOf(model, numbers, folded),
    entities,
    time:
      entities.timeText === undefined
        ? undefined
        : resolveTime(entities.timeText, context.now, language),
    polarity: findLevel(folded) ?? scaleOf(choice, asked),
    choice,
    command: findCommand(folded),
    correct: findCorrection(folded),
    reasons: findings
      .filter((finding) => finding.suppressed !== undefined || decisive.includes(finding))
      .map((finding) => reasonOf(finding, text)),
  };
}

/** At this confidence nineteen of twenty answers are right. */
const acceptedFrom = 0.6;

function kindOf(model: Model, numbers: Int32Array, intent: Intent): Kind | null {
  if (intent === 'report') return model.learned.kind.classify(numbers) as Kind;
  return intent === 'suggestion' || intent === 'booking' ? intent : null;
}

function lineOf(model: Model, numbers: Int32Array, folded: string): string | undefined {
  const [best] = model.learned.line.getClassifications(numbers);
  if (best !== undefined && best.value >= acceptedFrom) return best.label;
  const group = findProduct(folded)?.group;
  return group === 'belongings' ? undefined : group;
}
