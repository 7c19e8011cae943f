import { Accounts } from '../desk/accounts.ts';
import { Callbacks } from '../desk/callbacks/callbacks.ts';
import { Desk } from '../desk/desk.ts';
import { Later } from '../desk/later.ts';
import { ticketNumbers } from '../desk/number.ts';
import type { Policies } from '../desk/policy.ts';
import type { Clock } from '../desk/ports.ts';
import { reply } from '../dialogs/say.ts';
import { createUnderstand } from '../nlu/understand.ts';
import { loadOrMakeKeys } from '../store/keys.ts';
import { openStore, type Store } from '../store/store.ts';
import { loadSite } from '../web/site.ts';
import { callBack } from './callbacks.ts';
import { ChannelAdapter } from './channels/adapter.ts';
import type { Capabilities, Channel, Line } from './channels/channel.ts';
import { connector } from './channels/connector/index.ts';
import { type Blobs, webChat } from './channels/webchat/index.ts';
import { accounts, type WeChatGiven } from './channels/wechat/accounts.ts';
import { DemoClock, realClock } from './clock.ts';
import type { Config } from './config.ts';
import { Conversations } from './conversations.ts';
import { demo } from './demo.ts';
import { draftsIn } from './drafts.ts';
import { Worker } from './jobs/worker.ts';
import { createLine } from './line.ts';
import { Links } from './links.ts';
import { createLog, type Log } from './log.ts';
import { Metrics } from './metrics.ts';
import { notify, type Way } from './notify.ts';
import { demoOutbox, type Outbox } from './outbox.ts';
import { showSite } from './pages.ts';
import { pictures } from './pictures.ts';
import { loadPolicies } from './policies.ts';
import { buildServer, type HotlineServer } from './server.ts';
import { telephones } from './telephone.ts';

/** The whole program, plugged together. */
export interface House {
  readonly line: Line;
  readonly desk: Desk;
  readonly callbacks: Callbacks;
  readonly store: Store;
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
  const { store, clock, log, desk, callbacks } = ground;
  const weChat = weChatOn(ground);
  const phones = telephonesOn(ground);
  const channels = [
    await webChatOn(ground),
    ...phones.channels,
    ...(config.microsoft ? [connector(config.microsoft)] : []),
    ...weChat.channels,
    ...(given.channels ?? []),
  ];
  const line = lineOn(ground, channels);
  const worker = workerOn(ground, line, weChat.ways);
  const server = buildServer({
    config,
    log,
    metrics: new Metrics(),
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
  const close = async () => {
    weChat.close();
    await server.close();
    await worker.stop();
    await store.close();
  };
  return { line, desk, callbacks, store, worker, server, clock, close };
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
  readonly later: Later;
  readonly callbacks: Callbacks;
  readonly people: Accounts;
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
  const numbers = ticketNumbers(await store.secret('ticket-numbers'));
  return {
    config,
    given,
    policies,
    store,
    clock,
    demoClock,
    log,
    desk: new Desk({ records: store, clock, policies, numbers }),
    later: new Later({ records: store, clock, policies }),
    callbacks: new Callbacks({ records: store, clock, policies }),
    people: new Accounts(store),
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
function workerOn(ground: Ground, line: Line, real: readonly Way[]): Worker {
  const { config, store, later, callbacks, policies, clock, log, outbox, desk } = ground;
  const ways = config.demo ? [...real.map(outbox.watch), outbox.way] : real;
  return new Worker({
    clock,
    log,
    records: store,
    handlers: {
      milestone: (job) => later.milestoneDue(job),
      notice: notify({ later, policies, clock, log, ways, staffLanguage: 'zh-Hans' }),
      follow: (job) => callbacks.follow(job),
      callback: callBack({ callbacks, desk, line, ways, clock, log }),
    },
  });
}

function lineOn(ground: Ground, channels: readonly Channel[]): Line {
  const { store, people, policies, clock, log, desk, callbacks, understand } = ground;
  const conversations = new Conversations(store.state);
  return createLine({
    clock,
    log,
    conversations,
    links: new Links({ storage: store.pages, conversations, clock, accounts: people }),
    adapter: new ChannelAdapter(),
    desk,
    surveys: callbacks,
    drafts: draftsIn(store.state),
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
