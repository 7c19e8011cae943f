/** What one utterance meant, and why we think so. The only thing `nlu/` hands out. */
export interface Understanding {
  /** As said. */
  readonly text: string;
  /** After normalisation: width, simplified characters, digits, fillers. */
  readonly normal: string;
  /** Detected language; undefined if the text does not tell ("1", "138…", "OK"). */
  readonly language: Language | undefined;
  readonly intent: Intent;
  /** Calibrated, 0–1. */
  readonly confidence: number;
  /** Confidence is high enough to act without asking. */
  readonly sure: boolean;
  /** Best first, the chosen one included; at most four. */
  readonly alternatives: readonly { readonly intent: Intent; readonly confidence: number }[];
  /** Only for reports and rush bookings; null otherwise. */
  readonly urgency: Urgency | null;
  readonly alsoUrgent: boolean;
  /** Only the model said "major": a person must confirm. */
  readonly confirmUrgency: boolean;
  /** A danger that is going on now, for safety advice. */
  readonly danger: Danger | null;
  readonly kind: Kind | null;
  /** Guess of the service line: `cleaning`, `furniture`, `visit`, `housekeeping`; undefined if the words do not tell. */
  readonly line: string | undefined;
  readonly entities: Entities;
  /** Resolved time window for `entities.timeText`; undefined if there is none or it is vague. */
  readonly time: { readonly from: number; readonly to: number } | undefined;
  /** Survey answers and yes/no alike. */
  readonly polarity: 'positive' | 'negative' | 'neutral' | 'mixed' | null;
  /** A picked option: 1-based number, or yes / no; null if the words pick nothing. */
  readonly choice: number | 'yes' | 'no' | null;
  /** Finer wishes inside an intent that the dialogs serve. */
  readonly command: Command | null;
  /** A wish named only to be taken back ("不取消了"); null if none is. The intent is then another one. */
  readonly withdraws: Intent | null;
  /** Which field the customer wants changed ("电话不对", "地址改成…"); null if none. */
  readonly correct: Field | null;
  /** Why this class: findings that counted first, then those that did not, with the cause. */
  readonly reasons: readonly Reason[];
  /** For supervisors: the words that decided the intent, and what would have changed the class. */
  readonly notes?: readonly Reason[];
}

export interface Context {
  /** Milliseconds; for relative times. */
  readonly now: number;
  /** What the bot had just asked. */
  readonly asked?: Asked;
  /** Language of the conversation so far, for texts that do not tell. */
  readonly language?: Language;
}

export const intents = [
  'report',
  'suggestion',
  'booking',
  'reschedule',
  'progress',
  'urge',
  'addinfo',
  'cancel',
  'handoff',
  'acceptance_yes',
  'acceptance_no',
  'survey_score',
  'greeting',
  'thanks_bye',
  'faq',
  'other',
  'optout',
] as const;
export type Intent = (typeof intents)[number];

export const askables = [
  'acceptance_prompt',
  'survey_prompt',
  'survey_prompt_1to4',
  'survey_prompt_ABC',
  'slot_phone',
  'slot_name',
  'slot_address',
  'slot_product',
  'slot_time',
  'slot_line',
  'slot_description',
  'slot_ticket',
  'slot_last4',
  'confirm_prompt',
  'choice_prompt',
  'open_ticket',
  'anything_else_prompt',
  'after_resolution',
] as const;
export type Asked = (typeof askables)[number];

export type Urgency = 'general' | 'urgent' | 'major';
export type Kind = 'request' | 'flaw' | 'compensation' | 'suggestion' | 'booking';
export type Language = 'zh-Hans' | 'zh-Hant' | 'en';
export type Danger =
  | 'water'
  | 'electricity'
  | 'gas'
  | 'fire'
  | 'glass'
  | 'fall'
  | 'trapped'
  | 'injury';
export type Command =
  | 'help'
  | 'repeat'
  | 'restart'
  | 'skip'
  | 'wait'
  | 'language:zh-Hans'
  | 'language:zh-Hant'
  | 'language:en';
export type Field = 'description' | 'line' | 'product' | 'address' | 'name' | 'phone' | 'time';

/** Verbatim spans (phone: digits only); absent if not said. After a self-correction only the final value. */
export interface Entities {
  readonly phone?: string;
  readonly ticketNo?: string;
  readonly timeText?: string;
  readonly addressText?: string;
  readonly amountText?: string;
  readonly areaText?: string;
  readonly productText?: string;
  /** Not part of the labelling guide; used by forms. */
  readonly nameText?: string;
}

/** Same shape as the desk's Reason, declared here because nlu imports nobody. */
export interface Reason {
  readonly rule: string;
  readonly words: readonly string[];
  readonly says: Readonly<Record<Language, string>>;
  readonly source?: string;
  /** Set if this finding was not counted, and why (negated, already resolved, the customer's own doing …). */
  readonly suppressed?: 'negated' | 'resolved' | 'hypothetical' | 'third_party' | 'own' | 'idiom';
}
