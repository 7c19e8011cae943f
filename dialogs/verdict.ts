import type { TicketView } from '../desk/view.ts';
import type { Understanding } from '../nlu/understanding.ts';
import type { Talk } from './talk.ts';
import { isQuestion } from './text/answers.ts';
import {
  agreesTo,
  differs,
  isBareNo,
  isHollow,
  saysBad,
  saysGood,
  saysStill,
} from './text/verdict.ts';

/** What the customer's words make of finished work or of a plan. */
export type Opinion =
  | { readonly is: 'yes' }
  /** `words`: what is wrong, or to be changed; absent if they did not say. */
  | { readonly is: 'no'; readonly words?: string }
  /** Friendly, but no sign-off: asked once more. */
  | { readonly is: 'unclear' }
  /** A problem, but perhaps another one. */
  | { readonly is: 'trouble'; readonly words: string }
  | { readonly is: 'question'; readonly words: string };

type About = 'acceptance' | 'plan';

/** The answer in these words; undefined if they are about something else. `direct`: we had just asked. */
export function opinionIn(talk: Talk, about: About, direct: boolean): Opinion | undefined {
  const { understanding } = talk;
  const alone = talk.understand(understanding.text);
  if (alone.confidence >= plain && ownWishes.has(alone.intent)) return undefined;
  return about === 'plan' ? onPlan(alone, direct) : onWork(talk, alone, direct);
}

const plain = 0.8;
/** Wishes of their own, whatever we asked. */
const ownWishes: ReadonlySet<Understanding['intent']> = new Set([
  'progress',
  'urge',
  'handoff',
  'cancel',
  'booking',
  'optout',
]);

function onWork(talk: Talk, alone: Understanding, direct: boolean): Opinion | undefined {
  const { text } = alone;
  if (isBareNo(text)) return direct ? { is: 'no' } : undefined;
  if (isHollow(text)) return direct ? { is: 'unclear' } : undefined;
  const report = alone.intent === 'report' && alone.sure;
  if (saysBad(text)) {
    if (saysStill(text) || (direct && !report)) return { is: 'no', words: text };
    return report || alone.intent === 'acceptance_no' ? { is: 'trouble', words: text } : undefined;
  }
  if (saysGood(text)) return { is: 'yes' };
  if (report) return direct ? { is: 'trouble', words: text } : undefined;
  if (!direct) return undefined;
  const inContext = talk.understand(text, 'acceptance_prompt');
  if (!inContext.sure) return undefined;
  if (inContext.intent === 'acceptance_no') return { is: 'no', words: text };
  return inContext.choice === 'yes' ? { is: 'yes' } : undefined;
}

function onPlan({ text, choice }: Understanding, direct: boolean): Opinion | undefined {
  if (isBareNo(text)) return { is: 'no' };
  if (differs(text)) return { is: 'no', words: text };
  if (isQuestion(text)) return { is: 'question', words: text };
  if (agreesTo(text) || (direct && choice === 'yes')) return { is: 'yes' };
  return direct && saysBad(text) ? { is: 'no', words: text } : undefined;
}

/** Is a problem told in these words the one this ticket is about? */
export function soundsLike({ subject }: TicketView, words: string): boolean {
  return subject !== undefined && subject !== '' && words.includes(subject);
}
