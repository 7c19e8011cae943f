import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { handsOf } from '../../desk/crew-reach.ts';
import { reachOf } from '../../desk/crew-rights.ts';
import type { Signed } from '../../desk/crew-sessions.ts';
import { guard, sessionToken } from './cookies.ts';
import type { StaffHouse } from './house.ts';
import { foreignProblem, Problem, problemDocument, unfit } from './problem.ts';
import { typedQuery } from './query.ts';
import type { Ask, Route, StaffAnswer, StaffRequest } from './route.ts';
import { routes } from './routes/index.ts';

export type StaffDoor = (request: StaffRequest) => Promise<StaffAnswer>;

/** Answers every request below `/staff`; throws only what failed on our side. */
export function staffDoor(house: StaffHouse): StaffDoor {
  return async (request) => {
    try {
      return await serve(request, house);
    } catch (error) {
      const problem = problemOf(error);
      if (!problem) throw error;
      return refusal(problem, request.id);
    }
  };
}

/** A problem as an answer; also for what the mount itself must refuse. */
export function refusal(problem: Problem, request: string): StaffAnswer {
  return {
    status: problem.status,
    headers: { 'Content-Type': 'application/problem+json', ...problem.headers },
    bytes: Buffer.from(JSON.stringify(problemDocument(problem, request))),
  };
}

async function serve(request: StaffRequest, house: StaffHouse): Promise<StaffAnswer> {
  const { route, params } = find(request);
  const token = sessionToken(request);
  const signed = token === undefined ? undefined : await house.sessions.of(token);
  const trace = new Notes(route, request, signed, house);
  try {
    const answer = await handle(route, params, { request, house, signed, trace });
    await trace.write('done');
    return answer;
  } catch (error) {
    const problem = problemOf(error);
    // Who is locked out has been counted, who is to come back later does; every further try would only fill the record.
    if (problem && ![429, 503].includes(problem.status)) await trace.write('refused', problem.code);
    throw error;
  }
}

interface Scene {
  readonly request: StaffRequest;
  readonly house: StaffHouse;
  readonly signed: Signed | undefined;
  readonly trace: Notes;
}

async function handle(
  route: Route,
  params: Readonly<Record<string, string>>,
  { request, house, signed, trace }: Scene,
): Promise<StaffAnswer> {
  guard(request, route, signed);
  admit(route, signed);
  const hands = signed && handsOf(signed.account, await house.roster());
  const body = route.body && (await request.json());
  const ask: Ask<unknown, unknown, unknown> = {
    params: checked(route.params, params, 'path'),
    query: checked(route.query ?? nothing, typedQuery(request.query, route.query), 'query'),
    body: route.body && checked(route.body, body, 'body'),
    now: house.clock.now(),
    get hands() {
      return hands ?? nobodySignedIn();
    },
    get signed() {
      return signed ?? nobodySignedIn();
    },
    seen: seenIn(request, route),
    cause: `staff/${signed?.account.name ?? '-'}/${keyIn(request, body)}`,
    request,
    about: (what, detail) => trace.about(what, detail),
  };
  const { status, headers = {}, ...given } = await route.handle(ask, house);
  return {
    status: status ?? route.status ?? (route.answer || route.gives ? 200 : 204),
    headers,
    ...given,
  };
}

function admit(route: Route, signed: Signed | undefined): void {
  if (route.needs === 'nothing') return;
  if (!signed) nobodySignedIn();
  const { account } = signed;
  if (account.changePassword && !route.early)
    throw new Problem(403, 'change_password', 'Choose a password of your own first.');
  if (route.needs !== 'session' && reachOf(account.role, route.needs) === undefined)
    throw new Problem(403, 'forbidden', `The role ${account.role} may not do this.`);
}

function nobodySignedIn(): never {
  throw new Problem(401, 'signed_out', 'Sign in first.', {
    headers: { 'WWW-Authenticate': 'Cookie realm="staff"' },
  });
}

function checked(
  shape: Route['params'],
  value: unknown,
  where: 'path' | 'query' | 'body',
): unknown {
  if (!shape) return undefined;
  const read = shape.safeParse(value ?? (where === 'body' ? undefined : {}));
  if (read.success) return read.data;
  throw unfit(read.error, where);
}

