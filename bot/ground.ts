import { Accounts } from '../desk/accounts.ts';
import { Audit } from '../desk/audit.ts';
import { Board } from '../desk/board.ts';
import { Callbacks } from '../desk/callbacks/callbacks.ts';
import type { Passwords } from '../desk/crew.ts';
import { Crew } from '../desk/crew-accounts.ts';
import { CustomerList } from '../desk/customer-list.ts';
import { Desk } from '../desk/desk.ts';
import { staffing } from '../desk/dispatch/staffing.ts';
import { HookBook } from '../desk/hook-book.ts';
import { withDeliveries } from '../desk/hooks.ts';
import { Joining } from '../desk/joining.ts';
import type { KeptKind } from '../desk/kept.ts';
import { Later } from '../desk/later.ts';
import { ticketNumbers } from '../desk/number.ts';
import type { PolicyBook } from '../desk/policy-book.ts';
import type { Clock } from '../desk/ports.ts';
import { Publishing } from '../desk/publishing.ts';
import { Rosters } from '../desk/rosters.ts';
import { createUnderstand } from '../nlu/understand.ts';
import { loadOrMakeKeys } from '../store/keys.ts';
import { openStore, type Store } from '../store/store.ts';
import type { Channel } from './channels/channel.ts';
import type { SmsOptions } from './channels/sms/index.ts';
import type { Blobs } from './channels/webchat/index.ts';
import type { WeChatGiven } from './channels/wechat/accounts.ts';
import { DemoClock, realClock } from './clock.ts';
import type { Config } from './config.ts';
import { Poster } from './hooks/post.ts';
import { sender } from './hooks/send.ts';
import { inside } from './hooks/url.ts';
import { Keeping } from './keeping.ts';
import { createLog, type Log } from './log.ts';
import { demoOutbox, type Outbox } from './outbox.ts';
import { seedPeople } from './people.ts';
import { pictures } from './pictures.ts';
import { loadKept, loadPolicies, PolicyError } from './policies.ts';
import { following } from './remembering.ts';
import { passwords } from './staff/passwords.ts';
import { PictureLinks } from './staff/picture-links.ts';
import { SurveyLinks } from './survey-links.ts';

/** What everything else stands on; only `bot/main.ts` asks for it. */
export interface Ground {
  readonly config: Config;
  readonly given: Given;
  readonly policies: PolicyBook;
  readonly publishing: Publishing;
  readonly hooks: HookBook;
  readonly poster: Poster;
  readonly store: Store;
  readonly kept: readonly KeptKind[];
  readonly keeping: Keeping;
  readonly clock: Clock;
  /** The same clock, where it may be moved. */
  readonly demoClock: DemoClock | undefined;
  readonly log: Log;
  readonly desk: Desk;
  readonly joining: Joining;
  readonly board: Board;
  readonly customers: CustomerList;
  readonly crew: Crew;
  readonly audit: Audit;
  readonly passwords: Passwords;
  readonly later: Later;
  readonly callbacks: Callbacks;
  readonly surveyLinks: SurveyLinks;
  readonly pictureLinks: PictureLinks;
  readonly people: Accounts;
  readonly rosters: Rosters;
  readonly outbox: Outbox;
  readonly blobs: Blobs;
  readonly understand: ReturnType<typeof createUnderstand>;
}

/** Throws if settings, policies or data folder are unfit. */
export async function groundOf(config: Config, given: Given): Promise<Ground> {
  const policies = loadPolicies();
  const kept = loadKept();
  const base = given.clock ?? realClock;
  let told: Clock = base;
  const now = () => told.now();
  const store = await openStore({ dir: config.dataDir, keys: keysOf(config), now });
  const demoClock = config.demo ? await demoClockOf(store, base) : undefined;
  const clock = demoClock ?? base;
  told = clock;
  const log = given.log ?? createLog(clock);
  report(store, log);
  const publishing = new Publishing({ records: store, clock, book: policies });
  const unreadable = await publishing.restore();
  if (unreadable.length > 0) {
    await store.close();
    throw new PolicyError(unreadable);
  }
  const hooks = new HookBook(store);
  await hooks.load();
  store.extendTickets((record, told) => withDeliveries(record, told, hooks.current));
  const board = new Board(policies, given.endedKept);
  // A demo's password is random and shown to everybody who starts it: guessing it need not be slow.
  const scrypt = passwords(config.demo ? 2 ** 10 : undefined);
  const crew = new Crew({ books: store.books, clock, passwords: scrypt });
  const customers = new CustomerList();
  following({ store, board, customers });
  const numbers = ticketNumbers(await store.secret('ticket-numbers'));
  const rosters = new Rosters({ records: store, clock, policies });
  if (config.demo) await seedPeople(rosters, policies);
  const ports = { records: store, clock, policies, staffing: staffing(rosters, board, policies) };
  return {
    config,
    given,
    policies,
    publishing,
    hooks,
    poster: new Poster({
      ...{ records: store, hooks, clock, log },
      send: sender(inside(config.demo, config.webhookNetworks)),
    }),
    store,
    kept,
    keeping: new Keeping({ ...store, kinds: kept, clock, log }),
    clock,
    demoClock,
    log,
    board,
    customers,
    crew,
    audit: new Audit({ books: store.books, clock }),
    passwords: scrypt,
    desk: new Desk({ ...ports, numbers }),
    joining: new Joining({ ...ports, numbers }),
    later: new Later(ports),
    callbacks: new Callbacks(ports),
    surveyLinks: new SurveyLinks(await store.secret('survey-links'), config.publicBaseUrl),
    pictureLinks: new PictureLinks({
      secret: await store.secret('picture-links'),
      publicBaseUrl: config.publicBaseUrl,
      clock,
    }),
    people: new Accounts(store),
    rosters,
    outbox: demoOutbox(clock),
    blobs: pictures(store.blobs),
    understand: createUnderstand(),
  };
}

/** What a test or a command brings along instead of the real thing. */
export interface Given {
  readonly clock?: Clock;
  readonly log?: Log;
  /** Channels beside the built-in ones, e.g. the terminal. */
  readonly channels?: readonly Channel[];
  /** WeChat's interface and the time a turn may take. */
  readonly wechat?: WeChatGiven;
  /** The time a text message may take to be answered. */
  readonly sms?: Pick<SmsOptions, 'after' | 'patience'>;
  /** How calls we make are spaced. */
  readonly pause?: (ms: number) => Promise<void>;
  /** How many tickets that ended the board remembers. */
  readonly endedKept?: number;
}

const keysOf = ({ dataKeys, dataDir }: Config) =>
  dataKeys.length > 0 ? [...dataKeys] : loadOrMakeKeys(dataDir);

/** Where a demo's clock keeps how far it runs ahead. */
export const demoClockKey = 'demo/clock';

/** A demo's clock stays where it was moved: promises made in that future must not jump back. */
async function demoClockOf(store: Store, base: Clock): Promise<DemoClock> {
  const kept = (await store.state.read([demoClockKey]))[demoClockKey];
  return new DemoClock(base, Number(kept?.ahead ?? 0));
}

function report({ opened }: Store, log: Log): void {
  if (opened.recovered.length > 0)
    log.info('store.recovered', { commits: opened.recovered.length });
  for (const damage of opened.damaged) log.error('store.damaged', { ...damage });
}
