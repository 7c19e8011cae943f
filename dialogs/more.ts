import type { TicketView } from '../desk/view.ts';
import type { Understanding } from '../nlu/understanding.ts';
import type { Change } from './corrections.ts';
import { isGraver, judge, type Purpose } from './draft.ts';
import type { FormState } from './form.ts';
import { answersSlot, heardAlone } from './slots.ts';
import { isOpen } from './status.ts';
import type { Talk } from './talk.ts';
import { isAmended } from './text/amends.ts';
import { beginsMore, isQuestion, isWordless, saysEnough, waveIn } from './text/answers.ts';
import { gapBefore } from './text/bare.ts';
import type { Sentence } from './text/index.ts';

/** More about the problem, told while we asked for something else; undefined if these words are no such thing. */
export function moreOf(talk: Talk, { purpose, stage }: FormState): Understanding | undefined {
  const { text, choice, entities } = talk.understanding;
  if (talk.picked || purpose === 'handoff' || isWordless(text)) return undefined;
  // A second number is not thrown away: it goes along in the customer's words.
  if (phonesIn(talk) > 1) return { ...talk.understanding, urgency: null, danger: null };
  if (waveIn(text) || isQuestion(text)) return undefined;
  if (choice !== null && !beginsMore(text)) return undefined;
  // Half a telephone number is a try at it, not one more problem.
  const halfNumber = talk.asked === 'slot_phone' && /\d{3}/.test(talk.understanding.normal);
  if (stage !== 'confirming' && halfNumber) return undefined;
  const answers = stage !== 'confirming' && answersSlot(talk);
  const names = entities.productText !== undefined && talk.asked !== 'slot_product';
  if (answers && !names) return undefined;
  const alone = heardAlone(talk);
  const problem = purpose === 'report' && alone.intent === 'report' && isPlain(alone);
  if (stage === 'confirming') return problem || saysSomething(text, alone) ? alone : undefined;
  if (answers) return problem ? alone : undefined;
  return problem || beginsMore(text) ? alone : undefined;
}

/** A guess at a problem would put any grumble on the ticket. */
const isPlain = ({ confidence, entities, danger }: Understanding): boolean =>
  confidence >= (entities.productText || danger ? 0.6 : 0.8);

/** While we read back, a sentence that is no yes, no change and no question is one more thing to know. */
const saysSomething = (text: string, { intent, entities }: Understanding): boolean =>
  (intent === 'addinfo' || intent === 'other') &&
  entities.timeText === undefined &&
  (/[\u4e00-\u9fff]/.test(text) ? [...text].length >= 4 : text.trim().split(/\s+/).length >= 3);

const phonesIn = ({ understanding: { text } }: Talk): number =>
  isAmended(text)
    ? 0
    : (text.normalize('NFKC').match(/(?<!\d)(?:1\d{10}|09\d{8}|0\d{2,3}-?\d{7,8})(?!\d)/g) ?? [])
        .length;

/** The open ticket of a moment ago that this may belong to: told as one more thing, or without saying what it is about. */
export async function stillAbout(
  talk: Talk,
  heard: Understanding,
): Promise<TicketView | undefined> {
  const { text, line, entities, urgency, confirmUrgency, danger } = heard;
  if (danger || (!beginsMore(text) && (line !== undefined || entities.productText)))
    return undefined;
  const last = (await talk.desk.ticketsOf(talk.account)).find(
    ({ no }) => no === talk.memory.lastTicket,
  );
  if (!last || !isOpen(last) || talk.now - last.registeredAt > freshFor) return undefined;
  // What is certainly graver than the ticket must not hide in it.
  const graver = !confirmUrgency && isGraver(urgency ?? 'general', last.urgency);
  return graver ? undefined : last;
}

const freshFor = 30 * 60_000;

/** Adds to the problem in the customer's own words. */
export function addWords({ facts }: FormState, text: string): void {
  const words = text.trim();
  if (facts.description?.includes(words)) return;
  facts.description = facts.description ? `${facts.description}${gapBefore(words)}${words}` : words;
}

/** What follows from a change: other words are judged anew, another service or item is explained by what was said. */
export function conclude(talk: Talk, form: FormState, { field, value }: Change): void {
  const { text } = talk.understanding;
  if ((field === 'line' || field === 'product') && saysEnough(text)) addWords(form, text);
  if (field !== 'description' || value === undefined) return;
  const heard = talk.understand(value);
  form.judged = judge(heard, form.purpose as Purpose);
  delete form.facts.product;
  const { productText } = heard.entities;
  if (productText) form.facts.product = productText;
  const line = talk.lines.find(({ id }) => id === heard.line)?.id;
  if (line) form.facts.line = line;
}

export const advice = ({ say: { s } }: Talk, { danger }: Understanding): Sentence[] =>
  danger ? [s.danger[danger]] : [];
