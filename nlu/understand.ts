import { readFileSync } from 'node:fs';
import { findChoice, findCommand, findCorrection, findLevel, scaleOf } from './answers.ts';
import { type Model, readModel } from './classifier/model.ts';
import { findEntities } from './entities/entities.ts';
import { findProduct } from './entities/product.ts';
import { resolveTime } from './entities/resolve.ts';
import { isReadable, rankIntents } from './intent.ts';
import { foldedOf, type Perception, perceive } from './perceive.ts';
import { markIn, polarityBy, type Tone } from './satisfaction.ts';
import { languageOf } from './text/language.ts';
import type {
  Context,
  Entities,
  Intent,
  Kind,
  Language,
  Reason,
  Understanding,
} from './understanding.ts';
import { doubtReason, modelReason, notesOf, reasonOf } from './urgency/explain.ts';
import type { Finding } from './urgency/rules.ts';
import { type Judgement, judgeUrgency } from './urgency/urgency.ts';
import type { Said } from './weightiest.ts';
import { findWithdrawn, withdrawnReason } from './withdrawn.ts';

/**
 * Loads the model and the rules once; what it returns understands one utterance at a time: pure,
 * synchronous, and never throwing whatever the text. Throws here if a data file is wrong.
 */
export function createUnderstand(): Understand {
  return understandBy(readModel(readFileSync(new URL('model/model.bin', import.meta.url))));
}

export type Understand = (text: string, context: Context) => Understanding;

/** Nothing but the facts in words that were understood before, with the time they name worked out when asked for. */
export function factsIn(text: string, context: Context): Pick<Understanding, 'entities' | 'time'> {
  const folded = foldedOf(text);
  const entities = findEntities(text, folded, context.asked);
  const language = languageOf(text.slice(0, folded.length), context.language);
  return {
    entities,
    get time() {
      return timeOf(entities, context.now, language);
    },
  };
}

/** Understanding with another model than the shipped one: how training judges what it has learned. */
export function understandBy(model: Model): Understand {
  // The same words are often heard twice: as an answer, and for themselves.
  let last: { readonly text: string; readonly perception: Perception } | undefined;
  return (text, context) => {
    if (last?.text !== text) last = { text, perception: perceive(text) };
    return understand(model, text, last.perception, context);
  };
}

function understand(
  model: Model,
  text: string,
  { folded, normal, findings, tone, tokens: tokensAt }: Perception,
  context: Context,
): Understanding {
  const { asked } = context;
  const tokens = tokensAt(asked);
  const numbers = model.vocabulary.numbers(tokens);
  const language = languageOf(text.slice(0, folded.length), context.language);
  const entities = findEntities(text, folded, asked);
  const choice = findChoice(normal);
  const level = findLevel(folded) ?? scaleOf(choice, asked) ?? markIn(folded, asked, tone);
  const withdrawn = findWithdrawn(folded);
  const signs = {
    asked,
    normal,
    entities,
    choice,
    level,
    findings,
    tone,
    withdrawn,
  };
  const ranked = rankIntents(model, numbers, signs);
  const { intent, confidence } = ranked[0] ?? { intent: 'other', confidence: 0 };
  const judgement = judgeUrgency(model, numbers, findings, intent);
  const { urgency, alsoUrgent, confirmUrgency, danger } = judgement;
  return {
    text,
    normal,
    language,
    intent,
    confidence,
    sure: confidence >= acceptedFrom,
    alternatives: ranked.slice(0, 4),
    urgency,
    alsoUrgent,
    confirmUrgency,
    danger,
    kind: kindOf(model, numbers, intent),
    line: lineOf(model, numbers, folded, intent),
    entities,
    polarity: level ?? polarityOf(model, numbers, intent, choice, tone),
    choice,
    command: findCommand(folded),
    withdraws: withdrawn && withdrawn.intent !== intent ? withdrawn.intent : null,
    correct: findCorrection(folded, asked),
    reasons: reasonsOf(model, { text, folded, tokens }, findings, judgement),
    /** Worked out when asked for: clock times cost more than all the rest together. */
    get time() {
      return timeOf(entities, context.now, language);
    },
    /** Only commands and the console read them, so they are worked out when asked for. */
    get notes() {
      const notes = notesOf(model, { text, folded, tokens }, intent, judgement);
      if (withdrawn) notes.push(withdrawnReason(withdrawn, text));
      return confidence < acceptedFrom ? [doubtReason(isReadable(normal)), ...notes] : notes;
    },
  };
}

const timeOf = ({ timeText }: Entities, now: number, language: Language | undefined) =>
  timeText ? resolveTime(timeText, now, language) : undefined;

/** At this confidence nineteen of twenty answers are right. */
const acceptedFrom = 0.6;

function kindOf(model: Model, numbers: Int32Array, intent: Intent): Kind | null {
  if (intent === 'report') return model.learned.kind.classify(numbers) as Kind;
  return intent === 'suggestion' || intent === 'booking' ? intent : null;
}

function lineOf(
  model: Model,
  numbers: Int32Array,
  folded: string,
  intent: Intent,
): string | undefined {
  const [best] = model.learned.line.getClassifications(numbers);
  if (best !== undefined && speaksOfService.has(intent) && best.value >= acceptedFrom)
    return best.label;
  const group = findProduct(folded)?.group ?? lineNamed.find(([words]) => words.test(folded))?.[1];
  return group === 'belongings' ? undefined : group;
}

const speaksOfService = new Set<Intent>(['report', 'booking', 'suggestion', 'faq']);

/** A line called by its name, as when it was asked for. */
const lineNamed: readonly (readonly [RegExp, string])[] = [
  [/保洁|清洁|打扫|\bclean/, 'cleaning'],
  [/家具|\bfurniture/, 'furniture'],
  [/家政|月嫂|保姆|护工|钟点工|育儿嫂|\b(?:housekeep|nanny|carer|maid|ayi)/, 'housekeeping'],
  [/上门|维修|安装|\b(?:repair|install|door.to.door|visit)/, 'visit'],
];

/** Satisfaction told in the customer's own words, or by a yes or no. */
function polarityOf(
  model: Model,
  numbers: Int32Array,
  intent: Intent,
  choice: Understanding['choice'],
  tone: Tone | undefined,
): Understanding['polarity'] {
  if (intent === 'acceptance_yes' || choice === 'yes') return 'positive';
  if (intent === 'acceptance_no' || choice === 'no') return 'negative';
  if (intent !== 'survey_score') return null;
  return polarityBy(tone, model.learned.polarity.classify(numbers) as Understanding['polarity']);
}

function reasonsOf(
  model: Model,
  said: Said,
  findings: readonly Finding[],
  { urgency, decisive, ongoing }: Judgement,
): Reason[] {
  const counted = decisive.map((finding) => reasonOf(finding, said.text));
  const byModel = urgency === 'urgent' || urgency === 'major';
  if (counted.length === 0 && byModel) counted.push(modelReason(model, said, urgency));
  counted.push(...ongoing.map((finding) => reasonOf(finding, said.text)));
  const silent = findings.filter(({ suppressed }) => suppressed !== undefined);
  return [...counted, ...silent.map((finding) => reasonOf(finding, said.text))];
}
