import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { plugins, type Request, type Response, type Server } from 'restify';
import { z } from 'zod';
import { answerJson } from '../../answer.ts';
import { HttpError } from '../../errors.ts';
import { readJson } from '../../read-body.ts';
import type { Conversation } from '../channel.ts';
import { localeShape, start } from './parse.ts';
import { bearer, type Pass, refuseOtherSites, tokenLife } from './verify.ts';
import { base, type Visits, watermarkIn } from './visits.ts';

/** How a visitor comes in, comes back, and stays in. */
export function mountEntrance(server: Server, visits: Visits): void {
  // A crowd may come in at once, also through one proxy; a loop may not fill the disk.
  const doorkeeper = plugins.throttle({ burst: 120, rate: 2, ip: true });
  server.post(`${base}/tokens/generate`, async (req, res) => generate(visits, req, res));
  server.post(`${base}/tokens/refresh`, async (req, res) => refresh(visits, req, res));
  server.post(`${base}/conversations`, doorkeeper, async (req: Request, res: Response) =>
    open(visits, req, res),
  );
  server.get(`${base}/conversations/:id`, async (req, res) => reconnect(visits, req, res));
}

type Newcomer = Pick<Pass, 'conv' | 'user'>;

const fresh = z
  .object({ conversationId: z.string().max(128).optional() })
  .nullish()
  .catch(null);
const opening = z.object({ locale: localeShape }).nullish().catch(null);

/** A token for a new conversation, or again for one of this visitor's own. */
async function generate(visits: Visits, req: Request, res: Response): Promise<void> {
  refuseOtherSites(req, visits.options.publicBaseUrl);
  const wanted = fresh.parse(await readJson(req))?.conversationId;
  const user = visits.seals.visitor(req);
  if (wanted !== undefined && (await visits.living(wanted)).account !== account(user))
    throw new HttpError(403, 'NotYours', 'This conversation belongs to somebody else.');
  const conv = wanted ?? randomId();
  answerJson(res, 200, ticket(visits, { conv, user }), cookie(visits, user));
}

async function refresh(visits: Visits, req: Request, res: Response): Promise<void> {
  answerJson(res, 200, ticket(visits, visits.seals.pass(bearer(req))));
}

async function open(visits: Visits, req: Request, res: Response): Promise<void> {
  const newcomer = who(visits, req);
  const locale = opening.parse(await readJson(req))?.locale;
  const known = await visits.line.conversation(newcomer.conv);
  if (!known) await visits.line.create(newcomer.conv, account(newcomer.user), 'webchat', locale);
  await greet(visits, await visits.living(newcomer.conv));
  const kept = req.headers.authorization ? {} : cookie(visits, newcomer.user);
  answerJson(res, known ? 200 : 201, doorway(visits, req, newcomer, 0), kept);
}

/** Where a lost client goes on: the same conversation, from the watermark it knows. */
async function reconnect(visits: Visits, req: Request, res: Response): Promise<void> {
  const pass = visits.seals.pass(bearer(req), String(req.params.id));
  const watermark = watermarkIn(new URLSearchParams(req.getQuery()));
  await greet(visits, await visits.living(pass.conv));
  answerJson(res, 200, doorway(visits, req, pass, watermark));
}

/** Anybody may begin a conversation; a token already says which one it will be. */
function who(visits: Visits, req: Request): Newcomer {
  if (req.headers.authorization) return visits.seals.pass(bearer(req));
  refuseOtherSites(req, visits.options.publicBaseUrl);
  return { conv: randomId(), user: visits.seals.visitor(req) };
}

/** Also after a crash between creating and greeting; the fixed activity id makes it greet once. */
async function greet(visits: Visits, conversation: Conversation): Promise<void> {
  const { watermark } = await visits.line.since(conversation.id, Number.MAX_SAFE_INTEGER);
  if (watermark > 0) return;
  await visits.line.receive(start(conversation, visits.options.clock.now()));
}

function ticket({ seals }: Visits, { conv, user }: Newcomer) {
  return {
    conversationId: conv,
    token: seals.token(conv, user),
    expires_in: tokenLife / 1000,
  };
}

function doorway(visits: Visits, req: IncomingMessage, newcomer: Newcomer, watermark: number) {
  const entry = ticket(visits, newcomer);
  const origin = visits.origin(req).replace(/^http/, 'ws');
  const query = new URLSearchParams({ watermark: String(watermark), t: entry.token });
  return {
    ...entry,
    streamUrl: `${origin}${base}/conversations/${entry.conversationId}/stream?${query}`,
  };
}

function cookie({ seals, options }: Visits, visitor: string) {
  return { 'Set-Cookie': seals.cookie(visitor, options.publicBaseUrl.startsWith('https:')) };
}

function account(visitor: string): string {
  return `webchat:${visitor}`;
}

function randomId(): string {
  return randomBytes(16).toString('base64url');
}
