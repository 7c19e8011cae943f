import type { Job, TicketRecord } from './ports.ts';
import { foldTicket } from './ticket.ts';
import type { Instant } from './words.ts';

/** The record without a job that is done. */
export function withoutJob(
  record: TicketRecord,
  { kind, key }: Pick<Job, 'kind' | 'key'>,
): TicketRecord {
  const jobs = record.jobs.filter((job) => job.kind !== kind || job.key !== key);
  return { ...record, jobs, live: jobs.length > 0 || foldTicket(record).endedAt === undefined };
}

/** The record with a job that runs at another time. */
export function withJobAt(
  record: TicketRecord,
  { kind, key }: Pick<Job, 'kind' | 'key'>,
  runAt: Instant,
  attempts: number,
): TicketRecord {
  const jobs = record.jobs.map((job) =>
    job.kind === kind && job.key === key ? { ...job, runAt, attempts } : job,
  );
  return { ...record, jobs };
}
