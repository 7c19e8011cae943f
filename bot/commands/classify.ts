import { createInterface } from 'node:readline';
import { createUnderstand } from '../../nlu/understand.ts';
import { type Asked, askables, type Reason, type Understanding } from '../../nlu/understanding.ts';
import { causes } from '../../nlu/urgency/explain.ts';
import { realClock } from '../clock.ts';

/**
 * `npm run -s classify`: JSON lines in, JSON lines out, in order. A broken line yields an error with
 * its number and the rest goes on. `--explain` prints for people instead.
 */
const explain = process.argv.includes('--explain');
const understand = createUnderstand();
const now = realClock.now();
let number = 0;

for await (const line of createInterface({ input: process.stdin })) {
  number++;
  if (line.trim() === '') continue;
  const request = parse(line);
  if (typeof request === 'string') write({ error: request, line: number });
  else answer(request);
}

interface Request {
  readonly id: unknown;
  readonly text: string;
  readonly asked: Asked | undefined;
}

/** The request in a line, or what is wrong with it. */
function parse(line: string): Request | string {
  let raw: unknown;
  try {
    raw = JSON.parse(line);
  } catch (fault) {
    return `line ${number} is not JSON: ${(fault as Error).message}`;
  }
  if (typeof raw !== 'object' || raw === null || !('text' in raw) || typeof raw.text !== 'string') {
    return `line ${number} has no "text"`;
  }
  const { text, id, context } = raw as { text: string; id?: unknown; context?: unknown };
  const asked = askables.find((name) => name === context);
  return { id, text, asked };
}

function answer({ id, text, asked }: Request): void {
  const heard = understand(text, { now, ...(asked && { asked }) });
  if (explain) process.stdout.write(explained(id, heard));
  else write(labelled(id, heard));
}

/** The names of the labelling guide. */
function labelled(id: unknown, heard: Understanding): object {
  const { nameText: _, ...entities } = heard.entities;
  return {
    id,
    intent: heard.intent,
    confidence: Number(heard.confidence.toFixed(4)),
    urgency: heard.urgency,
    alsoUrgent: heard.alsoUrgent,
    kind: heard.kind,
    entities,
    polarity: heard.polarity,
    reasons: [...heard.reasons, ...(heard.notes ?? [])],
  };
}

function write(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

function explained(id: unknown, heard: Understanding): string {
  const { text, intent, confidence, sure, alternatives, urgency, entities } = heard;
  const language = heard.language ?? 'zh-Hans';
  const others = alternatives
    .slice(1, 3)
    .map((other) => `${other.intent} ${percent(other.confidence)}`);
  const facts = Object.entries(entities).map(([name, value]) => `${name} “${value}”`);
  const lines = [
    `${id === undefined ? '' : `${id}  `}${text}`,
    `  ${intent} ${percent(confidence)}${sure ? '' : ' (unsure)'}  [${others.join(', ')}]`,
    urgency &&
      `  ${urgency}${heard.alsoUrgent ? ', also urgent' : ''}${heard.confirmUrgency ? ', a person must confirm' : ''}`,
    facts.length > 0 && `  ${facts.join(', ')}`,
    ...[...heard.reasons, ...(heard.notes ?? [])].map(
      (reason) => `  · ${sentence(reason, language)}`,
    ),
  ];
  return `${lines.filter(Boolean).join('\n')}\n\n`;
}

function sentence(
  { says, words, source, suppressed }: Reason,
  language: keyof Reason['says'],
): string {
  const quoted = words.length > 0 ? ` “${words.join('” “')}”` : '';
  const promise = source === undefined ? '' : ` (${source})`;
  return `${says[language]}${quoted}${promise}${suppressed === undefined ? '' : ` — ${causes[suppressed][language]}`}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
