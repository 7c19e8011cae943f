import type { InspectedAs, Photo, SuggestionDecision } from './events.ts';
import { type Span, within } from './periods.ts';
import type { Inspection } from './policy.ts';
import type { Ticket } from './ticket.ts';
import type { Instant, Names } from './words.ts';

export interface InspectionRecord {
  readonly no: string;
  readonly at: Instant;
  readonly as: InspectedAs;
  /** Id of a colleague; absent if the house noted it itself. */
  readonly by?: string;
  readonly failed: readonly number[];
  /** What they are called, in the same order; empty in records of before they were named. */
  readonly items: readonly Names[];
  readonly note?: string;
  readonly photos: readonly Photo[];
  /** The work was done again because of it. */
  readonly redone: boolean;
}

/** Inspections in this span, newest first. */
export function inspectionsIn(tickets: readonly Ticket[], span: Span): InspectionRecord[] {
  const found = tickets.flatMap(({ no, timeline }) =>
    timeline.flatMap((event): InspectionRecord[] => {
      if (event.type !== 'inspected' || !within(event.at, span)) return [];
      const { at, as, failed, items = [], note, photos = [], by, cause } = event;
      const redone = ledToRework({ timeline }, cause);
      const found = { no, at, as, failed, items, photos, redone };
      return [{ ...found, ...(note && { note }), ...(by.who === 'staff' && { by: by.id }) }];
    }),
  );
  return found.sort((a, b) => b.at - a.at);
}

/** Work was done again because of what was found then. */
export const ledToRework = ({ timeline }: Pick<Ticket, 'timeline'>, cause: string): boolean =>
  timeline.some((event) => event.type === 'reopened' && event.cause === cause);

/** Tickets resolved in this span that are in the sample and that nobody `as` has inspected since. */
export function inspectionsDue(
  tickets: readonly Ticket[],
  span: Span,
  as: 'lead' | 'quality',
  inspection: Inspection,
): Ticket[] {
  return tickets.filter(
    (ticket) =>
      ticket.resolvedAt !== undefined &&
      within(ticket.resolvedAt, span) &&
      finished.has(ticket.status) &&
      isSampled(ticket, as, inspection) &&
      !isInspected(ticket, as),
  );
}

/** The sample is the same whoever asks and whenever: nobody picks the jobs that went well. */
export function isSampled(
  { no }: Pick<Ticket, 'no'>,
  as: 'lead' | 'quality',
  { leaderSamplesDaily, qualitySamples = leaderSamplesDaily }: Inspection,
): boolean {
  return lot(`${as} ${no}`) < (as === 'lead' ? leaderSamplesDaily : qualitySamples);
}

/** Somebody `as` has looked at the work since it was last finished. */
export function isInspected({ timeline, resolvedAt = 0 }: Ticket, as: 'lead' | 'quality'): boolean {
  return timeline.some(
    (event) => event.type === 'inspected' && event.as === as && event.at >= resolvedAt,
  );
}

const finished: ReadonlySet<Ticket['status']> = new Set(['resolved', 'accepted', 'closed']);

/** Work that had to be done again, most often first. */
export function reworked(tickets: readonly Ticket[], span: Span): Ticket[] {
  return tickets
    .filter(({ timeline }) =>
      timeline.some(
        ({ type, at }) => (type === 'refused' || type === 'reopened') && within(at, span),
      ),
    )
    .sort((a, b) => b.returns - a.returns);
}

/** One kind of problem, how often it came, and the share of all up to and with it (排列图). */
export interface Frequent {
  readonly line: string;
  readonly subject: string;
  readonly count: number;
  readonly cumulative: number;
  readonly tickets: readonly string[];
}

/** What was reported in this span by line and subject, most often first. */
export function frequent(tickets: readonly Ticket[], span: Span): Frequent[] {
  const groups = new Map<string, Ticket[]>();
  const problems = tickets.filter(
    ({ request: { kind }, registeredAt }) =>
      kind !== 'suggestion' && kind !== 'booking' && within(registeredAt, span),
  );
  for (const ticket of problems) {
    const { line, subject = '' } = ticket.request;
    const key = JSON.stringify([line, subject.trim().toLowerCase()]);
    groups.set(key, [...(groups.get(key) ?? []), ticket]);
  }
  let sum = 0;
  return [...groups.values()]
    .sort((a, b) => b.length - a.length)
    .map((group) => {
      sum += group.length;
      const { line = '', subject = '' } = group[0]?.request ?? {};
      const numbers = group.map(({ no }) => no);
      return {
        line,
        subject,
        count: group.length,
        cumulative: sum / problems.length,
        tickets: numbers,
      };
    });
}

export interface Suggestion {
  readonly ticket: Ticket;
  readonly decision?: SuggestionDecision;
  /** The customer was told what becomes of it. */
  readonly answered: boolean;
}

/** Suggestions made in this span, newest first. */
export function suggestionsIn(tickets: readonly Ticket[], span: Span): Suggestion[] {
  return tickets
    .filter(
      ({ request, registeredAt }) => request.kind === 'suggestion' && within(registeredAt, span),
    )
    .sort((a, b) => b.registeredAt - a.registeredAt)
    .map((ticket) => {
      const last = ticket.timeline.findLast((event) => event.type === 'decided');
      const answered = ticket.timeline.some(({ type }) => type === 'planned');
      return { ticket, answered, ...(last?.type === 'decided' && { decision: last.decision }) };
    });
}

/** Evenly spread over 0–1, always the same for the same text (FNV-1a, then mixed). */
function lot(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
