import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import type { CustomerChange } from '../../desk/customers.ts';
import type { Person } from '../../desk/ports.ts';
import { type Language, languages } from '../../desk/words.ts';
import { dayOf, formatDay, instantOf, parseDay } from '../../desk/zone.ts';
import { isLine } from './shapes/words.ts';

const columns = ['phone', 'name', 'language', 'vip', 'contract_since', 'contract_until'] as const;

/** One line per customer, with a heading; no cell can begin a formula in whatever opens it. */
export function customersCsv(people: readonly Person[]): string {
  const lines = people.map((person) => ({
    phone: person.phone,
    name: harmless(person.name),
    language: person.language,
    vip: person.vip ? 'yes' : 'no',
    contract_since: dayAt(person.contractSince),
    contract_until: lastDay(person.contractUntil),
  }));
  return stringify(lines, { header: true, columns: [...columns], bom: true });
}

/** A quote before each sign that could begin a formula, also behind what separates cells in another country. */
const harmless = (text: string): string => text.replace(beforeFormula, "$1$2'");
const asItWas = (text: string): string => text.replace(quotedFormula, '$1$2');

/** Half and full width. */
const signs = '[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20]';
const beforeFormula = new RegExp(`(^|[,;|\\t\\r\\n])(["' ]*)(?=${signs})`, 'g');
const quotedFormula = new RegExp(`(^|[,;|\\t\\r\\n])(["' ]*)'(?=${signs})`, 'g');

export interface Refused {
  /** As an editor counts them; 1 is the heading. */
  readonly line: number;
  readonly field: string;
  readonly why: string;
}

export interface Taken {
  readonly phone: string;
  readonly change: CustomerChange & { readonly language?: Language };
}

/** The bytes as text: UTF-8, or as Chinese spreadsheets save a table; undefined if they are no text. */
export function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {}
  }
  return undefined;
}

/** Every line that can be taken, and for every other why not; what the heading does not name stays as it is. */
export function readCustomersCsv(text: string): {
  readonly taken: readonly Taken[];
  readonly refused: readonly Refused[];
} {
  const table = tableIn(text);
  if ('why' in table) return { taken: [], refused: [table] };
  const taken: Taken[] = [];
  const refused: Refused[] = [];
  const seen = new Set<string>();
  for (const { record, info } of table.rows) {
    const read = row.safeParse(record);
    if (!read.success) {
      for (const { path, message } of read.error.issues)
        refused.push({ line: info.lines, field: String(path[0] ?? ''), why: message });
      continue;
    }
    const { phone, ...cells } = read.data;
    if (seen.has(phone)) {
      refused.push({ line: info.lines, field: 'phone', why: 'Another line has this telephone.' });
      continue;
    }
    seen.add(phone);
    taken.push({ phone, change: changeOf(cells) });
  }
  return { taken, refused };
}

interface Line {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

function tableIn(text: string): { readonly rows: readonly Line[] } | Refused {
  try {
    const rows = parse(text, {
      bom: true,
      columns: (heading: string[]) => heading.map((name) => name.trim().toLowerCase()),
      info: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      // Tables people make by hand have a quote here and there.
      relax_quotes: true,
    }) as unknown as Line[];
    const [first] = rows;
    if (first && !('phone' in first.record))
      return { line: 1, field: 'phone', why: 'The heading must name a column "phone".' };
    return { rows };
  } catch (error) {
    const line = Number((error as { lines?: number }).lines ?? 1);
    return { line, field: '', why: `This is no CSV: ${(error as Error).message}` };
  }
}

/** Spreadsheets write 2026/3/31. */
const day = z
  .string()
  .transform((text) => {
    const [, year, month, date] = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/.exec(text) ?? [];
    return year ? `${year}-${month?.padStart(2, '0')}-${date?.padStart(2, '0')}` : text;
  })
  .pipe(z.union([z.literal(''), z.iso.date()], 'Write a day as 2026-03-31, or nothing.'));

const yes = ['yes', 'y', 'true', '1', '\u662f'];
const no = ['no', 'n', 'false', '0', '\u5426'];

const cells = z.object({
  // Tables for people put a quote before what a program might take for a formula.
  phone: z
    .string()
    .transform((text) => text.replace(/^'/, '').replaceAll(/[\s-]/g, ''))
    .pipe(z.string().regex(/^\d{5,15}$/, 'A telephone is 5 to 15 digits.')),
  name: z
    .string()
    .max(60, 'At most 60 characters.')
    .transform((text) => asItWas(text).trim())
    .refine(isLine, 'No control characters.')
    .optional(),
  language: z.enum(['', ...languages], `One of ${languages.join(', ')}.`).optional(),
  vip: z
    .string()
    .transform((text) => text.toLowerCase())
    .pipe(z.enum([...yes, ...no, ''], 'yes or no.'))
    .optional(),
  contract_since: day.optional(),
  contract_until: day.optional(),
});

const row = cells.refine(
  ({ contract_since: since, contract_until: until }) => !since || !until || since <= until,
  { path: ['contract_until'], error: 'The contract ends before it begins.' },
);

function changeOf({
  name,
  language,
  vip,
  contract_since: since,
  contract_until: until,
}: Omit<z.output<typeof row>, 'phone'>): Taken['change'] {
  return {
    ...(name && { name }),
    ...(language && { language }),
    ...(vip && { vip: yes.includes(vip) }),
    ...(since !== undefined && { contractSince: beginOf(since) }),
    ...(until !== undefined && { contractUntil: beginOf(until, 1) }),
  };
}

/** Days begin at midnight of the company's offices. */
const zone = 'Asia/Shanghai';

/** When that day begins, or one so many days later; null for no day. */
function beginOf(text: string, later = 0): number | null {
  const day = parseDay(text);
  return day === undefined ? null : instantOf(day + later, 0, zone);
}

const dayAt = (at: number | undefined): string =>
  at === undefined ? '' : formatDay(dayOf(at, zone));

/** The last day counts: a contract ends when the next day begins. */
const lastDay = (until: number | undefined): string =>
  dayAt(until === undefined ? undefined : until - 1);
