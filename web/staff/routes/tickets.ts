import { z } from 'zod';
import type { Row } from '../../../desk/board-row.ts';
import { type Mark, sorts, type Wish } from '../../../desk/board-wish.ts';
import { idOf, mayReach, onlyOwn } from '../../../desk/crew-reach.ts';
import { explainDeadline } from '../../../desk/explain.ts';
import { houseOf } from '../../../desk/house.ts';
import { foldTicket } from '../../../desk/ticket.ts';
import { act, checkKey } from '../act.ts';
import type { StaffHouse } from '../house.ts';
import { Problem } from '../problem.ts';
import { reachTicket } from '../reach.ts';
import { type Ask, type Route, route } from '../route.ts';
import { rowsAgain } from '../rows-again.ts';
import { anyAction } from '../shapes/action.ts';
import { row, showRow } from '../shapes/row.ts';
import { showTicket, ticket } from '../shapes/ticket.ts';
import {
  instant,
  iso,
  kind,
  language,
  status,
  ticketNo,
  ticketParams,
  urgency,
} from '../shapes/words.ts';

const some = <T extends z.ZodType>(shape: T) => z.array(shape).max(20).optional();
const word = z.string().max(80);

const queueQuery = z.strictObject({
  line: some(word),
  urgency: some(urgency),
  kind: some(kind),
  status: some(status),
  role: some(word),
  /** Ids of colleagues; `me` for oneself, `none` for tickets in nobody's hands. */
  staff: some(word),
  channel: some(word),
  open: z.boolean().optional(),
  late: z.boolean().optional(),
  vip: z.boolean().optional(),
  confirmUrgency: z.boolean().optional(),
  since: instant.optional(),
  until: instant.optional(),
  search: z.string().trim().max(100).optional(),
  sort: z.enum(sorts).default('due'),
  limit: z.int().min(1).max(200).default(50),
  /** `next` of the page before. */
  after: z
    .string()
    .regex(/^-?[\d.e+]{1,20}~\d{10}$/)
    .optional(),
});

const changed = z.strictObject({ ticket });

