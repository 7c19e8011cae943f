import { isOpen } from './status.ts';
import type { Ticket } from './ticket.ts';
import type { Duration, Instant } from './words.ts';

const sameProblemWithin: Duration = 30 * 60_000;

export interface Sketch {
  readonly line?: string;
  readonly subject?: string;
  readonly words: string;
}

/** Does this look like the problem of a ticket opened a moment ago, told again? */
export function seemsSame(ticket: Ticket, sketch: Sketch, now: Instant): boolean {
  if (!isOpen(ticket.status)) return false;
  if (now - ticket.registeredAt > sameProblemWithin) return false;
  const { line, subject, words } = ticket.request;
  if (sketch.line !== undefined && sketch.line === line) return true;
  return sameSubject(subject, sketch.subject) || likeness(words, sketch.words) >= 0.3;
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

function pairs(text: string): Set<string> {
  const letters = [...plain(text)];
  return new Set(letters.slice(1).map((letter, at) => `${letters[at]}${letter}`));
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[\p{P}\p{S}\s]/gu, '');
}
