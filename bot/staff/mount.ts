import type { Request, Response, Server } from 'restify';
import { refusal, type StaffDoor } from '../../web/staff/door.ts';
import { foreignProblem, Problem } from '../../web/staff/problem.ts';
import type { Picture, StaffAnswer, StaffRequest, Stream } from '../../web/staff/route.ts';
import { answer, answerJson, isHead } from '../answer.ts';
import { largestUpload, parseUpload } from '../channels/webchat/upload.ts';
import { callerOf, type Trusts } from '../forwarded.ts';
import type { Log } from '../log.ts';
import { readBody, readJson } from '../read-body.ts';
import type { Refusals } from '../server.ts';

export interface StaffMountParts {
  readonly door: StaffDoor;
  readonly log: Log;
  /** Over https, as the crew's browsers see it. */
  readonly secure: boolean;
  /** Proxies that are believed. */
  readonly trusts: Trusts;
}

export interface StaffMount {
  mount(server: Server): void;
  /** Ends the streams that are open: the server would wait for them. */
  close(): void;
}

/** The staff interface on HTTP: below `/staff` every answer is the door's. */
export function mountStaff(parts: StaffMountParts): StaffMount {
  const streams = new Set<Response>();
  const serve = async (req: Request, res: Response) => {
    const answered = await ask(parts, req, res);
    if (answered.stream) {
      streams.add(res);
      res.on('close', () => streams.delete(res));
    }
    send(req, res, answered);
  };
  return {
    mount(server) {
      for (const add of ['get', 'post', 'put', 'patch', 'del', 'opts'] as const)
        for (const path of ['/staff', '/staff/*']) server[add](path, serve);
    },
    close: () => {
      for (const res of streams) res.end();
    },
  };
}

/** What the HTTP library itself refuses below `/staff`, as the door would. */
export const refusals: Refusals = {
  below: '/staff',
  send(res, error) {
    const { status, headers, bytes } = refusal(foreignProblem(error), requestId(res));
    answer(res, status, bytes ?? '', headers as Record<string, string>);
  },
};

const requestId = (res: Response): string => String(res.getHeader('X-Request-Id') ?? '');

async function ask(parts: StaffMountParts, req: Request, res: Response) {
  const { door, log } = parts;
  const id = requestId(res);
  try {
    return await door(requestOf(req, id, goneWith(res), parts));
  } catch (error) {
    log.error('staff.failed', { request: id, error });
    const detail = 'Something went wrong on our side. Please try again.';
    return refusal(new Problem(500, 'failed', detail), id);
  }
}

/** Aborted if the connection ends before the answer does. */
function goneWith(res: Response): AbortSignal {
  const leaving = new AbortController();
  res.on('close', () => void (res.writableFinished || leaving.abort()));
  return leaving.signal;
}

function requestOf(
  req: Request,
  id: string,
  gone: AbortSignal,
  { secure, trusts }: StaffMountParts,
): StaffRequest {
  const url = new URL(req.url ?? '/', 'http://staff');
  return {
    method: String(req.method),
    path: url.pathname.slice('/staff'.length) || '/',
    query: url.searchParams,
    header: (name) => {
      const given = req.headers[name];
      return Array.isArray(given) ? given[0] : given;
    },
    json: () => readJson(req),
    bytes: (limit) => readBody(req, { limit, patience: 60_000 }),
    pictures: () => picturesIn(req),
    gone,
    address: callerOf(
      req.socket.remoteAddress ?? '',
      String(req.headers['x-forwarded-for'] ?? ''),
      trusts,
    ),
    secure,
    id,
  };
}

async function picturesIn(req: Request): Promise<readonly Picture[]> {
  const body = await readBody(req, { limit: largestUpload, patience: 60_000 });
  const { pictures } = await parseUpload(body, String(req.headers['content-type'] ?? ''));
  return pictures;
}

function send(req: Request, res: Response, answered: StaffAnswer): void {
  const { status, headers, body, bytes, stream } = answered;
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value as string[]);
  if (stream) flow(res, stream, isHead(req));
  else if (body === undefined) answer(res, status, bytes ?? '');
  else answerJson(res, status, body);
}

/** Server-sent events: headers at once, then whatever the door writes, until either side leaves. */
function flow(res: Response, stream: Stream, head: boolean): void {
  res.setHeader('Content-Type', 'text/event-stream; charset=utf-8');
  res.setHeader('X-Accel-Buffering', 'no');
  res.writeHead(200);
  if (head) return void res.end();
  const leave = stream(
    // Who does not read must not fill our memory; they come back and go on where they were.
    (text) => void (res.writableLength > mostUnread ? res.destroy() : res.write(text)),
    () => void res.end(),
  );
  res.on('close', leave);
  if (res.destroyed) leave();
}

/** Bytes. */
const mostUnread = 1024 * 1024;
