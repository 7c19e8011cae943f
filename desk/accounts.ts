import { acquaint, link, prove, stranger, whole } from './people.ts';
import type { Account, Person, Records, Tx } from './ports.ts';
import { foldTicket } from './ticket.ts';
import type { Language } from './words.ts';

/** Accounts that turn out to be one person's, or are to be forgotten. */
export class Accounts {
  readonly #records: Records;

  constructor(records: Records) {
    this.#records = records;
  }

  /** From now on both are one person's: each knows the other's tickets. Linking twice changes nothing. */
  link(one: string, other: string): Promise<void> {
    return this.#records.tx(async (tx) => {
      if (one === other) return;
      const [first, second] = link(await accountOf(one, tx), await accountOf(other, tx));
      tx.saveAccount(first);
      tx.saveAccount(second);
      // Whoever was linked with one of them is linked with all.
      for (const id of first.linked ?? [])
        if (id !== other) tx.saveAccount(link(await accountOf(id, tx), first)[0]);
    });
  }

  /** The account holds this telephone: whatever is under it is theirs. Proving twice changes nothing. */
  prove(id: string, phone: string, language: Language): Promise<void> {
    return this.#records.tx(async (tx) => {
      await leavePhone(id, phone, tx);
      const person = (await tx.person(phone)) ?? stranger(phone, language);
      const [account, met] = prove(await accountOf(id, tx), person);
      tx.saveAccount(account);
      tx.savePerson(met);
    });
  }

  /** We asked this account about that ticket: it may answer, and ask how it stands. Twice changes nothing. */
  asked(id: string, no: string): Promise<void> {
    return this.#records.tx(async (tx) => {
      const record = await tx.ticket(no);
      const known = await tx.account(id);
      if (!record || known?.tickets.includes(no)) return;
      tx.saveAccount(acquaint(known, id, no, foldTicket(record).request.phone));
    });
  }

  /** Has this account proven to hold this telephone? */
  holds(id: string, phone: string): Promise<boolean> {
    return this.#records.tx(async (tx) => (await tx.account(id))?.proven === phone);
  }

  /** The account stands for itself again: it keeps its tickets and no ties. False if it had none. */
  release(id: string): Promise<boolean> {
    return this.#records.tx(async (tx) => {
      const known = await tx.account(id);
      if (!known?.proven && !known?.linked?.length) return false;
      await untie(known, tx);
      const { proven: _proven, linked: _linked, ...alone } = known;
      tx.saveAccount(alone);
      return true;
    });
  }

  /** The account is not known any more; its tickets stay, as far as the company must keep them. */
  forget(id: string): Promise<void> {
    return this.#records.tx(async (tx) => {
      const known = await tx.account(id);
      if (!known) return;
      await untie(known, tx);
      tx.saveAccount({ id, tickets: [] });
    });
  }
}

/** Nobody who knew this account knows it any more. */
async function untie({ id, linked = [] }: Account, tx: Tx): Promise<void> {
  await leavePhone(id, undefined, tx);
  for (const other of linked) {
    const account = await accountOf(other, tx);
    const left = account.linked?.filter((one) => one !== id) ?? [];
    tx.saveAccount({ ...account, linked: left });
  }
}

/** The account with what its person knows through the others; undefined if it knows nothing. */
export async function wholeAccount(id: string, tx: Tx): Promise<Account | undefined> {
  const account = await tx.account(id);
  if (!account?.linked?.length && !account?.proven) return account;
  const linked = await Promise.all((account.linked ?? []).map((other) => accountOf(other, tx)));
  const phones = new Set([account, ...linked].flatMap(({ proven }) => proven ?? []));
  const people = await Promise.all([...phones].map((phone) => tx.person(phone)));
  return whole(
    { ...account, ...provenBy(account, linked) },
    linked,
    people.filter((person) => person !== undefined),
  );
}

/** What one account has proven counts for all that are the same person's. */
function provenBy(account: Account, linked: readonly Account[]): Pick<Account, 'proven'> {
  const proven = [account, ...linked].find((one) => one.proven)?.proven;
  return proven ? { proven } : {};
}

/** This account and those that proved to be the same person's. */
export async function accountsOfPerson(id: string, tx: Tx): Promise<readonly Account[]> {
  const account = await accountOf(id, tx);
  const linked = (account.linked ?? []).map((other) => accountOf(other, tx));
  return [account, ...(await Promise.all(linked))];
}

/** Accounts that have proven to be at this person's telephone, and still are. */
export async function holdersOf(person: Person | undefined, tx: Tx): Promise<readonly Account[]> {
  const accounts = await Promise.all((person?.accounts ?? []).map((id) => accountOf(id, tx)));
  return accounts.filter(({ proven }) => proven === person?.phone);
}

/** A telephone that is changed or given up no longer knows the account. */
async function leavePhone(id: string, next: string | undefined, tx: Tx): Promise<void> {
  const { proven } = (await tx.account(id)) ?? {};
  const person = proven && proven !== next ? await tx.person(proven) : undefined;
  if (!person) return;
  const accounts = person.accounts?.filter((one) => one !== id) ?? [];
  tx.savePerson({ ...person, accounts });
}

async function accountOf(id: string, tx: Tx): Promise<Account> {
  return (await tx.account(id)) ?? { id, tickets: [] };
}
