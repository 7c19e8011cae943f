import { z } from 'zod';
import { type Route, route } from '../route.ts';
import { outputs } from '../shapes/names.ts';
import { crewRole, instant, iso } from '../shapes/words.ts';

const entry = z
  .strictObject({
    no: z.int(),
    at: instant,
    who: z.string(),
    role: crewRole.optional(),
    from: z.string(),
    what: z.string(),
    about: z.string().optional(),
    outcome: z.enum(['done', 'refused']),
    detail: z.string().optional(),
  })
  .register(outputs, { id: 'AuditEntry' });

const word = z.string().max(200);

/** Who saw or changed what, when, from where. */
export const auditRoutes: readonly Route[] = [
  route({
    id: 'readAudit',
    method: 'GET',
    path: '/audit',
    says: 'Who saw or changed what, newest first',
    needs: 'audit.read',
    trace: 'sees',
    query: z.strictObject({
      who: word.optional(),
      what: word.optional(),
      about: word.optional(),
      from: word.optional(),
      role: crewRole.optional(),
      outcome: z.enum(['done', 'refused']).optional(),
      since: instant.optional(),
      until: instant.optional(),
      before: z.int().min(0).optional(),
      limit: z.int().min(1).max(200).default(50),
    }),
    answer: z.strictObject({ entries: z.array(entry), before: z.int().optional() }),
    async handle({ query }, { audit }) {
      const { since, until, ...wish } = query;
      const { entries, before } = await audit.find({
        ...wish,
        since: since === undefined ? undefined : Date.parse(since),
        until: until === undefined ? undefined : Date.parse(until),
      });
      const shown = entries.map(({ at, role, ...rest }) => ({
        ...rest,
        at: iso(at),
        ...(role && { role: crewRole.parse(role) }),
      }));
      return { body: { entries: shown, ...(before !== undefined && { before }) } };
    },
  }),
];
