import { createHmac, createSecretKey } from 'node:crypto';
import type { Numbers } from './ports.ts';

/**
 * Ticket numbers: ten digits, the first 1–9, the last a check digit. Nobody can guess the next one, and the
 * same cause always draws the same number: that is how a crash between two writes cannot open a ticket twice.
 */
export function ticketNumbers(secret: string | Uint8Array): Numbers {
  const key = createSecretKey(Buffer.from(secret));
  return {
    draw(cause, attempt) {
      const mac = createHmac('sha256', key).update(`${cause}\u0000${attempt}`).digest();
      const body = String(100_000_000 + (mac.readUIntBE(0, 6) % 900_000_000));
      return body + damm(body);
    },
  };
}

export type NumberCheck =
  | { readonly ok: true; readonly no: string }
  | {
      readonly ok: false;
      readonly why: 'length' | 'check';
      /** Valid numbers one slip away (a wrong, missing, doubled or swapped digit), for "did you mean". */
      readonly near: readonly string[];
    };

/** Reads a number as people write and say it: `482 913 0576`, full-width digits, dashes. */
export function checkNumber(text: string): NumberCheck {
  const digits = digitsOf(text);
  if (isNumber(digits)) return { ok: true, no: digits };
  return {
    ok: false,
    why: digits.length === LENGTH ? 'check' : 'length',
    near: nearMisses(digits),
  };
}

/** `4829130576` → `482 913 0576`: the grouping people read aloud without losing their place. */
export function groupNumber(no: string): string {
  return no.replace(/^(\d{3})(\d{3})(\d+)$/, '$1 $2 $3');
}

/** Valid numbers that one slip of the tongue or finger would have turned into `digits`. */
export function nearMisses(digits: string): string[] {
  const slips =
    digits.length === LENGTH
      ? [...swaps(digits), ...replaced(digits)]
      : digits.length === LENGTH - 1
        ? inserted(digits)
        : digits.length === LENGTH + 1
          ? omitted(digits)
          : [];
  return [...new Set(slips)].filter((no) => no !== digits && isNumber(no));
}

function isNumber(digits: string): boolean {
  return /^[1-9]\d{9}$/.test(digits) && damm(digits) === 0;
}

/** Damm's algorithm: finds every single wrong digit and every swap of neighbours; 0 over a checked number. */
function damm(digits: string): number {
  let interim = 0;
  for (const digit of digits) interim = table[interim]?.[Number(digit)] ?? 0;
  return interim;
}

function digitsOf(text: string): string {
  return text.normalize('NFKC').replace(/[\s\-–—.,，。、·/]/g, '');
}

function swaps(digits: string): string[] {
  return places(digits.length - 1).map((at) =>
    [digits.slice(0, at), digits[at + 1], digits[at], digits.slice(at + 2)].join(''),
  );
}

function replaced(digits: string): string[] {
  return places(digits.length).flatMap((at) =>
    places(10).map((digit) => digits.slice(0, at) + digit + digits.slice(at + 1)),
  );
}

function inserted(digits: string): string[] {
  return places(digits.length + 1).flatMap((at) =>
    places(10).map((digit) => digits.slice(0, at) + digit + digits.slice(at)),
  );
}

function omitted(digits: string): string[] {
  return places(digits.length).map((at) => digits.slice(0, at) + digits.slice(at + 1));
}

function places(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at);
}

const LENGTH = 10;

const table: readonly (readonly number[])[] = [
  [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
  [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
  [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
  [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
  [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
  [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
  [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
  [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
  [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
  [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];
