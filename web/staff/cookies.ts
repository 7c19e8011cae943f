import { timingSafeEqual } from 'node:crypto';
import type { Signed } from '../../desk/crew-sessions.ts';
import { Problem } from './problem.ts';
import type { Route, StaffRequest } from './route.ts';

/** The session's cookie; over https its name binds it to this very host. */
export function sessionToken(request: StaffRequest): string | undefined {
  return cookie(request, sessionName(request));
}

/** The mark of a browser in which somebody has signed in before. */
export function deviceMark(request: StaffRequest): string | undefined {
  return cookie(request, 'staff-device');
}

export function signedInCookies(
  request: StaffRequest,
  { token, device }: { readonly token: string; readonly device: string },
): readonly string[] {
  return [
    `${sessionName(request)}=${token}; Path=/; ${attributes(request)}`,
    `staff-device=${device}; Path=/staff; Max-Age=15552000; ${attributes(request)}`,
  ];
}

export function signedOutCookies(request: StaffRequest): readonly string[] {
  return [`${sessionName(request)}=; Path=/; Max-Age=0; ${attributes(request)}`];
}

/** Only our own pages, in the name of who is signed in, may change anything. */
export function guard(request: StaffRequest, route: Route, signed: Signed | undefined): void {
  if (route.method === 'GET') return;
  const site = request.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw foreign();
  const origin = request.header('origin');
  if (origin !== undefined && hostOf(origin) !== request.header('host')) throw foreign();
  if (!signed || route.needs === 'nothing') return;
  if (same(request.header('x-csrf-token') ?? '', signed.csrf)) return;
  const fields = [
    { in: 'header', field: 'X-CSRF-Token', detail: 'The token the session gave.' },
  ] as const;
  throw new Problem(403, 'csrf', 'X-CSRF-Token is missing or not that of this session.', {
    fields,
  });
}

const foreign = (): Problem =>
  new Problem(403, 'foreign', 'Another site may not do this in your name.');

const sessionName = ({ secure }: StaffRequest): string => (secure ? '__Host-staff' : 'staff');

const attributes = ({ secure }: StaffRequest): string =>
  `HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;

function cookie(request: StaffRequest, name: string): string | undefined {
  for (const part of (request.header('cookie') ?? '').split(/;\s*/)) {
    const [key, value] = part.split('=', 2);
    if (key === name && value && /^[\w-]{20,64}$/.test(value)) return value;
  }
  return undefined;
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

function same(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
