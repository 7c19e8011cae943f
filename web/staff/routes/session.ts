import { z } from 'zod';
import { isCrewName } from '../../../desk/crew.ts';
import { normalName } from '../../../desk/crew-accounts.ts';
import { type Right, reachOf, rights } from '../../../desk/crew-rights.ts';
import type { Duration } from '../../../desk/words.ts';
import { deviceMark, sessionToken, signedInCookies, signedOutCookies } from '../cookies.ts';
import { Problem } from '../problem.ts';
import { type Ask, type Route, route } from '../route.ts';
import { outputs } from '../shapes/names.ts';
import { crewRole, instant, iso } from '../shapes/words.ts';
import { refuseFault } from './accounts.ts';

const session = z
  .strictObject({
    name: z.string(),
    role: crewRole,
    colleague: z.strictObject({ id: z.string(), name: z.string() }).optional(),
    /** Nothing else can be done before. */
    changePassword: z.boolean(),
    csrf: z.string(),
    may: z.array(z.string()),
    until: instant,
  })
  .register(outputs, { id: 'Session' });

const password = z.string().max(200);

export const sessionRoutes: readonly Route[] = [
  route({
    id: 'signIn',
    method: 'POST',
    path: '/session',
    says: 'Signs in; the session is a cookie',
    needs: 'nothing',
    trace: 'changes',
    body: z.strictObject({ name: z.string().trim().min(1).max(64), password }),
    answer: session,
    async handle({ body, request, about }, house) {
      const name = normalName(body.name);
      // Somebody may have typed their password here.
      about(isCrewName(name) ? name : '?');
      const result = await house.sessions.signIn({
        ...body,
        address: request.address,
        device: deviceMark(request),
        old: sessionToken(request),
      });
      if (result.ok) {
        const { signed } = result;
        const roster = await house.roster();
        const colleague = roster.colleagues.find(({ id }) => id === signed.account.colleague);
        return {
          body: shown(signed, colleague),
          headers: { 'Set-Cookie': signedInCookies(request, result) },
        };
      }
      if (result.why === 'wrong')
        throw new Problem(401, 'wrong', 'Name or password is wrong, or the account is not in use.');
      throw locked(result.wait);
    },
  }),
  route({
    id: 'readSession',
    method: 'GET',
    path: '/session',
    says: 'Who is signed in, and the token that changes need',
    needs: 'session',
    trace: 'plain',
    early: true,
    answer: session,
    async handle({ signed, hands }) {
      return { body: shown(signed, hands.colleague) };
    },
  }),
  route({
    id: 'signOut',
    method: 'DELETE',
    path: '/session',
    says: 'Signs out here',
    needs: 'session',
    trace: 'changes',
    early: true,
    async handle({ request }, { sessions }) {
      await sessions.signOut(sessionToken(request) ?? '');
      return { headers: { 'Set-Cookie': signedOutCookies(request) } };
    },
  }),
  route({
    id: 'signOutEverywhere',
    method: 'DELETE',
    path: '/sessions',
    says: 'Ends every session of this account, this one too',
    needs: 'session',
    trace: 'changes',
    early: true,
    async handle({ request, signed }, { crew }) {
      await crew.signOutEverywhere(signed.account.name);
      return { headers: { 'Set-Cookie': signedOutCookies(request) } };
    },
  }),
  route({
    id: 'changePassword',
    method: 'PUT',
    path: '/session/password',
    says: 'Changes the own password; every session ends',
    needs: 'session',
    trace: 'changes',
    early: true,
    body: z.strictObject({ present: password, password }),
    async handle({ request, signed, body }, { sessions }) {
      const { present, password: wished } = body;
      const done = await sessions.changePassword(signed.account.name, present, wished);
      if ('wait' in done) throw locked(done.wait);
      if (!done.ok) refuseFault(done, done.fault.why === 'wrong' ? 'present' : undefined);
      return { headers: { 'Set-Cookie': signedOutCookies(request) } };
    },
  }),
  route({
    id: 'offerBinding',
    method: 'POST',
    path: '/session/binding',
    says: 'A code that, said on WeChat within ten minutes, lets this colleague work from there',
    needs: 'session',
    trace: 'changes',
    answer: z.strictObject({ code: z.string() }),
    async handle({ signed }, { binding }) {
      if (!signed.account.colleague)
        throw new Problem(409, 'no_colleague', 'This account belongs to nobody in the roster.');
      return { body: { code: await binding(signed.account.name) } };
    },
  }),
  route({
    id: 'setCode',
    method: 'PUT',
    path: '/session/code',
    says: 'Sets the own code for the telephone: four to eight digits',
    needs: 'session',
    trace: 'changes',
    body: z.strictObject({ code: z.string().max(20) }),
    async handle({ signed, body }, { crew }) {
      const done = await crew.setCode(signed.account.name, body.code);
      if (!done.ok) refuseFault(done);
      return {};
    },
  }),
];

function locked(wait: Duration): Problem {
  const seconds = String(Math.ceil(wait / 1000));
  return new Problem(429, 'locked', `Too many tries; try again in ${seconds} seconds.`, {
    headers: { 'Retry-After': seconds },
  });
}

type Signed = Ask<unknown, unknown, unknown>['signed'];

function shown(
  { account, csrf, until }: Signed,
  colleague: { readonly id: string; readonly name: string } | undefined,
): z.input<typeof session> {
  const { name, role, changePassword } = account;
  return {
    name,
    role,
    ...(colleague && { colleague: { id: colleague.id, name: colleague.name } }),
    changePassword,
    may: Object.keys(rights).filter((right) => reachOf(role, right as Right) !== undefined),
    csrf,
    until: iso(until),
  };
}
