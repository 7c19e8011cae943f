import { stringify } from 'csv-stringify/sync';
import type { StaffRequest } from './route.ts';

/** Asked for with `?format=csv`, or with an `Accept` that names it and not JSON. */
export function wantsCsv(request: StaffRequest, format: string | undefined): boolean {
  if (format !== undefined) return format === 'csv';
  const accept = request.header('accept') ?? '';
  return accept.includes('text/csv') && !accept.includes('application/json');
}

export type Cell = string | number | undefined;

/** A table with a heading; no cell can begin a formula in whatever opens it, and every row has every column. */
export function reportCsv(
  name: string,
  rows: readonly Readonly<Record<string, Cell>>[],
  columns: readonly string[],
) {
  const text = stringify(
    rows.map((row) => columns.map((column) => row[column] ?? '')),
    { header: true, columns: [...columns], bom: true, escape_formulas: true },
  );
  return {
    bytes: Buffer.from(text),
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}.csv"`,
      Vary: 'Accept',
    },
  };
}
