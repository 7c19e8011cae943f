/** By what somebody can be recognised in what was written about them elsewhere. */
export interface Marks {
  /** Accounts, conversations and the like: whatever holds one of these is about them. */
  readonly ids: readonly string[];
  /** Telephones, digits only; found however they are grouped, with their country or without. */
  readonly phones: readonly string[];
  /** Numbers of their tickets: what holds one is connected with them, and may be about others too. */
  readonly tickets: readonly string[];
  /** Names, addresses and whatever else was said or written about them. */
  readonly words: readonly string[];
}

/** Looks for somebody in whatever is kept, and takes them out of it. */
export class Redaction {
  readonly #theirs: Sought;
  readonly #connected: Sought;
  /** Others may say the same words, live at the same place: they go only where it is about them. */
  readonly #words: RegExp;
  /** What is longer than an expression can be, the longest first. */
  readonly #stories: readonly string[];
  readonly #phone: RegExp;
  /** Stands where a telephone stood. */
  readonly #sign: string;

  constructor(marks: Marks, sign: string) {
    const ids = apart(marks.ids.filter((id) => id.length >= 4));
    const phones = marks.phones.map(grouped);
    const words = [...new Set(marks.words.map((one) => one.trim()))].filter(isTelling);
    const id = anyOf(ids);
    this.#theirs = sought(id, marks.phones);
    this.#connected = sought(id, [...marks.phones, ...marks.tickets]);
    const known = spelled(words);
    this.#words = anyOf([...ids, ...known.filter((one) => one.length <= longestWord).map(whole)]);
    this.#stories = known.filter((one) => one.length > longestWord);
    this.#phone = anyOf(phones);
    this.#sign = sign;
  }

