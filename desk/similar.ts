import type { Request } from './events.ts';
import type { History } from './policy.ts';
import { isOpen } from './status.ts';
import type { Ticket } from './ticket.ts';
import type { Instant } from './words.ts';

export interface Sketch {
  readonly line?: string;
  readonly subject?: string;
  readonly address?: string;
  readonly words: string;
}

type Windows = Pick<History, 'sameWordsWithin' | 'sameFaultWithin' | 'secondFailureWithin'>;

/**
 * Does this look like an open ticket's problem, told again? Minutes after it almost anything of the same line
 * does; days after it the same thing at the same place.
 */
export function seemsSame(ticket: Ticket, sketch: Sketch, windows: Windows, now: Instant): boolean {
  if (!isOpen(ticket.status)) return false;
  const { request, registeredAt } = ticket;
  if (otherPlace(request.address, sketch.address)) return false;
  const age = now - registeredAt;
  if (age <= windows.sameWordsWithin) {
    if (sketch.line !== undefined && sketch.line === request.line) return true;
    return sameSubject(request.subject, sketch.subject) || alike(request.words, sketch.words);
  }
  return age <= windows.sameFaultWithin && sameFault(request, sketch);
}

/** An earlier ticket of the same person whose work did not last: the newest of those that failed. */
export function failedBefore(
  wish: Pick<Request, 'line' | 'kind' | 'subject'>,
  earlier: readonly Ticket[],
  { secondFailureWithin }: Windows,
  now: Instant,
): Ticket | undefined {
  if (!canFail(wish)) return undefined;
  return earlier.find(
    ({ request, resolvedAt }) =>
      request.line === wish.line &&
      canFail(request) &&
      resolvedAt !== undefined &&
      now - resolvedAt <= secondFailureWithin &&
      sameSubject(request.subject, wish.subject),
  );
}

/** "椅子" and "会议室椅子" are one subject; two unknown subjects are not. */
export function sameSubject(a: string | undefined, b: string | undefined): boolean {
  const [one, other] = [plain(a ?? ''), plain(b ?? '')];
  if (one.length < 2 || other.length < 2) return one !== '' && one === other;
  return one.includes(other) || other.includes(one);
}

/** Shared pairs of neighbouring characters (Dice), 0–1. */
export function likeness(a: string, b: string): number {
  const [one, other] = [pairs(a), pairs(b)];
  if (one.size === 0 || other.size === 0) return 0;
  let shared = 0;
  for (const pair of one) if (other.has(pair)) shared += 1;
  return (2 * shared) / (one.size + other.size);
}

/** The same thing in the same line, and nothing says it is elsewhere. */
function sameFault(request: Request, { line, subject, words }: Sketch): boolean {
  if (line !== undefined && line !== request.line) return false;
  return sameSubject(request.subject, subject) && alike(request.words, words);
}

/** Both are known and have little in common; what one leaves out does not make them differ. */
function otherPlace(a: string | undefined, b: string | undefined): boolean {
  const [one, other] = [plain(a ?? ''), plain(b ?? '')];
  if (one === '' || other === '' || one.includes(other) || other.includes(one)) return false;
  return likeness(one, other) < 0.5;
}

const alike = (a: string, b: string): boolean => likeness(a, b) >= 0.3;

const canFail = ({ kind }: Pick<Request, 'kind'>): boolean =>
  kind !== 'suggestion' && kind !== 'booking';

function pairs(text: string): Set<string> {
  const letters = [...plain(text)];
  return new Set(letters.slice(1).map((letter, at) => `${letters[at]}${letter}`));
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[\p{P}\p{S}\s]/gu, '');
}