export const ticketRoutes: readonly Route[] = [
  route({
    id: 'readQueue',
    method: 'GET',
    path: '/tickets',
    says: 'The tickets one may see: filtered, sorted, page by page',
    needs: 'queue.read',
    trace: 'plain',
    query: queueQuery,
    answer: z.strictObject({
      tickets: z.array(row),
      total: z.int(),
      next: z.string().optional(),
      /** False for a moment after a start: older tickets are still being read. */
      complete: z.boolean(),
      /** Closed and cancelled tickets that last changed by then are found only with `since` or `until`. */
      forgotUntil: instant.optional(),
    }),
    async handle({ query, hands, now, about, request }, house) {
      const { board, policies } = house;
      const { line, urgency: classes, kind: sort, status: stands, role, staff, ...rest } = query;
      const { channel, since, until, search, after, ...wish } = rest;
      if (search) about('*', `search ${search}`);
      const me = idOf(hands);
      const ids = staff?.map((one) => (one === 'me' ? me : one === 'none' ? '' : one));
      const wanted: Wish = {
        ...wish,
        ...(line && { lines: line }),
        ...(classes && { urgencies: classes }),
        ...(sort && { kinds: sort }),
        ...(stands && { statuses: stands }),
        ...(role && { roles: role }),
        ...(ids && { staff: ids }),
        ...(channel && { channels: channel }),
        ...(since && { since: Date.parse(since) }),
        ...(until && { until: Date.parse(until) }),
        ...(search && { search }),
        ...(after && { after: markOf(after) }),
        ...(onlyOwn(hands, 'queue.read') && { within: me }),
        may: (one) => mayReach(hands, 'queue.read', one),
        // Who sees telephones masked must not find out by searching whose they are.
        personal: (one) => mayReach(hands, 'personal.read', one),
      };
      const again = await rowsAgain(wanted, request.gone, house);
      const found = board.find(wanted, now, again);
      return {
        body: {
          tickets: found.rows.map((one) => showRow(one, { hands, policies, now })),
          total: found.total,
          ...(found.next && { next: `${found.next.key}~${found.next.no}` }),
          complete: board.full,
          ...(board.forgotUntil !== undefined && { forgotUntil: iso(board.forgotUntil) }),
        },
      };
    },
  }),
  route({
    id: 'readTicket',
    method: 'GET',
    path: '/tickets/{no}',
    says: 'A ticket with timeline, clocks and why they stand so, reasons and related tickets',
    needs: 'ticket.read',
    trace: 'sees',
    params: ticketParams,
    answer: ticket,
    tells: ['ETag'],
    async handle(ask, house) {
      ask.about(ask.params.no);
      return whole(ask.params.no, ask, house);
    },
  }),
  route({
    id: 'explainClock',
    method: 'GET',
    path: '/tickets/{no}/clocks/{milestone}',
    says: 'How a deadline came about, line by line in words',
    needs: 'ticket.read',
    trace: 'sees',
    params: z.strictObject({ no: ticketNo, milestone: word }),
    query: z.strictObject({ language: language.default('zh-Hans') }),
    answer: z.strictObject({ lines: z.array(z.string()) }),
    async handle(ask, house) {
      const { no, milestone } = ask.params;
      ask.about(no, milestone);
      const { record } = await reachTicket(no, ask, house);
      const it = foldTicket(record);
      const promises = houseOf(it, house.policies);
      const explanation = explainDeadline(it, milestone, promises, ask.now);
      if (!explanation) throw new Problem(404, 'unknown', 'This ticket has no such promise.');
      return { body: { lines: [...house.explain(ask.query.language, explanation)] } };
    },
  }),
  route({
    id: 'unmaskTicket',
    method: 'POST',
    path: '/tickets/{no}/unmask',
    says: 'The same with name, telephone and address in full; why is written down',
    needs: 'personal.unmask',
    trace: 'changes',
    params: ticketParams,
    body: z.strictObject({ why: z.string().trim().min(3).max(200) }),
    answer: ticket,
    tells: ['ETag'],
    async handle(ask, house) {
      ask.about(ask.params.no, ask.body.why);
      return whole(ask.params.no, ask, house, true);
    },
  }),
  route({
    id: 'act',
    method: 'POST',
    path: '/tickets/{no}/actions',
    says: 'Does something with a ticket; `If-Match` makes sure it is as one saw it',
    needs: 'ticket.read',
    trace: 'changes',
    params: ticketParams,
    body: anyAction,
    answer: changed,
    versioned: true,
    tells: ['ETag'],
    async handle(ask, house) {
      const { no } = ask.params;
      ask.about(no, ask.body.do);
      const { row: before, record } = await reachTicket(no, ask, house);
      checkKey(ask.cause, record);
      await act(before, ask.body, ask.cause, ask, house);
      const { body, headers } = await afterwards(no, ask, house);
      return { body: { ticket: body }, headers };
    },
  }),
  route({
    id: 'actOnMany',
    method: 'POST',
    path: '/bulk',
    says: 'The same with many tickets; each answers for itself',
    needs: 'ticket.bulk',
    trace: 'changes',
    body: z.strictObject({ tickets: z.array(ticketNo).min(1).max(100), action: anyAction }),
    answer: z.strictObject({
      results: z.array(
        z.strictObject({
          no: z.string(),
          done: z.boolean(),
          code: z.string().optional(),
          detail: z.string().optional(),
        }),
      ),
    }),
    async handle(ask, house) {
      const { tickets, action } = ask.body;
      ask.about(tickets.join(' '), action.do);
      const results = [];
      for (const no of new Set(tickets)) {
        try {
          const { row: before, record } = await reachTicket(no, ask, house);
          const cause = `${ask.cause}/${no}`;
          checkKey(cause, record);
          await act(before, action, cause, { ...ask, seen: undefined }, house);
          results.push({ no, done: true });
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          results.push({ no, done: false, code: error.code, detail: error.message });
        }
      }
      return { body: { results } };
    },
  }),
];

type Who = Pick<Ask<unknown, unknown, unknown>, 'hands' | 'now'>;

async function whole(no: string, who: Who, house: StaffHouse, unmasked = false) {
  const { record } = await reachTicket(no, who, house);
  const body = showTicket(record, await related(record.no, who, house), {
    hands: who.hands,
    policies: house.policies,
    now: who.now,
    unmasked,
  });
  return { body, headers: { ETag: `"${body.version}"` } };
}

/** What was done may have taken the ticket out of one's reach: who gives a ticket away sees it a last time. */
export async function afterwards(no: string, who: Who, house: StaffHouse) {
  const record = await house.records.tx((tx) => tx.ticket(no));
  if (!record) throw new Problem(404, 'unknown', 'There is no such ticket.');
  const sight = { hands: who.hands, policies: house.policies, now: who.now };
  const body = showTicket(record, await related(no, who, house), sight);
  return { body, headers: { ETag: `"${body.version}"` } };
}

/** Other tickets of the same person that this colleague may see. */
async function related(no: string, { hands }: Who, { board, records }: StaffHouse) {
  const phone = board.row(no)?.phone;
  if (!phone) return [];
  const person = await records.tx((tx) => tx.person(phone));
  return (person?.tickets ?? [])
    .filter((other) => other !== no)
    .slice(0, relatedShown)
    .map((other) => board.row(other))
    .filter((one): one is Row => one !== undefined && mayReach(hands, 'ticket.read', one));
}

const relatedShown = 10;

function markOf(after: string): Mark {
  const [key = '', no = ''] = after.split('~');
  return { key: Number(key), no };
}
