import type { Server } from 'restify';
import { z } from 'zod';
import { answerJson } from '../../../answer.ts';
import { HttpError } from '../../../errors.ts';
import { readJson } from '../../../read-body.ts';
import type { Exchange } from './exchange.ts';

/** Text messages on the page `/phone`: what is written goes the whole way, signed, through the real webhook. */
export function mountTexts(server: Server, exchange: Exchange, callerId: string): void {
  server.post('/demo/phone/texts', async (req, res) => {
    const { number, words, picture } = read(await readJson(req));
    exchange.hold(number);
    const handset = exchange.handset(number, callerId);
    const pictures = picture ? [await exchange.keeps(pictureBytes, 'image/png')] : [];
    if (words || picture) await handset.writes(words ?? '', pictures);
    answerJson(res, 200, { thread: handset.thread.slice(-shown) });
  });
}

/** A page shows no more. */
const shown = 100;

const wish = z.strictObject({
  number: z.string().regex(/^\+[1-9]\d{6,14}$/),
  words: z.string().trim().min(1).max(1600).optional(),
  picture: z.literal(true).optional(),
});

function read(body: unknown): z.output<typeof wish> {
  const found = wish.safeParse(body);
  if (found.success) return found.data;
  throw new HttpError(400, 'BadArgument', z.prettifyError(found.error));
}

/** The smallest picture there is. */
const pictureBytes = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
