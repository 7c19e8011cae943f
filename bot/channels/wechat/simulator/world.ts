import { randomBytes } from 'node:crypto';
import type { Duration, Instant } from '../../../../desk/words.ts';
import type { TemplateKind } from '../../../../dialogs/text/facts.ts';

/** WeChat as this world plays it. Where nobody outside Tencent knows, a switch lets tests play it both ways. */
export interface Switches {
  /** Requests in all, five seconds apart, for one push. Documented as "retried three times in total"; field reports say three. */
  readonly deliveries: number;
  /** Does a new message give five again, or five more? Not documented. */
  readonly quota: 'reset' | 'add';
  /** Are repeated requests signed anew? Not documented. */
  readonly resign: boolean;
  /** May this account send menu messages? Some may not (40200). */
  readonly menus: boolean;
  /** Certified accounts only may send customer messages (48001). */
  readonly certified: boolean;
  /** Does the end of a template message come before the answer to sending it? It can. */
  readonly endsFirst: boolean;
  /** Does the push hold the words of a voice message? Being withdrawn since 2023. */
  readonly recognises: boolean;
}

export interface AccountSettings {
  readonly appId: string;
  readonly appSecret: string;
  readonly token: string;
  readonly aesKey?: string;
  readonly mode: 'plain' | 'compatible' | 'secure';
  readonly kind: 'service' | 'mini';
  /** Our server, as configured in the console. */
  readonly callback: () => string;
}

export interface WorldParts {
  readonly account: AccountSettings;
  readonly now: () => Instant;
  /** Runs something later; returns the way to call it off. */
  readonly after?: (wait: Duration, run: () => void) => () => void;
  readonly switches?: Partial<Switches>;
  /** Templates of the account: id → its title and the fields it has. */
  readonly templates?: Readonly<Record<string, TemplateKind>>;
}

/** One thing on the screen of a phone. */
export interface Shown {
  readonly n: number;
  readonly at: Instant;
  readonly from: 'me' | 'account' | 'wechat';
  /** How it came: in answer on the open connection, as a customer message, as a template … */
  readonly via?: 'passive' | 'message' | 'template' | 'notice' | 'agent';
  readonly type: 'text' | 'image' | 'voice' | 'video' | 'place' | 'menu' | 'card' | 'news';
  readonly text: string;
  readonly mediaId?: string;
  readonly choices?: readonly { readonly id: string; readonly content: string }[];
  readonly title?: string;
  /** Opens at a tap. */
  readonly url?: string;
  readonly rows?: readonly { readonly name: string; readonly value: string }[];
}

/** A person of this world, as this account knows them. */
export interface Person {
  readonly openid: string;
  following: boolean;
  readonly screen: Shown[];
  grants: Grant[];
  /** Customer messages may be sent at all until then. */
  wroteAt: Instant;
  /** One-time consents per template. */
  readonly consents: Map<string, number>;
  /** Waits for one of WeChat's agents, or talks with this one. */
  agent: 'none' | 'waiting' | string;
  /** "Is typing …" is shown until then. */
  typingUntil: Instant;
  /** No template message reaches this phone. */
  blocks: boolean;
}

export interface Grant {
  left: number;
  readonly until: Instant;
  readonly why: 'talk' | 'tap' | 'enter';
}

export interface Medium {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly until: Instant;
}

/** Everything that exists in this WeChat. */
export class World {
  readonly account: AccountSettings;
  readonly switches: Switches;
  readonly templates: Readonly<Record<string, TemplateKind>>;
  readonly now: () => Instant;
  readonly after: (wait: Duration, run: () => void) => () => void;
  readonly people = new Map<string, Person>();
  readonly media = new Map<string, Medium>();
  /** Media the account uploaded, to be sent. */
  readonly lent = new Set<string>();
  readonly tickets = new Map<string, string>();
  menu: readonly MenuButton[] = [];
  /** What our server did that a real WeChat would punish with the outage notice. */
  readonly faults: string[] = [];
  readonly #watchers = new Set<(person: Person) => void>();
  #expected: { readonly what: string; readonly resolve: () => void }[] = [];
  #count = 0n;

  constructor(parts: WorldParts) {
    this.account = parts.account;
    this.now = parts.now;
    this.after = parts.after ?? timer;
    this.templates = parts.templates ?? {};
    this.switches = { ...usual, ...parts.switches };
  }

  person(openid: string): Person {
    const known = this.people.get(openid);
    if (known) return known;
    const person: Person = {
      openid,
      following: false,
      screen: [],
      grants: [],
      wroteAt: 0,
      consents: new Map(),
      agent: 'none',
      typingUntil: 0,
      blocks: false,
    };
    this.people.set(openid, person);
    return person;
  }

  show(person: Person, shown: Omit<Shown, 'n' | 'at'>): Shown {
    const complete = { n: person.screen.length + 1, at: this.now(), ...shown };
    person.screen.push(complete);
    if (shown.from === 'account') person.typingUntil = 0;
    for (const watcher of this.#watchers) watcher(person);
    return complete;
  }

  /** "Is typing …" above the chat, for a while or until something is shown. */
  showTyping(person: Person): void {
    person.typingUntil = this.now() + 15_000;
    for (const watcher of this.#watchers) watcher(person);
  }

  /** Resolves when the next push with this in it has been answered. */
  pushed(what: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#expected.push({ what, resolve });
    return promise;
  }

  /** A push has been delivered, or given up. */
  delivered(xml: string): void {
    const [fitting, others] = [true, false].map((fits) =>
      this.#expected.filter(({ what }) => xml.includes(what) === fits),
    );
    this.#expected = others ?? [];
    for (const { resolve } of fitting ?? []) resolve();
  }

  /** Tells when something new is on a screen; returns the way to stop. */
  watch(watcher: (person: Person) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** An id of sixty-four bits, as WeChat's are: more than a JavaScript number holds. */
  nextId(): string {
    this.#count += 1n;
    return String(7_250_021_412_600_000_000n + this.#count);
  }

  keepMedium(bytes: Uint8Array, contentType: string): string {
    const mediaId = randomBytes(24).toString('base64url');
    this.media.set(mediaId, { bytes, contentType, until: this.now() + 3 * day });
    return mediaId;
  }
}

export interface MenuButton {
  readonly name: string;
  readonly type?: string;
  readonly key?: string;
  readonly url?: string;
  readonly sub_button?: readonly MenuButton[];
}

const day: Duration = 86_400_000;

const usual: Switches = {
  deliveries: 3,
  quota: 'reset',
  resign: true,
  menus: true,
  certified: true,
  endsFirst: false,
  recognises: true,
};

function timer(wait: Duration, run: () => void): () => void {
  const running = setTimeout(run, wait);
  return () => clearTimeout(running);
}
