import { z } from 'zod';
import { mayReach } from '../../../desk/crew-reach.ts';
import { reachOf } from '../../../desk/crew-rights.ts';
import { type CustomerWish, isWanted } from '../../../desk/customer-list.ts';
import { type CustomerChange, isVip } from '../../../desk/customers.ts';
import type { Person } from '../../../desk/ports.ts';
import type { Instant } from '../../../desk/words.ts';
import { customersCsv, readCustomersCsv, textOf } from '../customers-csv.ts';
import type { StaffHouse } from '../house.ts';
import { stillThere } from '../long-looks.ts';
import { Problem } from '../problem.ts';
import { type Ask, type Route, route, type StaffRequest } from '../route.ts';
import { outputs } from '../shapes/names.ts';
import { instant, isLine, iso, language, phone, ticketNo } from '../shapes/words.ts';

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
    id: 'listCustomers',
    method: 'GET',
    path: '/customers',
    says: 'Customers by telephone, page by page: some by name or telephone, VIPs, contracts that run out',
    needs: 'customers.read',
    trace: 'sees',
    query: z.strictObject({
      search: z.string().trim().max(100).optional(),
      vip: z.boolean().optional(),
      endsBefore: instant.optional(),
      limit: z.int().min(1).max(200).default(50),
      after: phone.optional(),
    }),
    answer: z.strictObject({ customers: z.array(customer), next: z.string().optional() }),
    async handle(ask, { customers, board, looks }) {
      const { limit, search, endsBefore } = ask.query;
      ask.about('customers', search);
      const wish = {
        ...ask.query,
        endsBefore: endsBefore === undefined ? undefined : Date.parse(endsBefore),
      };
      const page = customers.list.full
        ? await inOrder(customers.at(customers.list.find(wish, limit + 1)))
        : await byWalking(wish, limit + 1, ask.request.gone, { customers, looks });
      const shownNow = page.slice(0, limit);
      const next = page.length > limit ? shownNow.at(-1)?.phone : undefined;
      const list = shownNow.map((person) => seen(person, ask, board));
      return { body: { customers: list, ...(next !== undefined && { next }) } };
    },
  }),
  route({
    id: 'readCustomer',
    method: 'GET',
    path: '/customers/{phone}',
    says: 'One customer’s record, by telephone',
    needs: 'customers.read',
    trace: 'sees',
    params,
    answer: customer,
    async handle(ask, { customers, board }) {
      ask.about(`customer ${ask.params.phone}`);
      const person = await customers.door.read(ask.params.phone);
      if (!person) throw unknown();
      return { body: seen(person, ask, board) };
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
        name: z.string().trim().max(60).refine(isLine, 'No control characters.').optional(),
        language: language.optional(),
        vip: z.boolean().optional(),
        contractSince: instant.nullish(),
        contractUntil: instant.nullish(),
      })
      .refine((change) => Object.keys(change).length > 0, 'Say what changes.'),
    answer: customer,
    async handle(ask, { customers, board }) {
      const { params, body } = ask;
      ask.about(`customer ${params.phone}`, Object.keys(body).join(','));
      const { contractSince, contractUntil, ...rest } = body;
      const change: CustomerChange = {
        ...rest,
        ...(contractSince !== undefined && { contractSince: at(contractSince) }),
        ...(contractUntil !== undefined && { contractUntil: at(contractUntil) }),
      };
      mustLast(change, await customers.door.read(params.phone));
      return { body: seen(await customers.door.change(params.phone, change), ask, board) };
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
    async handle({ about, request: { gone } }, { customers, looks }) {
      const people: Person[] = [];
      for await (const person of everyone(gone, { customers, looks })) people.push(person);
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
      const { taken, refused } = readCustomersCsv(await tableIn(request));
      for (const { phone: number, change } of taken) await customers.door.change(number, change);
      about('customers', `${taken.length} taken, ${refused.length} refused`);
      return { body: { taken: taken.length, refused: [...refused] } };
    },
  }),
];

async function tableIn(request: StaffRequest): Promise<string> {
  if (!/^text\/csv\s*(;|$)/i.test(request.header('content-type') ?? '')) {
    const fields = [{ in: 'header', field: 'Content-Type', detail: 'text/csv' }] as const;
    throw new Problem(415, 'unsupported_media_type', 'Send a table as text/csv.', { fields });
  }
  const text = textOf(await request.bytes(mostBytes));
  if (text !== undefined) return text;
  const detail = 'This is no text; save the table as CSV in UTF-8.';
  throw new Problem(400, 'not_text', detail, { fields: [{ in: 'body', field: '', detail }] });
}

const mostBytes = 5 * 1024 * 1024;

function mustLast(change: CustomerChange, before: Person | undefined): void {
  const {
    contractSince: since = before?.contractSince,
    contractUntil: until = before?.contractUntil,
  } = change;
  if (!since || !until || since < until) return;
  const detail = 'The contract ends before it begins.';
  const fields = [{ in: 'body', field: 'contractUntil', detail }] as const;
  throw new Problem(400, 'invalid', detail, { fields });
}

const csvHeaders = {
  'Content-Type': 'text/csv; charset=utf-8',
  'Content-Disposition': 'attachment; filename="customers.csv"',
};

const unknown = () => new Problem(404, 'unknown', 'Nobody is known under this telephone.');

const at = (text: string | null): Instant | null => (text === null ? null : Date.parse(text));

type Walked = Pick<StaffHouse, 'customers' | 'looks'>;

async function* everyone(gone: AbortSignal, { customers, looks }: Walked): AsyncIterable<Person> {
  const over = await looks.begin(gone);
  try {
    for await (const person of customers.everyone()) {
      stillThere(gone);
      yield person;
    }
  } finally {
    over();
  }
}

/** While the list does not know everybody yet. */
async function byWalking(
  wish: CustomerWish,
  limit: number,
  gone: AbortSignal,
  house: Walked,
): Promise<Person[]> {
  const page: Person[] = [];
  for await (const person of everyone(gone, house)) {
    if (!isWanted(person, wish)) continue;
    page.push(person);
    if (page.length > limit * 4) page.sort(byPhone).splice(limit);
  }
  return page.sort(byPhone).slice(0, limit);
}

const inOrder = async (people: AsyncIterable<Person>): Promise<Person[]> => {
  const all: Person[] = [];
  for await (const one of people) all.push(one);
  return all;
};

const byPhone = (a: Person, b: Person): number => (a.phone < b.phone ? -1 : 1);

/** Of their tickets only those this colleague may know of. */
function seen(
  person: Person,
  { hands, now }: Pick<Ask<unknown, unknown, unknown>, 'hands' | 'now'>,
  board: StaffHouse['board'],
): z.input<typeof customer> {
  const all = reachOf(hands.account.role, 'ticket.read') === 'all';
  const tickets = person.tickets.filter((no) => {
    const row = board.row(no);
    return all || (row && mayReach(hands, 'ticket.read', row));
  });
  return shown({ ...person, tickets }, now);
}

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
