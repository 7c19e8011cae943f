import type { z } from 'zod';
import type { Hands } from '../../desk/crew-reach.ts';
import type { Right } from '../../desk/crew-rights.ts';
import type { Signed } from '../../desk/crew-sessions.ts';
import type { Instant } from '../../desk/words.ts';
import type { StaffHouse } from './house.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A request as the mount hands it in; nothing of the HTTP library is left in it. */
export interface StaffRequest {
  readonly method: string;
  /** Without `/staff`. */
  readonly path: string;
  readonly query: URLSearchParams;
  header(name: string): string | undefined;
  /** The body as JSON; undefined if there is none. Throws an error with `status` and `code`. */
  json(): Promise<unknown>;
  /** The body as it came, at most so many bytes. */
  bytes(limit: number): Promise<Buffer>;
  /** Pictures in it, checked for type and size by the mount. */
  pictures(): Promise<readonly Picture[]>;
  /** Aborted when the caller has gone and nobody waits for the answer. */
  readonly gone: AbortSignal;
  readonly address: string;
  /** Over https, as the caller sees it. */
  readonly secure: boolean;
  readonly id: string;
}

export interface Picture {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly name: string;
}

export interface StaffAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  /** JSON if it is neither bytes nor a stream. */
  readonly body?: unknown;
  readonly bytes?: Buffer;
  readonly stream?: Stream;
}

/** Called once with a way to write; returns what to do when the listener has gone. */
export type Stream = (write: (text: string) => void, end: () => void) => () => void;

/** What a handler knows about the request; everything in it was checked. */
export interface Ask<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly now: Instant;
  /** Throws a problem if nobody is signed in: only routes that need nothing may be without. */
  readonly hands: Hands;
  readonly signed: Signed;
  /** `If-Match`, as the number of events the caller has seen. */
  readonly seen: number | undefined;
  /** What makes this happen: the same again has the effect of once. */
  readonly cause: string;
  readonly request: StaffRequest;
  /** What this is about, for the record of who did what. */
  about(what: string, detail?: string): void;
}

export interface Given<A> {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: A;
  readonly bytes?: Buffer;
  readonly stream?: Stream;
}

/** Takes part in the record: `changes` is always written down, `sees` shows somebody's data, `plain` neither. */
export type Trace = 'changes' | 'sees' | 'plain';

export interface RouteSpec<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  A extends z.ZodType,
> {
  /** Its name in the description and in the record. */
  readonly id: string;
  readonly method: Method;
  /** With `{name}` for what differs. */
  readonly path: string;
  readonly says: string;
  readonly needs: Right | 'session' | 'nothing';
  readonly trace: Trace;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** Instead of JSON. */
  readonly takes?: 'pictures' | 'text/csv';
  /** Absent: nothing (204). */
  readonly answer?: A;
  /** Instead of JSON. */
  readonly gives?: 'image/*' | 'text/csv' | 'text/event-stream';
  /** Beside JSON, for whoever asks for it by `Accept` or `?format=csv`. */
  readonly also?: 'text/csv';
  readonly status?: number;
  /** Takes `If-Match`: happens only if things are as one saw them. Elsewhere it is refused, not ignored. */
  readonly versioned?: true;
  /** Takes `Last-Event-ID`. */
  readonly resumes?: true;
  /** Headers of a good answer, beside those of every answer. */
  readonly tells?: readonly ('ETag' | 'Location')[];
  /** Open to who must still change their password. */
  readonly early?: true;
  handle(
    ask: Ask<z.output<P>, z.output<Q>, z.output<B>>,
    house: StaffHouse,
  ): Promise<Given<z.input<A>>>;
}

export type Route = Omit<RouteSpec<z.ZodType, z.ZodType, z.ZodType, z.ZodType>, 'handle'> & {
  handle(ask: Ask<unknown, unknown, unknown>, house: StaffHouse): Promise<Given<unknown>>;
};

/** Lets the compiler see that a handler fits its shapes, then forgets them: a list of routes is plain data. */
export function route<
  P extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
  A extends z.ZodType = z.ZodUndefined,
>(spec: RouteSpec<P, Q, B, A>): Route {
  return spec as unknown as Route;
}
