import { Accounts } from '../desk/accounts.ts';
import { Board } from '../desk/board.ts';
import { Desk } from '../desk/desk.ts';
import { staffing } from '../desk/dispatch/staffing.ts';
import { Later } from '../desk/later.ts';
import { ticketNumbers } from '../desk/number.ts';
import type { Policies } from '../desk/policy.ts';
import type { Clock } from '../desk/ports.ts';
import { Rosters } from '../desk/rosters.ts';
import { reply } from '../dialogs/say.ts';
import { createUnderstand } from '../nlu/understand.ts';
import { loadOrMakeKeys } from '../store/keys.ts';
import { openStore, type Store } from '../store/store.ts';
import { loadSite } from '../web/site.ts';
import { ChannelAdapter } from './channels/adapter.ts';
import type { Capabilities, Channel, Line } from './channels/channel.ts';
import { connector } from './channels/connector/index.ts';
import { type Blobs, webChat } from './channels/webchat/index.ts';
import { accounts, type WeChatGiven } from './channels/wechat/accounts.ts';
import { DemoClock, realClock } from './clock.ts';
import { Codes } from './codes.ts';
import type { Config } from './config.ts';
import { Conversations } from './conversations.ts';
import { demo } from './demo.ts';
import { AllDrafts } from './drafts.ts';
import { Worker } from './jobs/worker.ts';
import { createLine } from './line.ts';
import { type LinkParts, Links } from './links.ts';
import { createLog, type Log } from './log.ts';
import { Metrics } from './metrics.ts';
import { notify, type Way } from './notify.ts';
import { demoOutbox, type Outbox } from './outbox.ts';
import { showSite } from './pages.ts';
import { seedPeople } from './people.ts';
import { pictures } from './pictures.ts';
import { loadPolicies } from './policies.ts';
import { buildServer, type HotlineServer } from './server.ts';
import { telephones } from './telephone.ts';

/** The whole program, plugged together. */
export interface House {
  readonly line: Line;
  readonly desk: Desk;
  readonly board: Board;
  readonly store: Store;
  readonly rosters: Rosters;
  readonly worker: Worker;
  readonly server: HotlineServer;
  readonly clock: Clock;
  /** Finishes what is under way, then lets go of port and data folder. */
  close(): Promise<void>;
}

/** What a test or a command brings along instead of the real thing. */
export interface Given {
  readonly clock?: Clock;
  readonly log?: Log;
  /** Channels beside the built-in ones, e.g. the terminal. */
  readonly channels?: readonly Channel[];
  /** WeChat's interface and the time a turn may take. */
  readonly wechat?: WeChatGiven;
}

/** Builds everything once; nothing listens or runs yet. Throws if settings, policies or data folder are unfit. */
export async function build(config: Config, given: Given = {}): Promise<House> {
  const ground = await groundOf(config, given);
  const { store, rosters, clock, log, desk, board } = ground;
  const weChat = weChatOn(ground);
  const phones = telephonesOn(ground);
  const metrics = new Metrics();
  const worker = workerOn(ground, weChat.ways, metrics);
  const channels = [
    await webChatOn(ground),
    ...phones.channels,
    ...(config.microsoft ? [connector(config.microsoft)] : []),
    ...weChat.channels,
    ...(given.channels ?? []),
  ];
  const line = lineOn(ground, channels, phones.text);
  const server = buildServer({
    config,
    log,
    metrics,
    channels,
    line,
    ready: {
      store: async () => (await store.health()).trouble ?? true,
      worker: () => worker.alive || 'the worker is not running',
    },
    mounts: [
      // Simulators have nobody behind them outside a demo.
      showSite(await loadSite(), config.demo),
      ...weChat.mounts,
      ...phones.mounts,
      ...demoOn(ground, worker),
    ],
  });
  const filling = new AbortController();
  const filled = board
    .fill(store.everyTicket(), filling.signal)
    .catch((cause: unknown) => log.error('board.unfilled', { cause }));
  const close = async () => {
    filling.abort();
    await filled;
    weChat.close();
    await server.close();
    await worker.stop();
    await store.close();
  };
  return { line, desk, board, store, rosters, worker, server, clock, close };
}

/** What everything else stands on. */
interface Ground {
  readonly config: Config;
  readonly given: Given;
  readonly policies: Policies;
  readonly store: Store;
  readonly clock: Clock;
  /** The same clock, where it may be moved. */
  readonly demoClock: DemoClock | undefined;
  readonly log: Log;
  readonly desk: Desk;
  readonly board: Board;
  readonly later: Later;
  readonly people: Accounts;
  readonly rosters: Rosters;
  readonly outbox: Outbox;
  readonly blobs: Blobs;
  readonly understand: ReturnType<typeof createUnderstand>;
}

