import type { Model } from '../classifier/model.ts';
import type { Danger, Intent, Urgency } from '../understanding.ts';
import type { Finding } from './rules.ts';

export interface Judgement {
  readonly urgency: Urgency | null;
  readonly alsoUrgent: boolean;
  readonly confirmUrgency: boolean;
  readonly danger: Danger | null;
  /** The findings that decided; empty if the model alone did. */
  readonly decisive: readonly Finding[];
  /** Of a major report, the dangers that are still going on. */
  readonly ongoing: readonly Finding[];
  /** The class had those findings not been made. */
  readonly otherwise: Urgency;
}

type Chances = Readonly<Record<Urgency, number>>;

/** The highest of what rules and model say. Only reports, and bookings in a rush, have an urgency. */
export function judgeUrgency(
  model: Model,
  numbers: Int32Array,
  findings: readonly Finding[],
  intent: Intent,
): Judgement {
  if (intent === 'booking') return rushed(model, numbers);
  if (intent !== 'report') return none;
  const chances = chancesOf(model, numbers);
  const counted = findings.filter((finding) => counts(finding, chances));
  const byModel = levelOf(chances);
  const urgency = highest([byModel, ...counted.map(({ rule }) => rule.level)]);
  const decisive = counted.filter(({ rule }) => rule.level === urgency);
  const lesser = counted.filter(({ rule }) => rule.level !== urgency);
  const alsoUrgent = urgency === 'major' && stillGoing(model, numbers, lesser);
  return {
    urgency,
    alsoUrgent,
    confirmUrgency: urgency === 'major' && decisive.length === 0,
    danger: dangerOf(counted),
    decisive,
    ongoing: alsoUrgent ? lesser.filter(({ rule }) => rule.danger !== undefined) : [],
    otherwise: highest([
      byModel === urgency ? 'general' : byModel,
      ...lesser.map(({ rule }) => rule.level),
    ]),
  };
}

/** A strong rule needs a hint of the model's belief, any other one that the model leans its way. */
function counts({ rule, suppressed }: Finding, chances: Chances): boolean {
  if (suppressed !== undefined) return false;
  const belief = rule.level === 'major' ? chances.major : chances.urgent + chances.major;
  return belief >= (rule.strong ? hint : leaning);
}

/**
 * Chosen by cross-validation on the knee: a step lower calls more small defects grave than it finds
 * grave ones.
 */
const hint = 0.35;
const leaning = 0.45;
const majorFrom = 0.6;
const urgentFrom = 0.55;

function levelOf(chances: Chances): Urgency {
  if (chances.major >= majorFrom) return 'major';
  return chances.urgent + chances.major >= urgentFrom ? 'urgent' : 'general';
}

const none: Judgement = {
  urgency: null,
  alsoUrgent: false,
  confirmUrgency: false,
  danger: null,
  decisive: [],
  ongoing: [],
  otherwise: 'general',
};

function chancesOf(model: Model, numbers: Int32Array): Chances {
  const chances = { general: 0, urgent: 0, major: 0 };
  for (const { label, value } of model.learned.urgency.getClassifications(numbers)) {
    chances[label as Urgency] = value;
  }
  return chances;
}

function rushed(model: Model, numbers: Int32Array): Judgement {
  return model.learned.rush.classify(numbers) === 'true' ? { ...none, urgency: 'urgent' } : none;
}

/** A major report may hold a danger that is still going on: somebody must come at once as well. */
function stillGoing(model: Model, numbers: Int32Array, lesser: readonly Finding[]): boolean {
  const [, chance] = [...model.learned.also.getClassifications(numbers)].sort((a, b) =>
    a.label < b.label ? -1 : 1,
  );
  return (chance?.value ?? 0) >= (lesser.some(({ rule }) => rule.danger !== undefined) ? 0.3 : 0.5);
}

function dangerOf(counted: readonly Finding[]): Danger | null {
  return counted.find(({ rule }) => rule.danger !== undefined)?.rule.danger ?? null;
}

const levels = ['general', 'urgent', 'major'] as const;

function highest(found: readonly Urgency[]): Urgency {
  return levels.findLast((level) => found.includes(level)) ?? 'general';
}
