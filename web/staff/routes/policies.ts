import { z } from 'zod';
import type { Due, Effect } from '../../../desk/policy-trial.ts';
import type { Checked } from '../../../desk/publishing.ts';
import { Problem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import { outputs } from '../shapes/names.ts';
import { id, instant, iso, names, ticketNo } from '../shapes/words.ts';

const due = z.strictObject({ due: instant.optional(), missed: z.boolean() });
const effect = z
  .strictObject({
    ticket: ticketNo,
    changes: z.array(
      z.strictObject({ milestone: z.string(), before: due.optional(), after: due.optional() }),
    ),
  })
  .register(outputs, { id: 'PolicyEffect' });

/** A policy as its file says it: objects of any depth; what it must hold is told by `check`. */
const file = z.record(z.string(), z.unknown());
const params = z.strictObject({ line: id });

/** The written promises: read, checked, tried on the open tickets, published. */
export const policyRoutes: readonly Route[] = [
  route({
    id: 'listPolicies',
    method: 'GET',
    path: '/policies',
    says: 'Every service line with its versions, newest first',
    needs: 'policies.read',
    trace: 'plain',
    answer: z.strictObject({
      policies: z.array(
        z.strictObject({ line: z.string(), name: names, versions: z.array(z.int()) }),
      ),
    }),
    async handle(_ask, { policies }) {
      const shown = policies.lines.map(({ id: line, name }) => ({
        line,
        name,
        versions: policies.editions(line).map(({ policy }) => policy.version),
      }));
      return { body: { policies: shown } };
    },
  }),
  route({
    id: 'readPolicy',
    method: 'GET',
    path: '/policies/{line}',
    says: 'One version as its file says it; the newest if none is asked for',
    needs: 'policies.read',
    trace: 'plain',
    params,
    query: z.strictObject({ version: z.int().min(1).optional() }),
    answer: z.strictObject({ line: z.string(), version: z.int(), file }),
    async handle({ params: { line }, query }, { policies }) {
      const found = policies
        .editions(line)
        .find(({ policy }) => query.version === undefined || policy.version === query.version);
      if (!found) throw new Problem(404, 'unknown', 'There is no such policy, or no such version.');
      return { body: { line, version: found.policy.version, file: file.parse(found.file) } };
    },
  }),
  route({
    id: 'checkPolicy',
    method: 'POST',
    path: '/policies/check',
    says: 'Whether it could be published now; each mistake names its field and a remedy',
    needs: 'policies.read',
    trace: 'plain',
    body: z.strictObject({ file }),
    answer: z.strictObject({
      ok: z.boolean(),
      mistakes: z.array(z.strictObject({ field: z.string(), detail: z.string() })),
    }),
    async handle({ body }, { publishing }) {
      const checked = publishing.check(body.file);
      return { body: { ok: checked.ok, mistakes: checked.ok ? [] : checked.mistakes.map(placed) } };
    },
  }),
  route({
    id: 'tryPolicy',
    method: 'POST',
    path: '/policies/trial',
    says: 'What would change for the tickets open now, were they under it; they stay under their own',
    needs: 'policies.read',
    trace: 'plain',
    body: z.strictObject({ file }),
    answer: z.strictObject({ affected: z.int(), newlyMissed: z.int(), effects: z.array(effect) }),
    async handle({ body }, { publishing }) {
      const { policy } = mustFit(publishing.check(body.file));
      const effects = await publishing.tryOut(policy);
      const newlyMissed = effects.filter(({ changes }) =>
        changes.some(({ before, after }) => after?.missed && !before?.missed),
      );
      return {
        body: {
          affected: effects.length,
          newlyMissed: newlyMissed.length,
          effects: effects.slice(0, mostShown).map(shown),
        },
      };
    },
  }),
  route({
    id: 'publishPolicy',
    method: 'POST',
    path: '/policies',
    says: 'Tickets opened from now on are promised this; open ones keep what they were promised',
    needs: 'policies.write',
    trace: 'changes',
    body: z.strictObject({ file }),
    answer: z.strictObject({ line: z.string(), version: z.int() }),
    status: 201,
    tells: ['Location'],
    async handle({ body, signed, about }, { publishing }) {
      const { policy } = mustFit(await publishing.publish(body.file, signed.account.name));
      about(policy.id, `version ${policy.version}`);
      const { id: line, version } = policy;
      const Location = `/staff/policies/${line}?version=${version}`;
      return { body: { line, version }, headers: { Location } };
    },
  }),
];

const mostShown = 500;

function mustFit(checked: Checked): Extract<Checked, { ok: true }> {
  if (checked.ok) return checked;
  const first = checked.mistakes.slice(0, 20).map(placed);
  const fields = first.map((mistake) => ({ in: 'body' as const, ...mistake }));
  throw new Problem(422, 'unfit', 'This policy cannot be promised as it is.', { fields });
}

function placed(mistake: string) {
  const [field = '', ...rest] = mistake.split(': ');
  return { field: `file.${field}`, detail: rest.join(': ') };
}

function shown({ no, changes }: Effect): z.input<typeof effect> {
  return {
    ticket: no,
    changes: changes.map(({ milestone, before, after }) => ({
      milestone,
      ...(before && { before: dueOf(before) }),
      ...(after && { after: dueOf(after) }),
    })),
  };
}

const dueOf = ({ dueAt, missed }: Due) => ({
  ...(dueAt !== undefined && { due: iso(dueAt) }),
  missed,
});
