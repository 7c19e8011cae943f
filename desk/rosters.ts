import type { Policies } from './policy.ts';
import type { Clock, Records } from './ports.ts';
import { bound, type Colleague, nobody, type Roster, type Shift, type WorkArea } from './roster.ts';
import { rosterMistakes } from './roster-checks.ts';
import { readRoster } from './roster-shape.ts';
import type { Duration, Instant } from './words.ts';

/** One entry to be put in (in place of that with its id, if there is one), changed in part, or taken out. */
export type RosterChange =
  | { readonly colleague: Colleague }
  | { readonly area: WorkArea }
  | { readonly shift: Shift }
  /** These fields of this colleague; `undefined` takes a field away. */
  | { readonly of: string; readonly set: Readonly<Record<string, unknown>> }
  /** This colleague is written to on this account as well. */
  | { readonly bind: string; readonly account: string }
  | { readonly remove: 'colleague' | 'area' | 'shift'; readonly id: string };

/** `stale`: somebody changed it meanwhile, here is how it stands. `unfit`: nothing was saved, each sentence names a field. */
export type Saved =
  | { readonly ok: true; readonly roster: Roster }
  | { readonly ok: false; readonly why: 'stale'; readonly roster: Roster }
  | { readonly ok: false; readonly why: 'unfit'; readonly mistakes: readonly string[] };

/** The only door to the roster: what is not whole is not saved, what somebody else changed is not overwritten. */
export class Rosters {
  readonly #records: Pick<Records, 'tx'>;
  readonly #clock: Clock;
  readonly #policies: Policies;
  #copy: { readonly roster: Roster; readonly at: Instant } | undefined;

  constructor(parts: { records: Pick<Records, 'tx'>; clock: Clock; policies: Policies }) {
    this.#records = parts.records;
    this.#clock = parts.clock;
    this.#policies = parts.policies;
  }

  /** For deciding: changes made here count at once, those of another process within half a minute. Call it outside a transaction. */
  async current(): Promise<Roster> {
    const age = this.#copy && this.#clock.now() - this.#copy.at;
    if (this.#copy && age !== undefined && age >= 0 && age < freshFor) return this.#copy.roster;
    return this.read();
  }

  /** As it is in the store; `nobody` if none was ever saved. */
  async read(): Promise<Roster> {
    return this.#remember((await this.#records.tx((tx) => tx.roster())) ?? nobody);
  }

  /** In place of the whole roster, if that still has this version. */
  save(json: unknown, version: number): Promise<Saved> {
    return this.#replace(version, () => json);
  }

  /** One entry; with `version` only if nobody changed anything since. */
  change(change: RosterChange, version?: number): Promise<Saved> {
    return this.#replace(version, (before) => changed(before, change));
  }

  async #replace(version: number | undefined, next: (before: Roster) => unknown): Promise<Saved> {
    const saved = await this.#records.tx(async (tx): Promise<Saved> => {
      const before = (await tx.roster()) ?? nobody;
      if (version !== undefined && version !== before.version)
        return { ok: false, why: 'stale', roster: before };
      const read = readRoster(next(before));
      const mistakes = 'wrong' in read ? read.wrong : rosterMistakes(read.roster, this.#policies);
      if ('wrong' in read || mistakes.length > 0) return { ok: false, why: 'unfit', mistakes };
      const roster = { ...read.roster, version: before.version + 1 };
      tx.saveRoster(roster);
      return { ok: true, roster };
    });
    if ('roster' in saved) this.#remember(saved.roster);
    return saved;
  }

  #remember(roster: Roster): Roster {
    if (!this.#copy || roster.version >= this.#copy.roster.version)
      this.#copy = { roster, at: this.#clock.now() };
    return this.#copy.roster;
  }
}

const freshFor: Duration = 30_000;

/** What comes of it may be unfit; it is read like any other. */
function changed(roster: Roster, change: RosterChange): unknown {
  const { colleagues, areas, shifts } = roster;
  if ('colleague' in change) return { ...roster, colleagues: put(colleagues, change.colleague) };
  if ('area' in change) return { ...roster, areas: put(areas, change.area) };
  if ('shift' in change) return { ...roster, shifts: put(shifts, change.shift) };
  if ('set' in change) return patched(roster, change.of, change.set);
  if ('bind' in change) {
    const known = colleagues.find(({ id }) => id === change.bind);
    return known ? patched(roster, known.id, bound(known, change.account)) : roster;
  }
  const list = `${change.remove}s` as const;
  return { ...roster, [list]: roster[list].filter(({ id }) => id !== change.id) };
}

function patched(roster: Roster, id: string, set: Readonly<Record<string, unknown>>): unknown {
  const { colleagues } = roster;
  const known = colleagues.find((one) => one.id === id);
  const fields = Object.entries({ ...known, id, ...set });
  const entry = Object.fromEntries(fields.filter(([, value]) => value !== undefined));
  return { ...roster, colleagues: put<{ id: string }>(colleagues, { id, ...entry }) };
}

function put<T extends { readonly id: string }>(list: readonly T[], entry: T): T[] {
  const at = list.findIndex(({ id }) => id === entry?.id);
  return at < 0 ? [...list, entry] : list.with(at, entry);
}
