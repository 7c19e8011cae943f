import { readdirSync, readFileSync } from 'node:fs';
import { type Asked, askables, type Intent, intents } from '../understanding.ts';

/** One hand-written utterance with its labels. */
export interface Sample {
  readonly text: string;
  readonly intent: Intent;
  readonly urgency?: 'general' | 'urgent' | 'major';
  readonly also: boolean;
  readonly kind?: string;
  readonly line?: string;
  readonly channel: string;
  readonly lang: string;
  readonly asked?: Asked;
  readonly polarity?: string;
  readonly tag?: string;
  /** file:line, for messages. */
  readonly at: string;
}

/** Reads every `*.txt` of a folder; throws naming file and line if a header is wrong. */
export function readCorpus(folder: URL): Sample[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  return files.sort().flatMap((name) => parse(name, readFileSync(new URL(name, folder), 'utf8')));
}

function parse(file: string, text: string): Sample[] {
  const samples: Sample[] = [];
  let header: Omit<Sample, 'text' | 'at'> | undefined;
  for (const [i, line] of text.split('\n').entries()) {
    const at = `${file}:${i + 1}`;
    if (line.startsWith('## ')) header = parseHeader(line.slice(3), at);
    else if (line.trim() !== '' && !line.startsWith('# ')) {
      if (header === undefined) throw new Error(`${at}: utterance before the first header`);
      samples.push({ ...header, text: line.trim(), at });
    }
  }
  return samples;
}

const legal: Readonly<Record<string, readonly string[] | undefined>> = {
  intent: intents,
  urgency: ['general', 'urgent', 'major', 'none'],
  also: ['0', '1'],
  kind: ['request', 'flaw', 'compensation', 'suggestion', 'booking', 'none'],
  line: ['cleaning', 'furniture', 'visit', 'housekeeping', 'none'],
  channel: ['chat', 'voice'],
  lang: ['zh-Hans', 'zh-Hant', 'en'],
  asked: askables,
  polarity: ['positive', 'negative', 'neutral', 'mixed', 'none'],
};

function parseHeader(line: string, at: string): Omit<Sample, 'text' | 'at'> {
  const fields: Record<string, string> = {};
  for (const field of line.trim().split(/\s+(?=[a-z]+=)/)) {
    const [name = '', value = ''] = field.split('=', 2);
    if (name !== 'tag' && !legal[name]?.includes(value)) {
      throw new Error(`${at}: "${field}" is not a legal header field`);
    }
    if (value !== 'none') fields[name] = value;
  }
  if (fields.intent === undefined) throw new Error(`${at}: the header names no intent`);
  return {
    channel: 'chat',
    lang: 'zh-Hans',
    ...fields,
    intent: fields.intent as Intent,
    also: fields.also === '1',
  } as Omit<Sample, 'text' | 'at'>;
}
