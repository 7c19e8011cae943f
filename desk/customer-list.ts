import type { Person } from './ports.ts';
import type { Instant } from './words.ts';

/** Whom somebody looks for. */
export interface CustomerWish {
  /** Part of the name or the telephone. */
  readonly search?: string | undefined;
  readonly vip?: boolean | undefined;
  readonly endsBefore?: Instant | undefined;
  /** The telephone at the end of the page before. */
  readonly after?: string | undefined;
}

/**
 * Everybody by telephone, in memory: who is looked for is found without opening sixty thousand records. It holds what
 * can be asked for and nothing else, and follows every record that is saved or goes. That is enough as long as one
 * process owns the store; a second one would have to be told what the first has saved.
 */
export class CustomerList {
  readonly #all = new Map<string, Entry>();
  /** Sorted when asked for; some may be gone. */
  #phones: string[] = [];
  #sorted = true;
  /** Changed while it is filled: what is read of them may be old. */
  readonly #changed = new Set<string>();
  #full = false;

  /** False while older records are still being read: until then it must not be asked. */
  get full(): boolean {
    return this.#full;
  }

  async fill(people: AsyncIterable<Person>, signal?: AbortSignal): Promise<void> {
    for await (const person of people) {
      if (signal?.aborted) return;
      if (!this.#changed.has(person.phone)) this.#put(person);
    }
    this.#changed.clear();
    this.#full = true;
  }

  /** A record was saved, or, without one, is gone for good. */
  take(phone: string, person: Person | undefined): void {
    if (!this.#full) this.#changed.add(phone);
    if (person) this.#put(person);
    else if (this.#all.delete(phone)) this.#sorted = false;
  }

  /** The first of them by telephone, at most `limit`. */
  find(wish: CustomerWish, limit: number): string[] {
    const phones = this.#inOrder();
    const fits = fitting(wish);
    const found: string[] = [];
    for (let at = placeAfter(phones, wish.after); at < phones.length; at += 1) {
      const phone = phones[at] ?? '';
      const entry = this.#all.get(phone);
      if (!entry || !fits(phone, entry)) continue;
      found.push(phone);
      if (found.length === limit) break;
    }
    return found;
  }

  #put({ phone, name, vip, contractUntil }: Person): void {
    if (!this.#all.has(phone)) {
      this.#phones.push(phone);
      this.#sorted = false;
    }
    const until = contractUntil ?? Number.POSITIVE_INFINITY;
    this.#all.set(phone, { name: name.toLowerCase(), vip, until });
  }

  #inOrder(): readonly string[] {
    if (this.#sorted) return this.#phones;
    // One who came back stands in it twice.
    this.#phones = [...new Set(this.#phones)].filter((phone) => this.#all.has(phone)).sort();
    this.#sorted = true;
    return this.#phones;
  }
}

/** The same question, of a record itself. */
export function isWanted(person: Person, wish: CustomerWish): boolean {
  const { phone, name, vip, contractUntil = Number.POSITIVE_INFINITY } = person;
  if (wish.after !== undefined && phone <= wish.after) return false;
  return fitting(wish)(phone, { name: name.toLowerCase(), vip, until: contractUntil });
}

interface Entry {
  /** In small letters. */
  readonly name: string;
  readonly vip: boolean;
  readonly until: Instant;
}

function fitting({ search = '', vip, endsBefore }: CustomerWish) {
  const words = search.toLowerCase();
  return (phone: string, entry: Entry): boolean => {
    if (vip !== undefined && entry.vip !== vip) return false;
    if (endsBefore !== undefined && !(entry.until < endsBefore)) return false;
    return words === '' || phone.includes(words) || entry.name.includes(words);
  };
}

/** Where those after this telephone begin. */
function placeAfter(phones: readonly string[], after: string | undefined): number {
  if (after === undefined) return 0;
  let low = 0;
  let high = phones.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((phones[middle] ?? '') <= after) low = middle + 1;
    else high = middle;
  }
  return low;
}
