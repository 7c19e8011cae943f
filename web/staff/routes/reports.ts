import { z } from 'zod';
import { itemOf } from '../../../desk/actions/inspect.ts';
import type { Callback } from '../../../desk/callbacks/callback.ts';
import { houseOf } from '../../../desk/house.ts';
import { periodAt } from '../../../desk/periods.ts';
import { InspectionReport } from '../../../desk/reports/inspections.ts';
import { PromiseReport } from '../../../desk/reports/promises.ts';
import { SatisfactionReport, type Scope, surveysOf } from '../../../desk/reports/satisfaction.ts';
import type { By, Group } from '../../../desk/reports/tally.ts';
import type { StaffHouse } from '../house.ts';
import { type Cell, reportCsv, wantsCsv } from '../report-csv.ts';
import { type Ask, type Route, route } from '../route.ts';
import {
  asked,
  inspectionRow,
  promiseRow,
  sample,
  satisfactionRow,
  share,
  spanned,
} from '../shapes/report.ts';
import { iso } from '../shapes/words.ts';
import { ticketsIn } from '../walk.ts';
import { scoreRoute } from './scores.ts';

/** What the meetings of the month and the quarter look at; each also as a table. */
export const reportRoutes: readonly Route[] = [
  route({
    id: 'reportSatisfaction',
    method: 'GET',
    path: '/reports/satisfaction',
    says: 'How customers found our work: levels, rate, and how many surveys came back',
    needs: 'reports.read',
    trace: 'plain',
    query: asked(['line', 'period', 'area', 'colleague']),
    answer: z.strictObject({
      ...spanned,
      total: satisfactionRow,
      rows: z.array(satisfactionRow),
      targets: z.record(z.string(), z.strictObject({ rate: share, returnRate: share })),
    }),
    also: 'text/csv',
    async handle(ask, house) {
      const scope = scopeOf(ask);
      const report = new SatisfactionReport(scope);
      for await (const ticket of theirs(ask, scope, house)) {
        const { policy } = houseOf(ticket, house.policies);
        const found = await callbacksOf(surveysOf(ticket, policy), house);
        report.add(ticket, policy, found);
      }
      const flat = ({ counts, ...row }: (typeof report)['total']) => ({
        ...named(row, ask),
        levels: { ...row.levels },
        ...counts,
        rate: row.rate,
        returnRate: row.returnRate,
      });
      const rows = report.rows.map(flat);
      const levels = [...new Set(rows.flatMap((row) => Object.keys(row.levels)))].sort();
      const shares = ['rate', 'sent', 'returned', 'returnRate'];
      const columns = [...levels, 'qualified', 'unqualified', 'unanswered', ...shares];
      if (wantsTable(ask)) return table('satisfaction', rows, scope, columns);
      const targets = linesOf(ask, house).map(({ id, satisfaction }) => [
        id,
        { rate: satisfaction.target, returnRate: satisfaction.returnRate },
      ]);
      return {
        body: {
          ...shown(scope),
          total: flat(report.total),
          rows,
          targets: Object.fromEntries(targets),
        },
      };
    },
  }),
  route({
    id: 'reportPromises',
    method: 'GET',
    path: '/reports/promises',
    says: 'What was promised and due in this time: kept in time, late, or open',
    needs: 'reports.read',
    trace: 'plain',
    query: asked(['milestone', 'line', 'urgency', 'kind', 'period', 'area', 'colleague']),
    answer: z.strictObject({
      ...spanned,
      total: promiseRow,
      /** Flaws, claims and major complaints: all of them in time is the target. */
      complaints: promiseRow,
      rows: z.array(promiseRow),
      targets: z.record(z.string(), z.strictObject({ complaintsInTime: share })),
    }),
    also: 'text/csv',
    async handle(ask, house) {
      const scope = scopeOf(ask);
      const report = new PromiseReport(scope);
      for await (const ticket of theirs(ask, scope, house)) {
        const { policy, calendars } = houseOf(ticket, house.policies);
        report.add(ticket, policy, calendars, ask.now);
      }
      const flat = ({ counts, ...row }: (typeof report)['total']) => ({
        ...named(row, ask),
        ...counts,
        rate: row.rate,
      });
      const rows = report.rows.map(flat);
      if (wantsTable(ask))
        return table('promises', rows, scope, ['inTime', 'late', 'open', 'rate']);
      const targets = linesOf(ask, house).map(({ id, satisfaction: { complaintsInTime } }) => [
        id,
        { complaintsInTime },
      ]);
      return {
        body: {
          ...shown(scope),
          total: flat(report.total),
          complaints: flat(report.complaints),
          rows,
          targets: Object.fromEntries(targets),
        },
      };
    },
  }),
  route({
    id: 'reportInspections',
    method: 'GET',
    path: '/reports/inspections',
    says: 'What inspections found, by item, colleague or area, and how many of the sample were made',
    needs: 'reports.read',
    trace: 'plain',
    query: asked(['item', 'as', 'line', 'period', 'area', 'colleague']),
    answer: z.strictObject({
      ...spanned,
      total: inspectionRow,
      rows: z.array(inspectionRow),
      samples: z.strictObject({ lead: sample, quality: sample }),
    }),
    also: 'text/csv',
    async handle(ask, house) {
      const scope = scopeOf(ask);
      const report = new InspectionReport(scope);
      const whole = new InspectionReport({ ...scope, by: [] });
      for await (const ticket of theirs(ask, scope, house)) {
        const { policy } = houseOf(ticket, house.policies);
        report.add(ticket, policy);
        whole.add(ticket, policy);
      }
      const flat = ({ counts, ...row }: (typeof report)['total']) => ({
        ...named(row, ask, house),
        ...counts,
        rate: row.rate,
      });
      const rows = report.rows.map(flat);
      const columns = ['made', 'passed', 'redone', 'selfChecks', 'rate'];
      if (wantsTable(ask)) return table('inspections', rows, scope, columns);
      const { lead, quality } = whole.samples;
      return {
        body: { ...shown(scope), total: flat(whole.total), rows, samples: { lead, quality } },
      };
    },
  }),
  scoreRoute,
];

