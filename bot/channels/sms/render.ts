import MessagingResponse from 'twilio/lib/twiml/MessagingResponse.js';
import type { LogEntry } from '../channel.ts';

/** What was said as text messages; the choices of the newest question are numbered and picked by number. */
export function messages(entries: readonly LogEntry[]): string[] {
  const said = entries.filter(({ from, text }) => from !== 'user' && text);
  const choices = (said.at(-1)?.choices ?? []).map(({ title }) => title);
  return pieces(numbered(said.map(({ text = '' }) => text).join('\n'), choices));
}

export const numbered = (text: string, choices: readonly string[]): string =>
  [text, ...choices.map((title, at) => `${at + 1}. ${title}`)].join('\n');

/** The answer on the open connection; without texts it only says that we have it. */
export function twiml(texts: readonly string[]): string {
  const answer = new MessagingResponse();
  for (const text of texts) answer.message(text);
  return answer.toString();
}

/**
 * Texts no longer than carriers bring: to mainland China 500 characters, and longer ones break elsewhere, too. Cut
 * between lines, else behind sentences, else between whole characters.
 */
export function pieces(text: string, most = longest): string[] {
  const found: string[] = [];
  for (let rest = clean(text); rest !== ''; ) {
    const end = rest.length <= most ? rest.length : endOf(rest, most);
    found.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return found;
}

const longest = 500;

/** Not in the first half: many tiny pieces read worse than a cut sentence. */
function endOf(text: string, most: number): number {
  const fitting = text.slice(0, most);
  for (const mark of [/\n/g, /[\u3002\uff01\uff1f\uff1b]|[.!?;](?=\s)/g]) {
    const end = [...fitting.matchAll(mark)].at(-1)?.index;
    if (end !== undefined && end > most / 2) return end + 1;
  }
  let end = 0;
  for (const { index, segment } of characters.segment(fitting)) {
    if (index + segment.length < most) end = index + segment.length;
  }
  return end || most;
}

const characters = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** The provider's client refuses to write what XML cannot hold. */
const clean = (text: string): string =>
  text
    .toWellFormed()
    .replace(/(?!\n)\p{Cc}/gu, ' ')
    .replace(/[\uFFFE\uFFFF]/g, '')
    .trim();
