import { randomUUID } from 'node:crypto';
import { HotlineError } from './errors.ts';
import type { Log } from './log.ts';

/** Turns a spoken message into words; undefined if it cannot. */
export type Listen = (voice: Voice) => Promise<string | undefined>;

export interface Voice {
  readonly bytes: Buffer;
  readonly contentType: string;
}

export interface Recogniser {
  /** Without trailing slash, e.g. `https://speech.example.com/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  readonly key?: string;
}

/**
 * A speech recogniser by HTTP: `POST <base>/audio/transcriptions`, a form with `file`, `model` and
 * `response_format=json`, answered by `{"text": "…"}`. Whisper servers and most vendors take this form.
 */
export function listenWith({ baseUrl, model, key }: Recogniser, log: Log): Listen {
  return async (voice) => {
    const boundary = randomUUID();
    try {
      const answer = await fetch(`${baseUrl}/audio/transcriptions`, {
        method: 'POST',
        body: new Uint8Array(form(boundary, voice, { model, response_format: 'json' })),
        headers: {
          'Content-Type': `multipart/form-data; boundary=${boundary}`,
          ...(key && { Authorization: `Bearer ${key}` }),
        },
        signal: AbortSignal.timeout(patience),
      });
      if (!answer.ok) throw new HotlineError('speech.refused', `HTTP ${answer.status}`);
      const { text } = (await answer.json()) as { text?: unknown };
      return typeof text === 'string' && text.trim() ? text.trim().slice(0, longest) : undefined;
    } catch (error) {
      // What was said and the key are nobody's business in a log.
      log.warn('speech.unheard', { why: error instanceof Error ? error.message : 'broken' });
      return undefined;
    }
  };
}

/** Written out as it goes over the wire: its length is known, and nothing waits for a thread. */
function form(boundary: string, voice: Voice, fields: Readonly<Record<string, string>>): Buffer {
  const part = (name: string) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"`;
  const texts = Object.entries(fields).map(([name, value]) => `${part(name)}\r\n\r\n${value}\r\n`);
  const { bytes, contentType } = voice;
  const file = `${part('file')}; filename="voice.${endings[contentType] ?? 'bin'}"\r\nContent-Type: ${contentType}\r\n\r\n`;
  return Buffer.concat([
    Buffer.from(texts.join('') + file),
    bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
}

const patience = 20_000;
const longest = 2000;

/** Recognisers judge by the name's ending. */
const endings: Readonly<Record<string, string>> = {
  'audio/amr': 'amr',
  'audio/mpeg': 'mp3',
  'audio/x-speex': 'spx',
};
