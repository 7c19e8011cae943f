import { z } from 'zod';
import { mayReach } from '../../../desk/crew-reach.ts';
import type { Right } from '../../../desk/crew-rights.ts';
import {
  frequent,
  inspectionsDue,
  inspectionsIn,
  reworked,
  type Span,
  suggestionsIn,
} from '../../../desk/quality.ts';
import { foldTicket, type Ticket } from '../../../desk/ticket.ts';
import type { StaffHouse } from '../house.ts';
import { Problem } from '../problem.ts';
import { type Ask, type Route, route } from '../route.ts';
import { outputs } from '../shapes/names.ts';
import { instant, iso, ticketNo } from '../shapes/words.ts';

const span = z.strictObject({ since: instant, until: instant });
const count = z.int().min(0);

const record = z
  .strictObject({
    ticket: ticketNo,
    at: instant,
    as: z.enum(['self', 'lead', 'quality']),
    by: z.string().optional(),
    failed: z.array(z.int()),
    note: z.string().optional(),
  })
  .register(outputs, { id: 'InspectionRecord' });

const brief = z
  .strictObject({
    ticket: ticketNo,
    line: z.string(),
    subject: z.string(),
    staff: z.string().optional(),
    returns: count,
    resolvedAt: instant.optional(),
  })
  .register(outputs, { id: 'WorkDone' });

const problem = z
  .strictObject({
    line: z.string(),
    subject: z.string(),
    count,
    cumulative: z.number(),
    tickets: z.array(ticketNo),
  })
  .register(outputs, { id: 'FrequentProblem' });

const suggestion = z
  .strictObject({
    ticket: ticketNo,
    at: instant,
    line: z.string(),
    words: z.string(),
    decision: z.enum(['adopted', 'declined', 'later']).optional(),
    answered: z.boolean(),
  })
  .register(outputs, { id: 'Suggestion' });

/** What was inspected, what must be, what went wrong again and again, and what customers would do better. */
export const qualityRoutes: readonly Route[] = [
  route({
    id: 'listInspections',
    method: 'GET',
    path: '/inspections',
    says: 'Inspections made in this time, newest first',
    needs: 'inspections.read',
    trace: 'plain',
    query: span,
    answer: z.strictObject({ inspections: z.array(record), passed: count }),
    async handle(ask, house) {
      const found = inspectionsIn(await ticketsOf(ask, 'inspections.read', house), spanOf(ask));
      return {
        body: {
          inspections: found.map(({ no, at, failed, ...rest }) => ({
            ...rest,
            ticket: no,
            at: iso(at),
            failed: [...failed],
          })),
          passed: found.filter(({ failed }) => failed.length === 0).length,
        },
      };
    },
  }),
  route({
    id: 'listInspectionsDue',
    method: 'GET',
    path: '/inspections/due',
    says: 'The sample of the work finished in this time that a lead (each day) or quality (each week) still has to inspect',
    needs: 'inspections.read',
    trace: 'plain',
    query: span.extend({ as: z.enum(['lead', 'quality']) }),
    answer: z.strictObject({ due: z.array(brief) }),
    async handle(ask, house) {
      const tickets = await ticketsOf(ask, 'inspections.read', house);
      const due = house.policies.lines.flatMap(({ id, inspection }) => {
        const ofLine = tickets.filter(({ request }) => request.line === id);
        return inspection ? inspectionsDue(ofLine, spanOf(ask), ask.query.as, inspection) : [];
      });
      return { body: { due: due.map(briefly) } };
    },
  }),
  route({
    id: 'readQuality',
    method: 'GET',
    path: '/quality',
    says: 'Work done again, and the problems that come most often, for the meeting of the month',
    needs: 'inspections.read',
    trace: 'plain',
    query: span,
    answer: z.strictObject({ reworked: z.array(brief), frequent: z.array(problem) }),
    async handle(ask, house) {
      const tickets = await ticketsOf(ask, 'inspections.read', house);
      const often = frequent(tickets, spanOf(ask)).slice(0, mostProblems);
      return {
        body: {
          reworked: reworked(tickets, spanOf(ask)).map(briefly),
          frequent: often.map((one) => ({ ...one, tickets: [...one.tickets] })),
        },
      };
    },
  }),
  route({
    id: 'listSuggestions',
    method: 'GET',
    path: '/suggestions',
    says: 'What customers would do better, what was decided, and whether they were answered',
    needs: 'suggestions.read',
    trace: 'sees',
    query: span,
    answer: z.strictObject({
      suggestions: z.array(suggestion),
      counts: z.strictObject({
        made: count,
        decided: count,
        adopted: count,
        answered: count,
      }),
    }),
    async handle(ask, house) {
      const found = suggestionsIn(await ticketsOf(ask, 'suggestions.read', house), spanOf(ask));
      const counted = (test: (one: (typeof found)[number]) => boolean) => found.filter(test).length;
      return {
        body: {
          suggestions: found.map(({ ticket, ...rest }) => ({
            ...rest,
            ticket: ticket.no,
            at: iso(ticket.registeredAt),
            line: ticket.request.line,
            words: ticket.request.words,
          })),
          counts: {
            made: found.length,
            decided: counted(({ decision }) => decision !== undefined),
            adopted: counted(({ decision }) => decision === 'adopted'),
            answered: counted(({ answered }) => answered),
          },
        },
      };
    },
  }),
];

type Spanned = Ask<unknown, z.output<typeof span>, unknown>;

function spanOf({ query }: Spanned): Span {
  return { since: Date.parse(query.since), until: Date.parse(query.until) };
}

/** The tickets within reach that something happened to since the span began. */
async function ticketsOf(ask: Spanned, right: Right, house: StaffHouse): Promise<Ticket[]> {
  const { since, until } = spanOf(ask);
  const rows = [...house.board.rows()].filter(
    (row) => row.changedAt >= since && row.registeredAt < until && mayReach(ask.hands, right, row),
  );
  if (rows.length > mostTickets)
    throw new Problem(422, 'too_much', `${rows.length} tickets; ask for a shorter time.`, {
      fields: [{ in: 'query', field: 'since', detail: 'Ask for a shorter time.' }],
    });
  const tickets: Ticket[] = [];
  for (const { no } of rows) {
    const record = await house.records.tx((tx) => tx.ticket(no));
    if (record) tickets.push(foldTicket(record));
  }
  return tickets;
}

const mostTickets = 20_000;
const mostProblems = 50;

function briefly({ no, request, owner, returns, resolvedAt }: Ticket): z.input<typeof brief> {
  return {
    ticket: no,
    line: request.line,
    subject: request.subject ?? '',
    ...(owner.staff && { staff: owner.staff }),
    returns,
    ...(resolvedAt !== undefined && { resolvedAt: iso(resolvedAt) }),
  };
}
