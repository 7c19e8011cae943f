import { z } from 'zod';
import { type CustomerChange, isVip } from '../../../desk/customers.ts';
import type { Person } from '../../../desk/ports.ts';
import type { Instant } from '../../../desk/words.ts';
import { customersCsv, readCustomersCsv } from '../customers-csv.ts';
import { Problem } from '../problem.ts';
import { type Route, route } from '../route.ts';
import { outputs } from '../shapes/names.ts';
import { instant, iso, language, ticketNo } from '../shapes/words.ts';

const phone = z.string().regex(/^\d{5,15}$/, 'Digits only.');
const params = z.strictObject({ phone });

const customer = z
  .strictObject({
    phone: z.string(),
    name: z.string(),
    language,
    vip: z.boolean(),
    /** Holds today: within the contract, if it has dates. */
    vipNow: z.boolean(),
    contractSince: instant.optional(),
    contractUntil: instant.optional(),
    optedOut: z.boolean(),
    addresses: z.array(z.string()),
    tickets: z.array(ticketNo),
  })
  .register(outputs, { id: 'Customer' });

/** The people the company works for. */
export const customerRoutes: readonly Route[] = [
  route({
    id: 'readCustomer',
    method: 'GET',
    path: '/customers/{phone}',
    says: 'One customer’s record, by telephone',
    needs: 'customers.read',
    trace: 'sees',
    params,
    answer: customer,
    async handle({ params, now, about }, { customers }) {
      about(`customer ${params.phone}`);
      const person = await customers.door.read(params.phone);
      if (!person) throw unknown();
      return { body: shown(person, now) };
    },
  }),
  route({
    id: 'changeCustomer',
    method: 'PATCH',
    path: '/customers/{phone}',
    says: 'Name, language, VIP and yearly contract; enters who is not known yet',
    needs: 'customers.write',
    trace: 'changes',
    params,
    body: z
      .strictObject({
        name: z.string().trim().max(60).optional(),
        language: language.optional(),
        vip: z.boolean().optional(),
        contractSince: instant.nullish(),
        contractUntil: instant.nullish(),
      })
      .refine((change) => Object.keys(change).length > 0, 'Say what changes.'),
    answer: customer,
    async handle({ params, body, now, about }, { customers }) {
      about(`customer ${params.phone}`, Object.keys(body).join(','));
      const { contractSince, contractUntil, ...rest } = body;
      const change: CustomerChange = {
        ...rest,
        ...(contractSince !== undefined && { contractSince: at(contractSince) }),
        ...(contractUntil !== undefined && { contractUntil: at(contractUntil) }),
      };
      return { body: shown(await customers.door.change(params.phone, change), now) };
    },
  }),
  route({
    id: 'eraseCustomer',
    method: 'DELETE',
    path: '/customers/{phone}',
    says: 'Forgets them for good: record, conversations, pictures; their tickets stay, nameless',
    needs: 'customers.erase',
    trace: 'changes',
    params,
    answer: z.strictObject({
      tickets: z.array(ticketNo),
      conversations: z.int(),
      pictures: z.int(),
    }),
    async handle({ params, about }, { customers }) {
      // The record says that it was asked for, never again of whom.
      about(`customer ${customers.signOf(params.phone)}`);
      const result = await customers.erase(params.phone);
      if (!result) throw unknown();
      if ('open' in result)
        throw new Problem(409, 'open_tickets', `Still worked on: ${result.open.join(', ')}.`);
      about(`customer ${customers.signOf(params.phone)}`, `${result.tickets.length} tickets`);
      return {
        body: {
          tickets: [...result.tickets],
          conversations: result.conversations.length,
          pictures: result.pictures.length,
        },
      };
    },
  }),
  route({
    id: 'exportCustomers',
    method: 'GET',
    path: '/customers.csv',
    says: 'Every customer as a table',
    needs: 'customers.export',
    trace: 'changes',
    gives: 'text/csv',
    async handle({ about }, { customers }) {
      const people: Person[] = [];
      for await (const person of customers.everyone()) people.push(person);
      about('customers', `${people.length}`);
      return { bytes: Buffer.from(customersCsv(people)), headers: csvHeaders };
    },
  }),
  route({
    id: 'importCustomers',
    method: 'POST',
    path: '/customers/import',
    says: 'Takes every line that can be taken, and tells of every other why not',
    needs: 'customers.write',
    trace: 'changes',
    takes: 'text/csv',
    answer: z.strictObject({
      taken: z.int(),
      refused: z.array(z.strictObject({ line: z.int(), field: z.string(), why: z.string() })),
    }),
    async handle({ request, about }, { customers }) {
      const { taken, refused } = readCustomersCsv(
        (await request.bytes(mostBytes)).toString('utf8'),
      );
      for (const { phone: number, change } of taken) await customers.door.change(number, change);
      about('customers', `${taken.length} taken, ${refused.length} refused`);
      return { body: { taken: taken.length, refused: [...refused] } };
    },
  }),
];

const mostBytes = 5 * 1024 * 1024;

const csvHeaders = {
  'Content-Type': 'text/csv; charset=utf-8',
  'Content-Disposition': 'attachment; filename="customers.csv"',
};

const unknown = () => new Problem(404, 'unknown', 'Nobody is known under this telephone.');

const at = (text: string | null): Instant | null => (text === null ? null : Date.parse(text));

function shown(person: Person, now: Instant): z.input<typeof customer> {
  const { contractSince, contractUntil } = person;
  return {
    phone: person.phone,
    name: person.name,
    language: person.language,
    vip: person.vip,
    vipNow: isVip(person, now),
    ...(contractSince !== undefined && { contractSince: iso(contractSince) }),
    ...(contractUntil !== undefined && { contractUntil: iso(contractUntil) }),
    optedOut: person.optedOut,
    addresses: [...person.addresses],
    tickets: [...person.tickets],
  };
}