async function groundOf(config: Config, given: Given): Promise<Ground> {
  const policies = loadPolicies();
  const store = await openStore({ dir: config.dataDir, keys: keysOf(config) });
  const base = given.clock ?? realClock;
  const demoClock = config.demo ? await demoClockOf(store, base) : undefined;
  const clock = demoClock ?? base;
  const log = given.log ?? createLog(clock);
  report(store, log);
  const board = new Board(policies);
  store.onTicket((ticket) => board.take(ticket));
  const numbers = ticketNumbers(await store.secret('ticket-numbers'));
  const rosters = new Rosters({ records: store, clock, policies });
  const ports = { records: store, clock, policies, staffing: staffing(rosters, board, policies) };
  if (config.demo) await seedPeople(rosters, policies);
  return {
    config,
    given,
    policies,
    store,
    clock,
    demoClock,
    log,
    board,
    desk: new Desk({ ...ports, numbers }),
    later: new Later(ports),
    people: new Accounts(store),
    rosters,
    outbox: demoOutbox(clock),
    blobs: pictures(store.blobs),
    understand: createUnderstand(),
  };
}

async function webChatOn({ config, store, clock, blobs, log }: Ground): Promise<Channel> {
  const { publicBaseUrl } = config;
  return webChat({ secret: await store.secret('web-chat'), clock, publicBaseUrl, blobs, log });
}

function weChatOn({ config, given, store, people, later, ...ground }: Ground) {
  const { clock, log, blobs } = ground;
  const parts = {
    clock,
    log,
    blobs,
    storage: store.pages,
    forget: (account: string) => people.forget(account),
    failed: (notice: string, why: string) => later.undelivered(notice, why),
  };
  return accounts(config.wechat, config.wechatMini, parts, given.wechat);
}

function telephonesOn({ config, store, outbox, ...ground }: Ground) {
  const { publicBaseUrl, demo } = config;
  return telephones(config.twilio, {
    ...ground,
    publicBaseUrl,
    demo,
    state: store.state,
    records: store,
    text: (to, words) => outbox.way.deliver({ customer: to }, reply(words), crypto.randomUUID()),
  });
}

/** A demo's outbox shows what went another way, too, and takes what none of them would. */
function workerOn(ground: Ground, real: readonly Way[], metrics: Metrics): Worker {
  const { config, store, later, policies, clock, log, outbox } = ground;
  const ways = config.demo ? [...real.map(outbox.watch), outbox.way] : real;
  const worker = new Worker({
    clock,
    log,
    metrics,
    records: store,
    handlers: {
      milestone: (job) => later.milestoneDue(job),
      dispatch: (job) => later.dispatchDue(job),
      notice: notify({ later, policies, clock, log, ways, staffLanguage: 'zh-Hans' }),
    },
  });
  metrics.gauge(
    'hotline_jobs_failing',
    'Jobs that failed and wait for another try.',
    () => worker.troubles.length,
  );
  return worker;
}

function lineOn(
  ground: Ground,
  channels: readonly Channel[],
  text: LinkParts['text'] | undefined,
): Line {
  const { store, people, policies, clock, log, desk, understand } = ground;
  const conversations = new Conversations(store.state);
  const drafts = new AllDrafts({
    state: store.state,
    conversations,
    holds: (account, phone) => people.holds(account, phone),
  });
  return createLine({
    clock,
    log,
    conversations,
    links: new Links({
      codes: new Codes(store.pages, clock),
      conversations,
      accounts: people,
      follow: (phone, conversationId) => drafts.follow(phone, conversationId),
      ...(text && { text }),
    }),
    adapter: new ChannelAdapter(),
    desk,
    drafts: (conversationId) => drafts.from(conversationId),
    lines: policies.lines,
    understand,
    capabilities: capabilitiesOf(channels),
  });
}

function demoOn({ demoClock, store, outbox }: Ground, worker: Worker) {
  if (!demoClock) return [];
  return [
    demo({
      clock: demoClock,
      nextDue: () => store.nextDue(),
      runDue: () => worker.runDue(),
      outbox: outbox.delivered,
      keep: (ahead) => store.state.write({ [demoClockKey]: { ahead } }),
    }),
  ];
}

const keysOf = ({ dataKeys, dataDir }: Config) =>
  dataKeys.length > 0 ? [...dataKeys] : loadOrMakeKeys(dataDir);

const demoClockKey = 'demo/clock';

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

function capabilitiesOf(channels: readonly Channel[]): (name: string) => Capabilities {
  const known = new Map(channels.map(({ name, capabilities }) => [name, capabilities]));
  return (name) => known.get(name) ?? leastCapable;
}

const leastCapable: Capabilities = { pictures: false, menus: false, push: false, spoken: false };
