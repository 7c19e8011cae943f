import type { Request, Response, Server } from 'restify';
import type { Photo } from '../../../desk/events.ts';
import { answer, answerJson } from '../../answer.ts';
import { HttpError } from '../../errors.ts';
import { readBody, readJson } from '../../read-body.ts';
import type { Conversation } from '../channel.ts';
import { parse } from './parse.ts';
import { largestUpload, type Picture, parseUpload } from './upload.ts';
import { bearer } from './verify.ts';
import { base, type Visits, watermarkIn } from './visits.ts';

/** What a visitor says, sends and reads. */
export function mountTalk(server: Server, visits: Visits): void {
  const one = `${base}/conversations/:id`;
  server.get(`${one}/activities`, async (req, res) => read(visits, req, res));
  server.post(`${one}/activities`, async (req, res) => say(visits, req, res));
  server.post(`${one}/upload`, async (req, res) => upload(visits, req, res));
  server.get(`${base}/attachments/:id`, async (req, res) => show(visits, req, res));
}

async function read(visits: Visits, req: Request, res: Response): Promise<void> {
  const conversation = await admitted(visits, req);
  const watermark = watermarkIn(new URLSearchParams(req.getQuery()));
  visits.looking.polled(conversation);
  answerJson(res, 200, await visits.since(conversation, watermark, req));
}

async function say(visits: Visits, req: Request, res: Response): Promise<void> {
  const conversation = await admitted(visits, req);
  await take(visits, res, conversation, await readJson(req), []);
}

async function upload(visits: Visits, req: Request, res: Response): Promise<void> {
  const conversation = await admitted(visits, req);
  // A form is a little larger than the pictures in it.
  const body = await readBody(req, { limit: largestUpload + 64 * 1024, patience: 120_000 });
  const { activity = {}, pictures } = await parseUpload(body, req.headers['content-type'] ?? '');
  const kept = pictures.map(({ contentType, name }) => ({ id: '', contentType, name }));
  // A message we would refuse must not leave pictures behind.
  parse(activity, conversation, visits.options.clock.now(), kept);
  const photos = await Promise.all(pictures.map((picture) => keep(visits, picture)));
  await take(visits, res, conversation, activity, photos);
}

async function take(
  { line, options }: Visits,
  res: Response,
  conversation: Conversation,
  body: unknown,
  photos: readonly Photo[],
): Promise<void> {
  const posted = parse(body, conversation, options.clock.now(), photos);
  if (posted.kind === 'turn') await line.receive(posted.activity);
  answerJson(res, 200, { id: posted.kind === 'turn' ? posted.activity.id : '' });
}

/** An address with our signature shows the picture; the element that shows it cannot send a token. */
async function show(visits: Visits, req: Request, res: Response): Promise<void> {
  const id = String(req.params.id);
  visits.seals.picture(id, new URLSearchParams(req.getQuery()));
  const found = await visits.options.blobs.get(id);
  if (!found) throw new HttpError(404, 'NotFound', 'There is no such picture.');
  answer(res, 200, found.bytes, {
    'Content-Type': found.contentType,
    'Content-Disposition': 'inline',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cache-Control': 'private, max-age=86400, immutable',
  });
}

async function admitted(visits: Visits, req: Request): Promise<Conversation> {
  const { conv } = visits.seals.pass(bearer(req), String(req.params.id));
  return visits.living(conv);
}

async function keep({ options }: Visits, picture: Picture): Promise<Photo> {
  const id = await options.blobs.put(picture.bytes, picture.contentType);
  return { id, contentType: picture.contentType, name: picture.name };
}
