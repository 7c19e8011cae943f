import type { Policy } from './policy.ts';
import type { Edition, PolicyBook } from './policy-book.ts';
import { namelessItems, policyMistakes } from './policy-checks.ts';
import { readPolicy } from './policy-shape.ts';
import { type Effect, tryPolicy } from './policy-trial.ts';
import type { Clock, Records } from './ports.ts';
import { foldTicket } from './ticket.ts';
import type { Instant } from './words.ts';

/** A policy that was published while the house ran; kept in the store. */
export interface Published {
  readonly line: string;
  readonly version: number;
  readonly file: unknown;
  readonly at: Instant;
  /** Who published it. */
  readonly by: string;
}

export type Checked =
  | { readonly ok: true; readonly policy: Policy }
  | { readonly ok: false; readonly mistakes: readonly string[] };

export interface PublishingParts {
  readonly records: Records;
  readonly clock: Clock;
  readonly book: PolicyBook;
}

/** New versions of written promises: checked, tried on the open tickets, and put into force. */
export class Publishing {
  readonly #parts: PublishingParts;

  constructor(parts: PublishingParts) {
    this.#parts = parts;
  }

  /** Puts into the book what was published earlier; returns what cannot be read any more, field first. */
  async restore(): Promise<string[]> {
    const { records, book } = this.#parts;
    const published = (await records.tx((tx) => tx.published())) ?? [];
    return published.flatMap(({ line, version, file }) => {
      const read = this.#read(file);
      if (read.ok) book.put({ policy: read.policy, file });
      return read.ok ? [] : read.mistakes.map((text) => `${line} ${version} as published  ${text}`);
    });
  }

  /** Whether it could be published now; each mistake names its field and a remedy. */
  check(file: unknown): Checked {
    const read = this.#read(file);
    if (!read.ok) return read;
    const nameless = namelessItems(read.policy);
    if (nameless.length > 0) return { ok: false, mistakes: nameless };
    const next = nextVersion(this.#parts.book.editions(read.policy.id));
    if (next === undefined)
      return refuse(
        `id: there is no service line "${read.policy.id}"; a new one begins with a file`,
      );
    if (read.policy.version !== next) return refuse(`version: must be ${next}, the next one`);
    return read;
  }

  /** What would be different for the tickets open now, were they under this policy. */
  async tryOut(policy: Policy): Promise<readonly Effect[]> {
    const { records, clock, book } = this.#parts;
    const tickets = (await records.liveTickets())
      .map(foldTicket)
      .filter(({ request, endedAt }) => request.line === policy.id && endedAt === undefined)
      .map((ticket) => ({ ticket, born: book.of(policy.id, ticket.request.policyVersion) }));
    return tryPolicy(policy, tickets, book.calendars, clock.now());
  }

  /** Tickets opened from now on are promised this one. */
  async publish(file: unknown, by: string): Promise<Checked> {
    const { records, clock, book } = this.#parts;
    const checked = this.check(file);
    if (!checked.ok) return checked;
    const { id: line, version } = checked.policy;
    const stale = await records.tx(async (tx) => {
      const published = (await tx.published()) ?? [];
      if (published.some((one) => one.line === line && one.version >= version)) return true;
      tx.savePublished([...published, { line, version, file, at: clock.now(), by }]);
      return false;
    });
    if (stale) return refuse(`version: somebody has published ${version} meanwhile`);
    book.put({ policy: checked.policy, file });
    return checked;
  }

  #read(file: unknown): Checked {
    const read = readPolicy(file);
    if ('wrong' in read) return { ok: false, mistakes: read.wrong };
    const mistakes = policyMistakes(read.policy, this.#parts.book.calendars);
    return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, policy: read.policy };
  }
}

const refuse = (mistake: string): Checked => ({ ok: false, mistakes: [mistake] });

function nextVersion([newest]: readonly Edition[]): number | undefined {
  return newest && newest.policy.version + 1;
}
