import { HotlineError } from './errors.ts';
import type { Log } from './log.ts';

/** Turns a spoken message into words; undefined if it cannot. */
export type Listen = (voice: {
  readonly bytes: Buffer;
  readonly contentType: string;
}) => Promise<string | undefined>;

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
  return async ({ bytes, contentType }) => {
    const form = new FormData();
    const ending = endings[contentType] ?? 'bin';
    form.set('file', new Blob([new Uint8Array(bytes)], { type: contentType }), `voice.${ending}`);
    form.set('model', model);
    form.set('response_format', 'json');
    try {
      const answer = await fetch(`${baseUrl}/audio/transcriptions`, {
        method: 'POST',
        body: form,
        ...(key && { headers: { Authorization: `Bearer ${key}` } }),
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

const patience = 20_000;
const longest = 2000;

/** Recognisers judge by the name's ending. */
const endings: Readonly<Record<string, string>> = {
  'audio/amr': 'amr',
  'audio/mpeg': 'mp3',
  'audio/x-speex': 'spx',
};