type Asked = Ask<unknown, z.output<ReturnType<typeof asked<readonly [By, ...By[]]>>>, unknown>;

function scopeOf({ query, now, hands }: Asked): Scope {
  const { zone, areas } = hands.roster;
  const { per = 'month', by = ['line'] } = query;
  const month = periodAt(now, 'month', zone);
  return {
    since: query.since === undefined ? month.since : Date.parse(query.since),
    until: query.until === undefined ? month.until : Date.parse(query.until),
    per,
    by: [...new Set(by)],
    zone,
    areas,
  };
}

const shown = ({ since, until }: Scope) => ({ since: iso(since), until: iso(until) });

async function* theirs(ask: Asked, scope: Scope, house: StaffHouse) {
  for await (const ticket of ticketsIn(scope, 'reports.read', ask, house))
    if (ask.query.line === undefined || ticket.request.line === ask.query.line) yield ticket;
}

const linesOf = ({ query }: Asked, { policies }: StaffHouse) =>
  policies.lines.filter(({ id }) => query.line === undefined || id === query.line);

function callbacksOf(ids: readonly string[], { records }: StaffHouse): Promise<Callback[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return records.tx(async (tx) => {
    const found = await Promise.all(ids.map((id) => tx.callback(id)));
    return found.filter((one) => one !== undefined);
  });
}

/** Colleagues and items under their names: numbers alone tell nobody anything. */
function named(
  { group: { colleague, item, ...rest } }: { readonly group: Group },
  { hands, query }: Asked,
  house?: StaffHouse,
): { group: Record<string, string> } {
  const known = hands.roster.colleagues.find(({ id }) => id === colleague);
  const list = house?.policies.lines.find(
    ({ id, inspection }) => inspection && (query.line === undefined || id === query.line),
  )?.inspection;
  return {
    group: {
      ...rest,
      ...(colleague !== undefined && { colleague, ...(known && { name: known.name }) }),
      ...(item !== undefined && {
        item,
        ...(list && item && { itemName: itemOf(list, Number(item))['zh-Hans'] }),
      }),
    },
  };
}

const wantsTable = ({ request, query }: Asked): boolean => wantsCsv(request, query.format);

const table = (name: string, rows: readonly Shown[], { by }: Scope, columns: readonly string[]) =>
  reportCsv(name, rows.map(cells), [...by, ...columns]);

interface Shown {
  readonly group: Readonly<Record<string, string>>;
  readonly levels?: Readonly<Record<string, number>>;
  readonly [count: string]: unknown;
}

/** A row as a table shows it: names beside what they name. */
function cells({
  group: { name, itemName, ...rest },
  levels,
  ...counts
}: Shown): Readonly<Record<string, Cell>> {
  return {
    ...rest,
    ...(name && { colleague: `${name} (${rest.colleague})` }),
    ...(itemName && { item: `${rest.item} ${itemName}` }),
    ...levels,
    ...(counts as Readonly<Record<string, Cell>>),
  };
}
