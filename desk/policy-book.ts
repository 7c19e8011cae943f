import type { Outreach } from './callbacks/outreach.ts';
import type { Calendars, Policies, Policy } from './policy.ts';

/** A policy with the JSON it was read from. */
export interface Edition {
  readonly policy: Policy;
  readonly file: unknown;
}

/** Every edition of every service line; a newer one can be put in while the house runs. */
export class PolicyBook implements Policies {
  readonly calendars: Calendars;
  readonly outreach: Outreach;
  /** By line, newest first. */
  readonly #editions = new Map<string, readonly Edition[]>();

  constructor(editions: readonly Edition[], calendars: Calendars, outreach: Outreach) {
    this.calendars = calendars;
    this.outreach = outreach;
    for (const edition of editions) this.put(edition);
  }

  get lines(): readonly Policy[] {
    return [...this.#editions.values()].flatMap(([newest]) => (newest ? [newest.policy] : []));
  }

  of(line: string, version?: number): Policy {
    const editions = this.editions(line);
    const [newest] = editions;
    const known = [...this.#editions.keys()].join(', ');
    if (!newest) throw new Error(`There is no service line "${line}"; known are ${known}`);
    if (version === undefined) return newest.policy;
    const born = editions.find(({ policy }) => policy.version === version);
    if (born) return born.policy;
    throw new Error(
      `Version ${version} of "${line}" is missing: put it into desk/policies/old/${line}.${version}.json`,
    );
  }

  /** Newest first; none for a line that does not exist. */
  editions(line: string): readonly Edition[] {
    return this.#editions.get(line) ?? [];
  }

  /** Tickets born from now on are promised the newest; what was put in before stays for those it was promised to. */
  put(edition: Edition): void {
    const { id } = edition.policy;
    const all = [...this.editions(id), edition];
    this.#editions.set(
      id,
      all.sort((a, b) => b.policy.version - a.policy.version),
    );
  }
}
