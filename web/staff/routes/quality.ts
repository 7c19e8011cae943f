import { z } from 'zod';
import { workersOn } from '../../../desk/actions/inspect.ts';
import { idOf } from '../../../desk/crew-reach.ts';
import type { Right } from '../../../desk/crew-rights.ts';
import { periodAt, type Span } from '../../../desk/periods.ts';
import {
  frequent,
  inspectionsDue,
  inspectionsIn,
  reworked,
  suggestionsIn,
} from '../../../desk/quality.ts';
import type { Ticket } from '../../../desk/ticket.ts';
import type { StaffHouse } from '../house.ts';
import { Problem } from '../problem.ts';
import { type Ask, type Route, route } from '../route.ts';
import { outputs } from '../shapes/names.ts';
import { veilBefore } from '../shapes/veil.ts';
import { instant, iso, names, ticketNo } from '../shapes/words.ts';
import { type Asker, ticketsIn } from '../walk.ts';

const span = z.strictObject({ since: instant, until: instant });
const count = z.int().min(0);

const record = z
  .strictObject({
    ticket: ticketNo,
    at: instant,
    as: z.enum(['self', 'lead', 'quality']),
    by: z.string().optional(),
    /** Items found wanting, by number and by name. */
    failed: z.array(z.int()),
    items: z.array(names),
    note: z.string().optional(),
    photos: z.array(z.string()),
    /** The work was done again because of it. */
    redone: z.boolean(),
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
    answer: z.strictObject({
      inspections: z.array(record),
      /** Of those by leads and quality; what workers check themselves is in no rate. */
      made: count,
      passed: count,
      redone: count,
    }),
    async handle(ask, house) {
      const tickets = await ticketsOf(ask, 'inspections.read', house);
      const veiled = veils(ask, tickets);
      const found = inspectionsIn(tickets, spanOf(ask));
      const made = found.filter(({ as }) => as !== 'self');
      return {
        body: {
          inspections: found.map(({ no, at, failed, items, photos, note, ...rest }) => ({
            ...rest,
            ...(note !== undefined && { note: veiled(no, note) }),
            ticket: no,
            at: iso(at),
            failed: [...failed],
            items: [...items],
            photos: photos.map(({ id }) => id),
          })),
          made: made.length,
          passed: made.filter(({ failed }) => failed.length === 0).length,
          redone: made.filter(({ redone }) => redone).length,
        },
      };
    },
  }),
  route({
    id: 'listInspectionsDue',
    method: 'GET',
    path: '/inspections/due',
    says: 'The sample of the work finished in this time that a lead (each day) or quality (each week) still has to inspect; by default of today, or of this week',
    needs: 'inspections.read',
    trace: 'plain',
    query: span.partial().extend({ as: z.enum(['lead', 'quality']) }),
    answer: z.strictObject({ since: instant, until: instant, due: z.array(brief) }),
    async handle(ask, house) {
      const { as } = ask.query;
      const me = idOf(ask.hands);
      const found = house.policies.lines.map(async ({ id, inspection }) => {
        if (!inspection) return undefined;
        const usual = as === 'lead' ? 'day' : inspection.qualityEvery;
        const when = spanOr(ask, periodAt(ask.now, usual, ask.hands.roster.zone));
        const tickets = await listed(ask, when, 'inspections.read', house);
        const ofLine = tickets.filter(({ request }) => request.line === id);
        const due = inspectionsDue(ofLine, when, as, inspection);
        // Nobody inspects what they did themselves: somebody else finds it in their list.
        return { when, due: due.filter((ticket) => !workersOn(ticket).includes(me)) };
      });
      const lists = (await Promise.all(found)).filter((one) => one !== undefined);
      const [{ when } = { when: spanOr(ask, periodAt(ask.now, 'day', ask.hands.roster.zone)) }] =
        lists;
      return {
        body: {
          since: iso(when.since),
          until: iso(when.until),
          due: lists.flatMap(({ due }) => due).map((one) => briefly(one, ask)),
        },
      };
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
      const veiled = veils(ask, tickets);
      const often = frequent(tickets, spanOf(ask)).slice(0, mostProblems);
      return {
        body: {
          reworked: reworked(tickets, spanOf(ask)).map((one) => briefly(one, ask)),
          frequent: often.map(({ subject, tickets: numbers, ...one }) => ({
            ...one,
            subject: numbers.reduce((text, no) => veiled(no, text), subject),
            tickets: [...numbers],
          })),
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
            words: veilBefore(ask.hands, ticket).words(ticket.request.words),
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

function spanOr(
  { query }: Ask<unknown, Partial<z.output<typeof span>>, unknown>,
  usual: Span,
): Span {
  const { since, until } = query;
  return {
    since: since === undefined ? usual.since : Date.parse(since),
    until: until === undefined ? usual.until : Date.parse(until),
  };
}

const ticketsOf = (ask: Spanned, right: Right, house: StaffHouse): Promise<Ticket[]> =>
  listed(ask, spanOf(ask), right, house);

/** At once, since they are held against each other: too many are refused. */
async function listed(ask: Asker, when: Span, right: Right, house: StaffHouse): Promise<Ticket[]> {
  const tickets: Ticket[] = [];
  for await (const ticket of ticketsIn(when, right, ask, house)) {
    tickets.push(ticket);
    if (tickets.length > mostTickets)
      throw new Problem(
        422,
        'too_much',
        `More than ${mostTickets} tickets; ask for a shorter time.`,
        {
          fields: [{ in: 'query', field: 'since', detail: 'Ask for a shorter time.' }],
        },
      );
  }
  return tickets;
}

const mostTickets = 20_000;
const mostProblems = 50;

/** The words of the ticket of that number, as this colleague may read them. */
function veils({ hands }: Pick<Spanned, 'hands'>, tickets: readonly Ticket[]) {
  const known = new Map(tickets.map((ticket) => [ticket.no, ticket]));
  return (no: string, text: string): string => {
    const ticket = known.get(no);
    return ticket ? veilBefore(hands, ticket).words(text) : text;
  };
}

function briefly(ticket: Ticket, { hands }: Pick<Spanned, 'hands'>): z.input<typeof brief> {
  const { no, request, owner, returns, resolvedAt } = ticket;
  return {
    ticket: no,
    line: request.line,
    subject: veilBefore(hands, ticket).words(request.subject ?? ''),
    ...(owner.staff && { staff: owner.staff }),
    returns,
    ...(resolvedAt !== undefined && { resolvedAt: iso(resolvedAt) }),
  };
}
