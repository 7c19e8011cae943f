import { accountsOfPerson } from './accounts.ts';
import { type ConsentChange, changed, type Wishes } from './consent.ts';
import { stranger } from './people.ts';
import type { Tx } from './ports.ts';
import type { Language } from './words.ts';

/** Somebody who says what they want: an account, and the telephone they speak for if it is known. */
export interface Who {
  readonly account: string;
  readonly phone?: string;
  readonly language: Language;
}

/**
 * Kept with every account of this person and every telephone they are known by; saying it twice changes nothing.
 * A telephone's own refusal is taken back only from that telephone, or by who had refused: a stranger cannot.
 */
export async function changeConsent(
  who: Who,
  change: ConsentChange,
  tx: Tx,
): Promise<readonly Wishes[]> {
  const before = await accountsOfPerson(who.account, tx);
  const accounts = before.map((account) => ({ ...account, ...changed(account, change) }));
  for (const account of accounts) tx.saveAccount(account);
  const speaksForAll = change.say === 'stop' || before.some(refusesAnything);
  const persons = [];
  for (const phone of phonesOf(who, speaksForAll ? accounts : [])) {
    const person = (await tx.person(phone)) ?? stranger(phone, who.language);
    persons.push({ ...person, ...changed(person, change) });
  }
  for (const person of persons) tx.savePerson(person);
  return [...accounts, ...persons];
}

export async function wishesOf(who: Who, tx: Tx): Promise<readonly Wishes[]> {
  const accounts = await accountsOfPerson(who.account, tx);
  const phones = [...phonesOf(who, accounts)];
  const persons = await Promise.all(phones.map((phone) => tx.person(phone)));
  return [...accounts, ...persons.flatMap((person) => person ?? [])];
}

const refusesAnything = ({ optedOut = false, refuses = [] }: Wishes): boolean =>
  optedOut || refuses.length > 0;

const phonesOf = (
  { phone }: Who,
  accounts: readonly { readonly phone?: string }[],
): ReadonlySet<string> =>
  new Set([...accounts.map((account) => account.phone), phone].flatMap((one) => one ?? []));
