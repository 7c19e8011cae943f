import { link, whole } from './people.ts';
import type { Account, Records, Tx } from './ports.ts';

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

  /** The account is not known any more; its tickets stay, as far as the company must keep them. */
  forget(id: string): Promise<void> {
    return this.#records.tx(async (tx) => {
      const known = await tx.account(id);
      if (!known) return;
      tx.saveAccount({ id, tickets: [] });
      for (const other of known.linked ?? []) {
        const account = await accountOf(other, tx);
        const linked = account.linked?.filter((one) => one !== id) ?? [];
        tx.saveAccount({ ...account, linked });
      }
    });
  }
}

/** The account with what its person knows through the others; undefined if it knows nothing. */
export async function wholeAccount(id: string, tx: Tx): Promise<Account | undefined> {
  const account = await tx.account(id);
  if (!account?.linked?.length) return account;
  return whole(account, await Promise.all(account.linked.map((other) => accountOf(other, tx))));
}

/** This account and those that proved to be the same person's. */
export async function accountsOfPerson(id: string, tx: Tx): Promise<readonly Account[]> {
  const account = await accountOf(id, tx);
  const linked = (account.linked ?? []).map((other) => accountOf(other, tx));
  return [account, ...(await Promise.all(linked))];
}

async function accountOf(id: string, tx: Tx): Promise<Account> {
  return (await tx.account(id)) ?? { id, tickets: [] };
}
