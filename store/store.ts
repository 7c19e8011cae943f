import { randomBytes } from 'node:crypto';
import type { Books } from '../desk/books.ts';
import type { Person, Records, TicketRecord } from '../desk/ports.ts';
import { Blobs } from './blobs.ts';
import { EngineBooks, type Now } from './books.ts';
import {
  type BackupReport,
  type Capabilities,
  Conflict,
  type Engine,
  type EngineHealth,
  type Opened,
} from './engine.ts';
import { loadOrMakeKeys } from './keys.ts';
import { openLowdb } from './lowdb/engine.ts';
import { EngineRecords, type PersonListener, type TicketListener } from './records.ts';
import { reseal } from './reseal.ts';
import { type DataKey, Seal } from './seal.ts';
import { Shelves } from './shelves.ts';
import { StateStorage } from './state.ts';
import type { ExtendTicket } from './transaction.ts';
import { Vault } from './vault.ts';

/** Everything the bot remembers. */
export interface Store extends Records {
  readonly capabilities: Capabilities;
  /** What opening found: commits completed after a crash, and damage. */
  readonly opened: Opened;
  /** Bot Framework state of conversations and users; not proof against a power cut. */
  readonly state: StateStorage;
  /** The same for pages: conversation logs, replies already given, sessions. */
  readonly pages: StateStorage;
  /** The same, proof against a power cut: what was sent to people and must not be sent twice. */
  readonly kept: StateStorage;
  readonly blobs: Blobs;
  /** Staff accounts, sessions, records of who did what. */
  readonly books: Books;
  /** Everything that is kept, whatever it is. */
  readonly shelves: Shelves;
  /** Every ticket, live ones first, without holding up anybody else. */
  everyTicket(): AsyncIterable<TicketRecord>;
  /** Those of these numbers that there are, in this order, without holding up anybody else. */
  ticketsOf(numbers: Iterable<string>): AsyncIterable<TicketRecord>;
  /** Everybody ever heard of, in no particular order, without holding up anybody else. */
  everyPerson(): AsyncIterable<Person>;
  /** Those under these telephones that there are, in this order. */
  peopleAt(phones: Iterable<string>): AsyncIterable<Person>;
  /** Tells of each ticket once it is durable; returns the way to stop listening. */
  onTicket(listener: TicketListener): () => void;
  /** Tells of each person's record once it is durable, or durably gone; returns the way to stop listening. */
  onPerson(listener: PersonListener): () => void;
  /** What it adds to a ticket is saved with it or not at all. */
  extendTickets(extend: ExtendTicket): void;
  /** 32 random bytes, made when first asked for and then always the same. */
  secret(name: string): Promise<Buffer>;
  /** Seals with the active key what older ones sealed (photos excepted); resolves to the number of documents. */
  reseal(): Promise<number>;
  health(): Promise<EngineHealth>;
  backup(dir: string): Promise<BackupReport>;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** The data folder; made if absent. */
  readonly dir: string;
  /** The first seals, all open. None: the folder keeps a key of its own, made on first use. */
  readonly keys: readonly DataKey[];
  /** Tells how old things are; without it nothing is ever let go for its age. */
  readonly now?: Now;
}

/** Throws StoreTrouble if the folder is in use, or if `keys` are not the ones it was written with. */
export async function openStore({ dir, keys, now }: StoreOptions): Promise<Store> {
  const ring = keys.length > 0 ? keys : loadOrMakeKeys(dir);
  return storeOn(await openLowdb({ dir }), ring, now);
}

/** The store on any engine; closes the engine if the keys do not fit. */
export async function storeOn(engine: Engine, keys: readonly DataKey[], now?: Now): Promise<Store> {
  const seal = new Seal(keys);
  try {
    return assemble(engine, seal, await secretOf(engine, seal, 'index'), now);
  } catch (error) {
    await engine.close();
    throw error;
  }
}

function assemble(engine: Engine, seal: Seal, index: Buffer, now?: Now): Store {
  const vault = new Vault(seal, index);
  const records = new EngineRecords(engine, vault);
  return {
    capabilities: engine.capabilities,
    opened: engine.opened,
    state: new StateStorage(engine, vault, 'state', false, now),
    pages: new StateStorage(engine, vault, 'pages', false, now),
    kept: new StateStorage(engine, vault, 'state', true, now),
    blobs: new Blobs(engine, vault),
    books: new EngineBooks(engine, vault, now),
    shelves: new Shelves(engine, vault),
    tx: (work) => records.tx(work),
    liveTickets: () => records.liveTickets(),
    everyTicket: () => records.everyTicket(),
    ticketsOf: (numbers) => records.ticketsOf(numbers),
    everyPerson: () => records.everyPerson(),
    peopleAt: (phones) => records.peopleAt(phones),
    onTicket: (listener) => records.onTicket(listener),
    onPerson: (listener) => records.onPerson(listener),
    extendTickets: (extend) => records.extendTickets(extend),
    dueJobs: (now, limit) => records.dueJobs(now, limit),
    nextDue: () => records.nextDue(),
    secret: (name) => secretOf(engine, seal, name),
    reseal: () => reseal(engine, seal),
    health: () => engine.health(),
    backup: (dir) => engine.backup(dir),
    close: () => engine.close(),
  };
}

async function secretOf(engine: Engine, seal: Seal, name: string): Promise<Buffer> {
  const place = `settings/${name}`;
  for (;;) {
    const doc = await engine.get('settings', name);
    if (doc) return Buffer.from(seal.open(doc.body, place), 'base64');
    const body = seal.seal(randomBytes(32).toString('base64'), place);
    const put = { collection: 'settings', id: name, live: false, jobs: [], body } as const;
    try {
      await engine.commit([{ put, expect: 'absent' }], { durable: true });
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
    }
  }
}
