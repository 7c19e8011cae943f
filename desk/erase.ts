import type { Callback } from './callbacks/callback.ts';
import type { Actor, TicketEvent } from './events.ts';
import type { Notice, TicketRecord } from './ports.ts';

/**
 * The ticket without anything that says whose it was: what happened, when, and which colleague did it stays; who and
 * where and every word somebody typed goes, whatever field it stands in. The only change ever made to a timeline.
 */
export function erased({ no, timeline, notices, jobs }: TicketRecord): TicketRecord {
  // Other programs were told nothing personal; nobody else is told anything any more.
  const owed = jobs.filter(({ kind }) => kind === 'hook');
  return {
    no,
    live: owed.length > 0,
    timeline: timeline.map((event) => erasedEvent(event)),
    jobs: owed,
    notices: notices.map(erasedNotice),
  };
}

/** Whose it was is not in it any more. */
export const isErased = ({ timeline: [first] }: Pick<TicketRecord, 'timeline'>): boolean =>
  first?.cause === erasedCause(first?.seq ?? 0);

const erasedCause = (seq: number): string => `erased/${seq}`;

/** The callback without what was said in it; nobody is called back any more. */
export function erasedCallback(callback: Callback, at: number): Callback {
  const { answers, grave, attempts, runAt: _, owes: __, waits: ___, ...rest } = callback;
  const { level, solved, agreed } = answers;
  return {
    ...rest,
    attempts: attempts.map((attempt) => {
      if (!attempt.end) return { ...attempt, end: { disposition: 'superseded', at } };
      const { why: _why, ...end } = attempt.end;
      return { ...attempt, end };
    }),
    answers: {
      ...(level !== undefined && { level }),
      ...(solved !== undefined && { solved }),
      ...(agreed !== undefined && { agreed }),
    },
    ...(grave && {
      grave: { ...grave, reasons: grave.reasons.map((reason) => ({ ...reason, words: [] })) },
    }),
    end: rest.end ?? { outcome: 'superseded', at, why: 'moved_on' },
  };
}

/** Everything that goes from a ticket: the words by which it could still be told whose it was. */
export function lostWords({ timeline }: TicketRecord): string[] {
  const lost: string[] = [];
  for (const event of timeline) erasedEvent(event, lost);
  return lost;
}

/** Blob ids of every picture of the ticket. */
export function picturesOf(record: TicketRecord): string[] {
  return record.timeline.flatMap((event) => {
    const photos =
      event.type === 'registered' ? event.request.photos : 'photos' in event && event.photos;
    return (photos || []).map(({ id }) => id);
  });
}

/** Where this customer may have spoken about it: every beginning of what caused their events. */
export function conversationsOf(record: TicketRecord): string[] {
  const causes = record.timeline
    .filter(({ by }) => by.who === 'customer')
    .map(({ cause }) => cause);
  const parts = causes.map((cause) => cause.split('/'));
  return [
    ...new Set(parts.flatMap((all) => all.map((_, at) => all.slice(0, at).join('/')))),
  ].filter(Boolean);
}

function erasedEvent(event: TicketEvent, lost?: string[]): TicketEvent {
  const { by, seq, at, type, cause: _, ...body } = event;
  const rest = scrub(body, '', lost) as TicketEvent;
  return { ...rest, type, seq, at, by: anonymous(by), cause: erasedCause(seq) } as TicketEvent;
}

const anonymous = (by: Actor): Actor =>
  by.who === 'customer' ? { who: 'customer', account: 'erased' } : by;

function erasedNotice(notice: Notice): Notice {
  const { id, at, to, what, facts, state, outcome, attempts, heardBy, ring } = notice;
  const waits = state === 'waiting';
  return {
    id,
    at,
    to,
    what,
    facts,
    state: waits ? 'overtaken' : state,
    ...(outcome !== undefined && { outcome: waits ? 'the customer was forgotten' : outcome }),
    ...(attempts && {
      attempts: attempts.map(({ at: when, way, arrived }) => ({
        at: when,
        ...(way && { way }),
        arrived,
      })),
    }),
    ...(notice.with && { with: notice.with }),
    ...(heardBy && { heardBy }),
    ...(ring && { ring }),
  };
}

/** Only what is known to say nothing about a customer stays: a field that comes new is erased until it stands below. */
function scrub(value: unknown, key: string, lost?: string[]): unknown {
  if (typeof value === 'string') {
    if (texts.has(key)) return value;
    lost?.push(value);
    return '';
  }
  if (typeof value === 'number') return numbers.has(key) ? value : undefined;
  if (Array.isArray(value)) {
    const kept = value.map((one) => scrub(one, key, lost));
    return lists.has(key) ? kept : [];
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
    const known = isCode(name, inner) || (name === 'name' && isColleague(value));
    const left = known ? inner : scrub(inner, name, lost);
    const goes = left === undefined || (isObject(inner) && !objects.has(name));
    return goes ? [] : [[name, left]];
  });
  return Object.fromEntries(entries);
}

/** `why` is a code in some events and somebody's words in others. */
const isCode = (name: string, value: unknown): boolean =>
  name === 'why' && (value === 'customer' || value === 'parts');

/** Names beside a colleague's id, and names of work areas, are ours. */
const isColleague = (value: object): boolean => 'staff' in value || 'is' in value;

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Codes and ids of ours. */
const texts: ReadonlySet<string> = new Set([
  'type',
  'line',
  'kind',
  'urgency',
  'language',
  'channel',
  'rule',
  'source',
  'zh-Hans',
  'zh-Hant',
  'en',
  'role',
  'staff',
  'fault',
  'of',
  'outcome',
  'into',
  'to',
  'as',
  'callback',
  'level',
  'milestone',
  'report',
  'decision',
  'is',
  'not',
  'area',
  'colour',
  'despite',
  'passed',
]);
/** Times, counts and shares. */
const numbers: ReadonlySet<string> = new Set([
  'policyVersion',
  'share',
  'rung',
  'from',
  'to',
  'expected',
  'finish',
  'failed',
  'until',
  'more',
  'people',
  'material',
  'carries',
  'load',
  'earlier',
]);
const lists: ReadonlySet<string> = new Set([
  'reasons',
  'why',
  'others',
  'passed',
  'failed',
  'items',
]);
const objects: ReadonlySet<string> = new Set(['request', 'choice', 'says', 'terms']);
