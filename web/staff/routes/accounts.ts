import { z } from 'zod';
import type { CrewAccount } from '../../../desk/crew.ts';
import { normalName, type Refused } from '../../../desk/crew-accounts.ts';
import type { StaffHouse } from '../house.ts';
import { Problem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import { outputs } from '../shapes/names.ts';
import { crewRole, id, instant, iso } from '../shapes/words.ts';

const account = z
  .strictObject({
    name: z.string(),
    role: crewRole,
    colleague: z.string().optional(),
    disabled: z.boolean(),
    changePassword: z.boolean(),
    since: instant,
  })
  .register(outputs, { id: 'Account' });

const params = z.strictObject({ name: z.string().max(64) });
const password = z.string().max(200);

/** Accounts, for who may let others in. */
export const accountRoutes: readonly Route[] = [
  route({
    id: 'listAccounts',
    method: 'GET',
    path: '/accounts',
    says: 'Everybody who may sign in',
    needs: 'accounts.read',
    trace: 'sees',
    answer: z.strictObject({ accounts: z.array(account) }),
    async handle(_ask, { crew }) {
      return { body: { accounts: (await crew.all()).map(shown) } };
    },
  }),
  route({
    id: 'readAccount',
    method: 'GET',
    path: '/accounts/{name}',
    says: 'One of them',
    needs: 'accounts.read',
    trace: 'sees',
    params,
    answer: account,
    async handle({ params: { name }, about }, { crew }) {
      about(name);
      const found = await crew.account(name);
      if (!found) throw new Problem(404, 'unknown', 'There is no such account.');
      return { body: shown(found) };
    },
  }),
  route({
    id: 'addAccount',
    method: 'POST',
    path: '/accounts',
    says: 'Lets somebody in, with a first password that they must change',
    needs: 'accounts.write',
    trace: 'changes',
    body: z.strictObject({
      name: z.string().max(64),
      role: crewRole,
      colleague: id.optional(),
      password,
    }),
    answer: account,
    status: 201,
    tells: ['Location'],
    async handle({ body, about }, { crew, roster }) {
      about(body.name);
      await mustBeKnown(body.colleague, roster);
      await mustBeTheirs(body.colleague, body.name, crew);
      const done = await crew.add(body);
      if (!done.ok) refuseFault(done);
      const { name } = done.account;
      return { body: shown(done.account), headers: { Location: `/staff/accounts/${name}` } };
    },
  }),
  route({
    id: 'changeAccount',
    method: 'PATCH',
    path: '/accounts/{name}',
    says: 'Another role, another colleague, in use or not; ends their sessions',
    needs: 'accounts.write',
    trace: 'changes',
    params,
    body: z.strictObject({
      role: crewRole.optional(),
      colleague: id.or(z.literal('')).optional(),
      disabled: z.boolean().optional(),
    }),
    answer: account,
    async handle({ params: { name }, body, about }, { crew, roster }) {
      about(name, Object.keys(body).join(','));
      await mustBeKnown(body.colleague, roster);
      await mustBeTheirs(body.colleague, name, crew);
      const done = await crew.change(name, body);
      if (!done.ok) refuseFault(done);
      return { body: shown(done.account) };
    },
  }),
  route({
    id: 'resetPassword',
    method: 'PUT',
    path: '/accounts/{name}/password',
    says: 'A new first password; ends their sessions',
    needs: 'accounts.write',
    trace: 'changes',
    params,
    body: z.strictObject({ password }),
    async handle({ params: { name }, body, about }, { crew }) {
      about(name);
      const done = await crew.setPassword(name, body.password, { own: false });
      if (!done.ok) refuseFault(done);
      return {};
    },
  }),
  route({
    id: 'removeAccount',
    method: 'DELETE',
    path: '/accounts/{name}',
    says: 'The account is gone; what was done with it stays on record',
    needs: 'accounts.write',
    trace: 'changes',
    params,
    async handle({ params: { name }, about }, { crew }) {
      about(name);
      const done = await crew.remove(name);
      if (!done.ok) refuseFault(done);
      return {};
    },
  }),
];

/** A fault of an account as a problem that names the field; `field` if the caller calls it otherwise. */
export function refuseFault({ fault }: Refused, field: string = fault.field): never {
  if (fault.why === 'unknown') throw new Problem(404, 'unknown', 'There is no such account.');
  const detail = faults[fault.why];
  const status = fault.why === 'taken' || fault.why === 'last_admin' ? 409 : 400;
  throw new Problem(status, status === 409 ? fault.why : 'invalid', detail, {
    fields: [{ in: 'body', field, detail }],
  });
}

const faults: Readonly<Record<Exclude<Refused['fault']['why'], 'unknown'>, string>> = {
  name: 'A name is 2 to 32 of a-z, 0-9, dot, underscore and dash.',
  taken: 'Somebody has this name already.',
  password:
    'A password has 10 to 200 characters, not digits alone, nothing guessed first, not the name in it.',
  wrong: 'This is not the present password.',
  last_admin: 'There must be an administrator left who can sign in.',
  code: 'A code is four to eight digits, not all the same.',
};

async function mustBeKnown(
  colleague: string | undefined,
  roster: () => Promise<{ readonly colleagues: readonly { readonly id: string }[] }>,
): Promise<void> {
  if (!colleague || (await roster()).colleagues.some((one) => one.id === colleague)) return;
  const fields = [
    { in: 'body', field: 'colleague', detail: 'Nobody in the roster has this id.' },
  ] as const;
  throw new Problem(400, 'invalid', 'This colleague is not in the roster.', { fields });
}

/** Two accounts for one person would be two persons where a second one must agree. */
async function mustBeTheirs(
  colleague: string | undefined,
  name: string,
  crew: StaffHouse['crew'],
): Promise<void> {
  const other = colleague ? await crew.ofColleague(colleague) : undefined;
  if (!other || other.name === normalName(name)) return;
  const detail = `${other.name} is the account of this colleague.`;
  throw new Problem(409, 'taken', detail, { fields: [{ in: 'body', field: 'colleague', detail }] });
}

function shown({ name, role, colleague, disabled, changePassword, since }: CrewAccount) {
  return {
    name,
    role,
    ...(colleague && { colleague }),
    disabled,
    changePassword,
    since: iso(since),
  };
}
