import type { Model } from '../classifier/model.ts';
import type { Danger, Intent, Reason, Urgency } from '../understanding.ts';
import type { Finding } from './rules.ts';

export interface Judgement {
  readonly urgency: Urgency | null;
  readonly alsoUrgent: boolean;
  readonly confirmUrgency: boolean;
  readonly danger: Danger | null;
  /** The findings that decided. */
  readonly decisive: readonly Finding[];
  readonly chances: Readonly<Record<Urgency, number>>;
}

/** The highest of what rules and model say. Only reports, and bookings in a rush, have an urgency. */
export function judgeUrgency(
  model: Model,
  numbers: Int32Array,
  findings: readonly Finding[],
  intent: Intent,
): Judgement {
  const chances = chancesOf(model, numbers);
  if (intent === 'booking') return rushed(model, numbers, chances);
  if (intent !== 'report') return { ...none, chances };
  const asserted = findings.filter((finding) => finding.suppressed === undefined);
  const decisive = asserted.filter(
    ({ rule }) => chances[rule.level] + (rule.level === 'urgent' ? chances.major : 0) >= leaning,
  );
  const byRule = highest(decisive.map(({ rule }) => rule.level));
  const byModel =
    chances.major >= majorFrom
      ? 'major'
      : chances.urgent + chances.major >= urgentFrom
        ? 'urgent'
        : 'general';
  const urgency = highest([byRule, byModel]);
  const danger = decisive.find(({ rule }) => rule.danger !== undefined)?.rule.danger ?? null;
  return {
    urgency,
    alsoUrgent: urgency === 'major' && stillGoing(model, numbers),
    confirmUrgency: urgency === 'major' && byRule !== 'major',
    danger: urgency === 'general' ? null : danger,
    decisive: decisive.filter(({ rule }) => rule.level === urgency),
    chances,
  };
}

/** A rule that is not certain needs this much of the model's belief. */
const leaning = 0.3;
const majorFrom = 0.5;
const urgentFrom = 0.6;

const none = {
  urgency: null,
  alsoUrgent: false,
  confirmUrgency: false,
  danger: null,
  decisive: [],
} as const;

function chancesOf(model: Model, numbers: Int32Array): Record<Urgency, number> {
  const chances = { general: 0, urgent: 0, major: 0 };
  for (const { label, value } of model.learned.urgency.getClassifications(numbers)) {
    chances[label as Urgency] = value;
  }
  return chances;
}

function rushed(model: Model, numbers: Int32Array, chances: Record<Urgency, number>): Judgement {
  const rush = model.learned.rush.classify(numbers) === 'true';
  return { ...none, urgency: rush ? 'urgent' : null, chances };
}

function stillGoing(model: Model, numbers: Int32Array): boolean {
  return model.learned.also.classify(numbers) === 'true';
}

const levels = ['general', 'urgent', 'major'] as const;

function highest(found: readonly Urgency[]): Urgency {
  return levels.findLast((level) => found.includes(level)) ?? 'general';
}

/** A finding in words a customer and a supervisor can read. */
export function reasonOf({ rule, hits, suppressed }: Finding, text: string): Reason {
  return {
    rule: rule.id,
    words: [...new Set(hits.map(({ start, end }) => text.slice(start, end)))],
    says: rule.says,
    source: rule.source,
    ...(suppressed && { suppressed }),
  };
}
