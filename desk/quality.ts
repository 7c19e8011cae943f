import type { InspectedAs, SuggestionDecision } from './events.ts';
import type { Inspection } from './policy.ts';
import type { Ticket } from './ticket.ts';
import type { Instant } from './words.ts';

/** From the first instant until before the last. */
export interface Span {
  readonly since: Instant;
  readonly until: Instant;
}

export interface InspectionRecord {
  readonly no: string;
  readonly at: Instant;
  readonly as: InspectedAs;
  /** Id of a colleague; absent if the house noted it itself. */
  readonly by?: string;
  readonly failed: readonly number[];
  readonly note?: string;
}

/** Inspections in this span, newest first. */
export function inspectionsIn(tickets: readonly Ticket[], span: Span): InspectionRecord[] {
  const found = tickets.flatMap(({ no, timeline }) =>
    timeline.flatMap((event): InspectionRecord[] => {
      if (event.type !== 'inspected' || !within(event.at, span)) return [];
      const { at, as, failed, note, by } = event;
      return [
        { no, at, as, failed, ...(note && { note }), ...(by.who === 'staff' && { by: by.id }) },
      ];
    }),
  );
  return found.sort((a, b) => b.at - a.at);
}

/**
 * Tickets resolved in this span that are in the sample and that nobody `as` has inspected since. The sample
 * is the same whoever asks and whenever: nobody picks the jobs that went well.
 */
export function inspectionsDue(
  tickets: readonly Ticket[],
  span: Span,
  as: 'lead' | 'quality',
  { leaderSamplesDaily }: Inspection,
): Ticket[] {
  return tickets.filter(
    ({ no, resolvedAt, timeline }) =>
      resolvedAt !== undefined &&
      within(resolvedAt, span) &&
      lot(`${as} ${no}`) < leaderSamplesDaily &&
      !timeline.some(
        (event) => event.type === 'inspected' && event.as === as && event.at >= resolvedAt,
      ),
  );
}

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

const within = (at: Instant, { since, until }: Span): boolean => at >= since && at < until;

/** Evenly spread over 0–1, always the same for the same text (FNV-1a, then mixed). */
function lot(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
