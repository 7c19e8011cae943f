import { type Books, edit, read } from './books.ts';
import {
  type CrewAccount,
  type CrewFault,
  type CrewRole,
  isCrewName,
  isGoodPassword,
  type Passwords,
} from './crew.ts';
import type { Clock } from './ports.ts';

export interface CrewParts {
  readonly books: Books;
  readonly clock: Clock;
  readonly passwords: Passwords;
}

export interface NewCrewAccount {
  readonly name: string;
  readonly role: CrewRole;
  readonly colleague?: string | undefined;
  readonly password: string;
  /** They chose it themselves: it need not be changed. */
  readonly own?: boolean;
}

export type CrewChange = {
  readonly role?: CrewRole | undefined;
  /** '' takes it away. */
  readonly colleague?: string | undefined;
  readonly disabled?: boolean | undefined;
};

export type Done = { readonly ok: true; readonly account: CrewAccount } | Refused;
export type Refused = { readonly ok: false; readonly fault: CrewFault };

/** Who may sign in: the only door to accounts. Whoever is changed so that old rights must not last is signed out. */
export class Crew {
  readonly #books: Books;
  readonly #clock: Clock;
  readonly #passwords: Passwords;

  constructor({ books, clock, passwords }: CrewParts) {
    this.#books = books;
    this.#clock = clock;
    this.#passwords = passwords;
  }

  account(name: string): Promise<CrewAccount | undefined> {
    return read<CrewAccount>(this.#books, accountPage(normalName(name)));
  }

  /** By name. */
  async all(): Promise<CrewAccount[]> {
    const names = (await read<string[]>(this.#books, listPage)) ?? [];
    const accounts = await Promise.all(names.map((name) => this.account(name)));
    return accounts.filter((account) => account !== undefined);
  }

  /** The account of this colleague; the first by name if there are several. */
  async ofColleague(id: string): Promise<CrewAccount | undefined> {
    return (await this.all()).find(({ colleague }) => colleague === id);
  }

  async add(wish: NewCrewAccount): Promise<Done> {
    const name = normalName(wish.name);
    if (!isCrewName(name)) return refused('name', 'name');
    if (!isGoodPassword(wish.password, name)) return refused('password', 'password');
    const account = this.#fresh(wish, await this.#passwords.hash(wish.password));
    for (;;) {
      const list = await this.#books.page(listPage);
      const names = (list?.value ?? []) as readonly string[];
      if (names.includes(name)) return refused('taken', 'name');
      // Both or neither: an account that no list names could not be found, and never be removed.
      const saved = await this.#books.save([
        { name: listPage, value: [...names, name].sort(), rev: list?.rev ?? 'absent' },
        { name: accountPage(name), value: account, rev: 'absent' },
      ]);
      if (saved) return { ok: true, account };
    }
  }

  /** The first accounts ever, all at once and with one password; does nothing if there were any before. */
  async begin(wishes: readonly NewCrewAccount[]): Promise<void> {
    const [first] = wishes;
    if (!first || (await this.#books.page(listPage))) return;
    const password = await this.#passwords.hash(first.password);
    const accounts = wishes.map((wish) => this.#fresh(wish, password));
    const names = accounts.map(({ name }) => name).sort();
    await this.#books.save([
      { name: listPage, value: names, rev: 'absent' },
      ...accounts.map((account) => ({
        name: accountPage(account.name),
        value: account,
        rev: 'absent' as const,
      })),
    ]);
  }

  #fresh({ name, role, colleague, own }: NewCrewAccount, password: string): CrewAccount {
    return {
      name: normalName(name),
      role,
      ...(colleague && { colleague }),
      password,
      changePassword: own !== true,
      disabled: false,
      generation: 1,
      since: this.#clock.now(),
    };
  }

  async change(name: string, change: CrewChange): Promise<Done> {
    const { role, colleague, disabled } = change;
    const losing = (role !== undefined && role !== 'admin') || disabled === true;
    if (losing && (await this.#isLastAdmin(name))) return refused('last_admin', 'role');
    return this.#edit(name, ({ colleague: had, ...account }) => ({
      ...account,
      ...(role && { role }),
      ...((colleague ?? had) && { colleague: colleague ?? had }),
      ...(disabled !== undefined && { disabled }),
      generation: account.generation + 1,
    }));
  }

  /** Ends all sessions. `own`: chosen by the person; otherwise they must change it first thing. */
  async setPassword(name: string, password: string, { own }: { own: boolean }): Promise<Done> {
    if (!isGoodPassword(password, normalName(name))) return refused('password', 'password');
    const hash = await this.#passwords.hash(password);
    return this.#edit(name, (account) => ({
      ...account,
      password: hash,
      changePassword: !own,
      generation: account.generation + 1,
    }));
  }

  /** A person changes their own: the present one must be right. */
  async changePassword(name: string, present: string, password: string): Promise<Done> {
    const account = await this.account(name);
    const fits = await this.#passwords.fits(present, account?.password);
    if (!fits) return refused('wrong', 'password');
    return this.setPassword(name, password, { own: true });
  }

  /** Four to eight digits, for the telephone. */
  async setCode(name: string, code: string): Promise<Done> {
    if (!/^\d{4,8}$/.test(code) || new Set(code).size === 1) return refused('code', 'code');
    const hash = await this.#passwords.hash(code);
    return this.#edit(name, (account) => ({ ...account, code: hash }));
  }

  /** Ends all sessions of this account, everywhere. */
  signOutEverywhere(name: string): Promise<Done> {
    return this.#edit(name, (it) => ({ ...it, generation: it.generation + 1 }));
  }

  async remove(name: string): Promise<Refused | { readonly ok: true }> {
    const wanted = normalName(name);
    if (await this.#isLastAdmin(wanted)) return refused('last_admin', 'role');
    for (;;) {
      const list = await this.#books.page(listPage);
      const names = (list?.value ?? []) as readonly string[];
      if (!list || !names.includes(wanted)) return refused('unknown', 'name');
      const saved = await this.#books.save([
        { name: listPage, value: names.filter((one) => one !== wanted), rev: list.rev },
        { name: accountPage(wanted), value: undefined, rev: 'any' },
      ]);
      if (saved) return { ok: true };
    }
  }

  /** Without an administrator nobody could be let in again from the console. */
  async #isLastAdmin(name: string): Promise<boolean> {
    const admins = (await this.all()).filter((one) => one.role === 'admin' && !one.disabled);
    return admins.length === 1 && admins[0]?.name === normalName(name);
  }

  async #edit(name: string, change: (account: CrewAccount) => CrewAccount): Promise<Done> {
    const page = accountPage(normalName(name));
    const account = await edit<CrewAccount>(this.#books, page, (it) => it && change(it));
    return account ? { ok: true, account } : refused('unknown', 'name');
  }
}

/** Sign-in names know no capitals, and nobody means the space a keyboard added. */
export function normalName(name: string): string {
  return name.trim().toLowerCase();
}

const listPage = 'crew/list';
const accountPage = (name: string): string => `crew/${name}/account`;

function refused(why: CrewFault['why'], field: CrewFault['field']): Refused {
  return { ok: false, fault: { why, field } };
}