const nothing = z.strictObject({});

/** What makes this happen: the caller's own name for it and what it says, so that sending it again does it once. */
function keyIn(request: StaffRequest, body: unknown): string {
  const given = request.header('idempotency-key');
  if (given === undefined) return randomUUID();
  if (/^[\w.:-]{1,80}$/.test(given)) return body === undefined ? given : `${given}#${print(body)}`;
  throw unfitHeader('Idempotency-Key', 'Up to 80 letters, digits and . _ : -');
}

const print = (body: unknown): string =>
  createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 16);

function seenIn(request: StaffRequest, { versioned }: Route): number | undefined {
  const given = request.header('if-match');
  if (given === undefined || given === '*') return undefined;
  if (!versioned) throw unfitHeader('If-Match', 'It is not heeded here.');
  // A proxy that packs answers makes a tag weak; it is the same version all the same.
  const [, seq] = /^(?:W\/)?"(\d{1,6})"$/.exec(given) ?? [];
  if (seq !== undefined) return Number(seq);
  throw unfitHeader('If-Match', 'One version, e.g. "7".');
}

function unfitHeader(field: string, detail: string): Problem {
  return new Problem(400, 'invalid', `${field} cannot be as it is.`, {
    fields: [{ in: 'header', field, detail }],
  });
}

function find(request: StaffRequest): { route: Route; params: Record<string, string> } {
  const fitting = compiled.flatMap(({ route, pattern }) => {
    const match = pattern.exec(request.path);
    return match ? [{ route, params: decoded(match.groups ?? {}) }] : [];
  });
  const [first] = fitting;
  if (!first) throw new Problem(404, 'unknown', 'There is nothing at this address.');
  const found = fitting.find(({ route }) => route.method === request.method);
  if (found) return found;
  const taken = new Set(
    fitting.flatMap(({ route: { method } }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])),
  );
  const allow = [...taken].join(', ');
  const detail = `This address takes ${allow}.`;
  throw new Problem(405, 'method', detail, { headers: { Allow: allow } });
}

const compiled = routes.map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]{1,200})')}$`),
}));

function decoded(groups: Readonly<Record<string, string>>): Record<string, string> {
  try {
    return Object.fromEntries(
      Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]),
    );
  } catch {
    throw new Problem(404, 'unknown', 'There is nothing at this address.');
  }
}

/** A problem as such; refusals of the mount (too large, broken JSON) are problems as well. */
function problemOf(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  if (!(error instanceof Error) || !('status' in error) || !('code' in error)) return undefined;
  const status = Number(error.status);
  return status >= 400 && status < 500
    ? foreignProblem({ status, code: String(error.code), message: error.message })
    : undefined;
}

/** What goes into the record of who did what. */
class Notes {
  readonly #route: Route;
  readonly #request: StaffRequest;
  readonly #signed: Signed | undefined;
  readonly #house: StaffHouse;
  #about: string | undefined;
  #detail: string | undefined;

  constructor(route: Route, request: StaffRequest, signed: Signed | undefined, house: StaffHouse) {
    this.#route = route;
    this.#request = request;
    this.#signed = signed;
    this.#house = house;
  }

  about(what: string, detail?: string): void {
    this.#about = what;
    this.#detail = detail;
  }

  /** What was refused to somebody signed in is worth knowing too; strangers are counted by the locks. */
  async write(outcome: 'done' | 'refused', why?: string): Promise<void> {
    const { id, trace } = this.#route;
    const account = this.#signed?.account;
    const worth = outcome === 'done' ? trace !== 'plain' : account !== undefined;
    if (!worth && this.#about === undefined) return;
    const detail = [this.#detail, why].filter(Boolean).join(': ');
    await this.#house.audit.record({
      who: account?.name ?? '-',
      ...(account && { role: account.role }),
      from: this.#request.address,
      what: id,
      ...(this.#about !== undefined && { about: this.#about }),
      outcome,
      ...(detail && { detail }),
    });
  }
}
