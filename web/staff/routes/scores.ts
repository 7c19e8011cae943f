import { z } from 'zod';
import { houseOf } from '../../../desk/house.ts';
import { periodAt, periodName } from '../../../desk/periods.ts';
import { type Score, ScoreReport, scoreParts } from '../../../desk/reports/scores.ts';
import { parseDay } from '../../../desk/zone.ts';
import { Problem } from '../problem.ts';
import { reportCsv, wantsCsv } from '../report-csv.ts';
import { type Ask, route } from '../route.ts';
import { outputs } from '../shapes/names.ts';
import { ticketsIn } from '../walk.ts';

const part = z.strictObject({ good: z.int(), all: z.int(), weight: z.number() });

const score = z
  .strictObject({
    colleague: z.string(),
    name: z.string().optional(),
    month: z.string(),
    /** 0–100; absent where there is too little to judge by. */
    score: z.number().optional(),
    tooLittle: z.boolean(),
    parts: z.strictObject({ customer: part, inspection: part, timeliness: part }),
  })
  .register(outputs, { id: 'StaffScore' });

export const scoreRoute = route({
  id: 'reportScores',
  method: 'GET',
  path: '/reports/scores',
  says: 'How colleagues did in a month, by the weights of the policy, with all that was counted; the best, and who is to be trained again',
  needs: 'reports.read',
  trace: 'plain',
  query: z.strictObject({
    line: z.string().max(40).default('cleaning'),
    /** By default the one that runs. */
    month: z
      .string()
      .regex(/^[1-9]\d{3}-(0[1-9]|1[0-2])$/, 'A month as 2026-03.')
      .optional(),
    format: z.enum(['json', 'csv']).optional(),
  }),
  answer: z.strictObject({
    line: z.string(),
    month: z.string(),
    /** Fewer of any part than this: no score. */
    least: z.int(),
    scores: z.array(score),
    best: z.array(z.string()),
    /** Below the limit in each of these months. */
    retraining: z.strictObject({
      months: z.array(z.string()),
      below: z.number(),
      colleagues: z.array(z.string()),
    }),
  }),
  also: 'text/csv',
  async handle(ask, house) {
    const { line } = ask.query;
    const inspection = house.policies.lines.find(({ id }) => id === line)?.inspection;
    if (!inspection) throw noScores();
    const { zone } = ask.hands.roster;
    const month = ask.query.month ?? periodName(ask.now, 'month', zone);
    const within = (parseDay(`${month}-15`) ?? 0) * 86_400_000;
    const { retrainAfterMonths, retrainBelow, least } = inspection.score;
    const months = Array.from(
      { length: retrainAfterMonths },
      (_, ago) => periodAt(within, 'month', zone, ago).since,
    );
    const span = { since: Math.min(...months), until: periodAt(within, 'month', zone).until };
    const report = new ScoreReport(inspection, zone);
    for await (const ticket of ticketsIn(span, 'reports.read', ask, house)) {
      if (ticket.request.line !== line) continue;
      const { policy, calendars } = houseOf(ticket, house.policies);
      report.add(ticket, policy, calendars, ask.now);
    }
    const scores = report.of(month).map((one) => shown(one, inspection.score, ask));
    if (wantsCsv(ask.request, ask.query.format))
      return reportCsv('scores', scores.map(cells), columns);
    const names = months.map((at) => periodName(at, 'month', zone)).reverse();
    return {
      body: {
        line,
        month,
        least,
        scores,
        best: report.best(month).map(({ colleague }) => colleague),
        retraining: {
          months: names,
          below: retrainBelow,
          colleagues: [...report.retraining(names)],
        },
      },
    };
  },
});

type Weights = Readonly<Record<(typeof scoreParts)[number], number>>;
type Shown = z.input<typeof score>;

function shown(
  { colleague, month, parts, score: points }: Score,
  weights: Weights,
  { hands }: Pick<Ask<unknown, unknown, unknown>, 'hands'>,
): Shown {
  const known = hands.roster.colleagues.find(({ id }) => id === colleague);
  const [customer, inspection, timeliness] = scoreParts.map((name) => ({
    ...parts[name],
    weight: weights[name],
  })) as [Shown['parts']['customer'], Shown['parts']['customer'], Shown['parts']['customer']];
  return {
    colleague,
    ...(known && { name: known.name }),
    month,
    ...(points !== undefined && { score: points }),
    tooLittle: points === undefined,
    parts: { customer, inspection, timeliness },
  };
}

const columns = [
  'colleague',
  'name',
  'month',
  'score',
  ...scoreParts.flatMap((name) => [`${name}Good`, `${name}All`]),
];

function cells({ parts, colleague, name, month, score: points }: Shown) {
  const counts = scoreParts.flatMap((part) => [
    [`${part}Good`, parts[part].good],
    [`${part}All`, parts[part].all],
  ]);
  return { colleague, name, month, score: points, ...Object.fromEntries(counts) };
}

function noScores(): Problem {
  return new Problem(400, 'invalid', 'This service line has no inspections to score by.', {
    fields: [{ in: 'query', field: 'line', detail: 'A line with inspections.' }],
  });
}
