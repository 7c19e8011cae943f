import type { Request } from './events.ts';
import type { Account, Home, Person } from './ports.ts';
import type { Place } from './roster.ts';
import type { Language } from './words.ts';

/** A person as known after opening or changing a ticket. */
export function meet(person: Person | undefined, request: Request, no: string): Person {
  const known = person ?? stranger(request.phone, request.language);
  return {
    ...known,
    phone: request.phone,
    name: request.name || known.name,
    language: request.language,
    tickets: newestFirst(no, known.tickets, ticketsKept),
    addresses: newestFirst(request.address, known.addresses, addressesKept),
    ...homesWith(request, known.homes),
  };
}

/** The way to an address and into it, for the next visit there. */
function homesWith({ address, place, access }: Request, homes: readonly Home[] = []) {
  if (!address || !(place || access)) return {};
  const home: Home = { address, ...(place && { place }), ...(access && { access }) };
  const others = homes.filter((one) => one.address !== address);
  return { homes: [home, ...others].slice(0, addressesKept) };
}

/** What was said before about the way to this address, where nothing is said now. */
export function wayTo<R extends Pick<Request, 'address' | 'place' | 'access'>>(
  request: R,
  person: Person | undefined,
): R {
  const home = person?.homes?.find(({ address }) => address === request.address);
  if (!home) return request;
  const { place, access } = home;
  return { ...(place && { place }), ...(access && { access }), ...request };
}

/** Somebody we know only by a telephone. */
export function stranger(phone: string, language: Language): Person {
  return { phone, name: '', language, tickets: [], addresses: [], vip: false, optedOut: false };
}

/** An account that opened this ticket or proved to know it. */
export function acquaint(
  account: Account | undefined,
  id: string,
  no: string,
  phone: string,
): Account {
  return {
    ...account,
    id,
    phone: account?.phone ?? phone,
    tickets: newestFirst(no, account?.tickets, ticketsKept),
  };
}

/** Two accounts of one person, from now on; whatever they were linked with comes along. */
export function link(one: Account, other: Account): readonly [Account, Account] {
  const both = [one, other].flatMap(({ id, linked = [] }) => [id, ...linked]);
  const joined = ({ id, ...account }: Account, phone: string | undefined): Account => ({
    ...account,
    id,
    ...((account.phone ?? phone) && { phone: account.phone ?? phone }),
    linked: [...new Set(both)].filter((linked) => linked !== id).slice(0, linksKept),
  });
  return [joined(one, other.phone), joined(other, one.phone)];
}

/** An account that has shown to hold this person's telephone: from now on both know each other. */
export function prove(account: Account, person: Person): readonly [Account, Person] {
  const { phone } = person;
  const accounts = newestFirst(account.id, person.accounts, accountsKept);
  return [
    { ...account, phone, proven: phone },
    { ...person, accounts },
  ];
}

/** What a person knows through all their accounts, and by the telephones they have proven. */
export function whole(
  account: Account,
  linked: readonly Account[],
  people: readonly Person[],
): Account {
  const tickets = new Set([account, ...linked, ...people].flatMap((one) => one.tickets));
  return { ...account, tickets: [...tickets] };
}

/** What a returning customer need not say again. */
export interface Known {
  /** Empty if it never was told. */
  readonly name: string;
  readonly phone: string;
  readonly address?: string;
  readonly place?: Place;
  /** They hold this telephone; otherwise they only said so. */
  readonly proven?: true;
}

export function knownFrom({ name, phone, address, place }: Request, proven?: string): Known {
  const where = { ...(address && { address }), ...(address && place && { place }) };
  const known = { name, phone: proven ?? phone, ...where };
  return proven ? { ...known, proven: true } : known;
}

/** Enough for a customer's history; documents must not grow with years of loyalty. */
const ticketsKept = 50;
const addressesKept = 5;
const linksKept = 8;
const accountsKept = 4;

function newestFirst(
  item: string | undefined,
  list: readonly string[] = [],
  most: number,
): readonly string[] {
  return item ? [item, ...list.filter((other) => other !== item)].slice(0, most) : list;
}