  /** It is about them. */
  isTheirs(value: unknown): boolean {
    return holds(value, this.#theirs);
  }

  /** It is about them or one of their tickets. */
  isConnected(value: unknown): boolean {
    return holds(value, this.#connected);
  }

  /** The same without what says who they are; the very same value if it says nothing. */
  redacted<T>(value: T, connected = this.isConnected(value)): T {
    return this.#without(value, connected, 'none') as T;
  }

  /**
   * The same, each entry of a list judged by itself: what others said in the same list stays as it was. In an entry
   * about them or their ticket every sentence goes, for nobody knows whom it describes.
   */
  redactedEach<T>(value: T): T {
    if (!Array.isArray(value)) return this.redacted(value);
    const entries = value.map((one) =>
      this.isConnected(one) ? this.#without(one, true, 'all') : one,
    );
    return (entries.some((one, at) => one !== value[at]) ? entries : value) as T;
  }

  /** The same, and sentences that name one of their tickets go whole: who shortened their words repeats them. */
  redactedTalk<T>(value: T, connected: boolean): T {
    return this.#without(value, connected, 'naming') as T;
  }

  /** Without entries of lists, anywhere in it, that are about them. */
  withoutEntries<T>(value: T): T {
    if (!this.isTheirs(value)) return value;
    if (Array.isArray(value)) {
      const left = value.filter((one) => !this.isTheirs(one));
      return (left.length < value.length ? left : value) as T;
    }
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const changed = entries.map(([name, inner]) => [name, this.withoutEntries(inner)] as const);
    return changed.some(([, inner], at) => inner !== entries[at]?.[1])
      ? (Object.fromEntries(changed) as T)
      : value;
  }

  #without(value: unknown, connected: boolean, sentences: Sentences): unknown {
    if (typeof value === 'string') return this.#text(value, connected, sentences);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) {
      const left = value.map((one) => this.#without(one, connected, sentences));
      return left.some((one, at) => one !== value[at]) ? left : value;
    }
    const entries = Object.entries(value);
    const left = entries.map(
      ([name, inner]) =>
        [this.#text(name, false, 'none'), this.#without(inner, connected, sentences)] as const,
    );
    const same = left.every(
      ([name, inner], at) => name === entries[at]?.[0] && inner === entries[at]?.[1],
    );
    return same ? value : Object.fromEntries(left);
  }

  #text(text: string, connected: boolean, sentences: Sentences): string {
    if (sentences !== 'none' && isSentence(text))
      if (sentences === 'all' || holds(text, this.#connected)) return gone;
    const without = (left: string, story: string) => left.replaceAll(story, gone);
    const told = connected ? this.#stories.reduce(without, text) : text;
    const left = told.replace(this.#phone, this.#sign);
    return connected ? left.replace(this.#words, gone) : left;
  }
}

/** Which sentences go whole: those that name one of their tickets, or all. */
type Sentences = 'none' | 'naming' | 'all';

const gone = '';

/** What a text may hold: ids, and numbers of digits, of which there may be hundreds. */
interface Sought {
  readonly ids: RegExp;
  readonly numbers: ReadonlySet<string>;
  /** For runs of digits in which several numbers stand side by side. */
  readonly within: RegExp;
}

const sought = (ids: RegExp, numbers: readonly string[]): Sought => ({
  ids,
  numbers: new Set(numbers),
  within: anyOf(numbers.map(grouped)),
});

function holds(value: unknown, what: Sought): boolean {
  if (typeof value === 'string') return says(value, what);
  if (typeof value === 'number') return says(String(value), what);
  if (Array.isArray(value)) return value.some((one) => holds(one, what));
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, inner]) => says(name, what) || holds(inner, what));
}

function says(text: string, { ids, numbers, within }: Sought): boolean {
  if (text.search(ids) >= 0) return true;
  for (const [run] of text.matchAll(/\d(?:[ -]?\d){4,}/g)) {
    const digits = run.replace(/\D/g, '');
    if (numbers.has(digits) || numbers.has(digits.replace(/^(?:00)?86/, ''))) return true;
    if (digits.length > longestNumber && run.search(within) >= 0) return true;
  }
  return false;
}

/** A telephone without its country. */
const longestNumber = 11;

/** One word of Latin letters may be a code of ours as well as somebody's word: too little to go by. */
const isTelling = (text: string): boolean =>
  text.length >= 2 &&
  (isChinese(text) || /\s/.test(text.trim()) || /\d{5}/.test(text) || /^[A-Z]/.test(text));

const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text);

/** Several words; an address of the network is none. */
const isSentence = (text: string): boolean =>
  isChinese(text) || text.split(/\s+/).filter((one) => /\p{L}/u.test(one)).length > 1;

/** As they are, and as they stand in an address of the web; the longest first, so that none leaves a rest. */
function spelled(words: readonly string[]): string[] {
  const both = words.flatMap((one) => [one, encodeURIComponent(one.toWellFormed())]);
  return [...new Set(both)].sort((a, b) => b.length - a.length);
}

/** Characters; an expression of some tens of thousands is refused. */
const longestWord = 500;

/** Latin words stand alone: "Ann" is not in "Hannover". */
function whole(text: string): string {
  const before = /^[A-Za-z0-9]/.test(text) ? '(?<![A-Za-z0-9])' : '';
  const after = /[A-Za-z0-9]$/.test(text) ? '(?![A-Za-z0-9])' : '';
  return `${before}${literal(text)}${after}`;
}

/** Digits, however they are grouped. */
const grouped = (digits: string): string =>
  `(?<!\\d)(?:\\+|00)?(?:86[ -]?)?${[...digits].join('[ -]?')}(?!\\d)`;

/** An id is no part of a longer one. */
const apart = (ids: readonly string[]): readonly string[] =>
  ids.length > 0 ? [`(?<![\\w-])(?:${ids.map(literal).join('|')})(?![\\w-])`] : [];

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

const anyOf = (patterns: readonly string[]): RegExp =>
  patterns.length > 0 ? new RegExp(patterns.join('|'), 'gu') : /(?!)/g;
