import type { Model } from './classifier/model.ts';
import type { Tone } from './satisfaction.ts';
import type { Asked, Entities, Intent, Understanding } from './understanding.ts';
import type { Finding } from './urgency/rules.ts';
import type { Withdrawn } from './withdrawn.ts';

export interface Ranked {
  readonly intent: Intent;
  readonly confidence: number;
}

/** What an utterance shows beside its words; enough to settle a short answer or a cry for help. */
export interface Signs {
  readonly asked: Asked | undefined;
  readonly normal: string;
  readonly entities: Entities;
  readonly choice: Understanding['choice'];
  readonly level: Understanding['polarity'];
  readonly findings: readonly Finding[];
  readonly tone: Tone | undefined;
  /** A wish that is named only to be taken back. */
  readonly withdrawn: Withdrawn | null;
}

/** Intents best first: what the model says, unless danger outranks it or the question settles it. */
export function rankIntents(model: Model, numbers: Int32Array, signs: Signs): Ranked[] {
  const learned = model.learned.intent
    .getClassifications(numbers)
    .map(({ label, value }) => ({ intent: label as Intent, confidence: value }));
  const known = doubted(learned, signs.normal);
  const settled =
    dangerOf(known, signs.findings) ??
    answerOf(signs) ??
    scoreOf(known, signs) ??
    keptOf(known, signs);
  return settled === undefined ? known : raised(known, settled, certain);
}

/** Danger and major complaints go before every other wish in the same message. */
function dangerOf(ranked: readonly Ranked[], findings: readonly Finding[]): Intent | undefined {
  const report = ranked.find(({ intent }) => intent === 'report')?.confidence ?? 0;
  const first = ranked[0]?.intent;
  if (first === undefined || !outranked.has(first)) return undefined;
  const grave = findings.find(({ rule, suppressed }) => suppressed === undefined && rule.outranks);
  if (grave === undefined) return undefined;
  return report >= someReport || ['gas', 'fire'].includes(grave.rule.id) ? 'report' : undefined;
}

const someReport = 0.03;
const outranked: ReadonlySet<Intent> = new Set<Intent>([
  'progress',
  'urge',
  'handoff',
  'reschedule',
  'cancel',
  'optout',
  'booking',
  'acceptance_no',
  'survey_score',
  'addinfo',
]);

/** A bare answer that fits the question means what the question makes of it. */
function answerOf({ asked, normal, entities, choice, level }: Signs): Intent | undefined {
  if (asked === undefined || normal.length > 24) return undefined;
  if (asked.startsWith('survey_prompt') && (level !== null || typeof choice === 'number'))
    return 'survey_score';
  if (asked === 'acceptance_prompt' && choice !== null) {
    return choice === 'yes' || choice === 1 ? 'acceptance_yes' : 'acceptance_no';
  }
  if (
    (asked === 'confirm_prompt' || asked === 'choice_prompt' || asked === 'slot_line') &&
    choice !== null
  )
    return 'addinfo';
  const wanted = fits[asked];
  return wanted?.(normal, entities) ? 'addinfo' : undefined;
}

const fits: Partial<Record<Asked, (normal: string, entities: Entities) => boolean>> = {
  slot_phone: (_, { phone }) => phone !== undefined,
  slot_ticket: (_, { ticketNo }) => ticketNo !== undefined,
  slot_last4: (normal) => /^\D{0,8}\d{4}\D{0,2}$/.test(normal),
  slot_time: (_, { timeText }) => timeText !== undefined,
  slot_name: (_, { nameText }) => nameText !== undefined,
  slot_product: (normal, { productText }) => productText !== undefined && normal.length <= 8,
  slot_address: (normal, { addressText }) =>
    addressText !== undefined && /[\d一二三四五六七八九十]/.test(normal),
};

/** Praise or blame for an answer to how satisfied one was, unless it tells of something to be done. */
function scoreOf(ranked: readonly Ranked[], { asked, normal, tone }: Signs): Intent | undefined {
  if (tone === undefined || !asked?.startsWith('survey_prompt') || normal.length > 24)
    return undefined;
  const first = ranked[0]?.intent;
  return first !== undefined && pleasantries.has(first) ? 'survey_score' : undefined;
}

const pleasantries: ReadonlySet<Intent> = new Set<Intent>([
  'other',
  'greeting',
  'thanks_bye',
  'faq',
  'acceptance_yes',
  'acceptance_no',
]);

/** "不取消了" names a cancelling and wants none: it is something to know about the ticket. */
function keptOf(ranked: readonly Ranked[], { withdrawn }: Signs): Intent | undefined {
  if (withdrawn === null) return undefined;
  return withdrawn.alone || ranked[0]?.intent === withdrawn.intent ? 'addinfo' : undefined;
}

const certain = 0.97;

function raised(ranked: readonly Ranked[], intent: Intent, confidence: number): Ranked[] {
  const rest = ranked.filter((each) => each.intent !== intent);
  const others = rest.reduce((sum, each) => sum + each.confidence, 0) || 1;
  const scaled = rest.map((each) => ({
    ...each,
    confidence: (each.confidence / others) * (1 - confidence),
  }));
  return [{ intent, confidence }, ...scaled];
}

/** Signs, code and other scripts say nothing that the model could know. */
function doubted(ranked: readonly Ranked[], normal: string): Ranked[] {
  if (isReadable(normal)) return [...ranked];
  const rest = ranked.filter(({ intent }) => intent !== 'other');
  const flat = rest.map((each) => ({ ...each, confidence: each.confidence * unread }));
  return [{ intent: 'other', confidence: unread }, ...flat];
}

const unread = 0.3;

/** There are words in it, and more of them than signs; a sigh or a filler is no word. */
export function isReadable(normal: string): boolean {
  const readable = normal.match(/[\u4e00-\u9fffa-z0-9]/g)?.length ?? 0;
  const length = Math.max(1, normal.replace(/\s/g, '').length);
  const code = normal.match(/[<>{}()[\]=;"'`\\/*$#|&_]/g)?.length ?? 0;
  return readable / length >= 0.3 && code / length < 0.12 && !filler.test(normal);
}

/** A speaker who gathers his thoughts has not said anything yet. */
const filler =
  /^(?:(?:[呃额唔啊哦噢喔诶欸]|嗯(?!$)|那个|这个|就是|怎么说|um+|uh+|er+m?|hmm+|well|so)[,。.…~、\s]*)+[嗯嘛呢]?[,。.…~\s]*$/;
