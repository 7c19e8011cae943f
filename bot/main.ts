import { Accounts } from '../desk/accounts.ts';
import { Desk } from '../desk/desk.ts';
import { ticketNumbers } from '../desk/number.ts';
import type { Clock } from '../desk/ports.ts';
import { reply } from '../dialogs/say.ts';
import { createUnderstand } from '../nlu/understand.ts';
import { loadOrMakeKeys } from '../store/keys.ts';
import { openStore, type Store } from '../store/store.ts';
import { loadSite } from '../web/site.ts';
import { ChannelAdapter } from './channels/adapter.ts';
import type { Capabilities, Channel, Line } from './channels/channel.ts';
import { connector } from './channels/connector/index.ts';
import { phone } from './channels/phone/index.ts';
import { texting } from './channels/phone/push.ts';
import { simulatedTelephones } from './channels/phone/simulator/demo.ts';
import { webChat } from './channels/webchat/index.ts';
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
import { notify } from './notify.ts';
import { demoOutbox } from './outbox.ts';
import { showSite } from './pages.ts';
import { pictures } from './pictures.ts';
import { loadPolicies } from './policies.ts';
import { buildServer, type HotlineServer } from './server.ts';
import { calling, telephone } from './telephone.ts';

/** The whole program, plugged together. */
export interface House {
  readonly line: Line;
  readonly desk: Desk;
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
  const policies = loadPolicies();
  const store = await openStore({ dir: config.dataDir, keys: keysOf(config) });
  const demoClock = config.demo ? await demoClockOf(store, given.clock ?? realClock) : undefined;
  const clock = demoClock ?? given.clock ?? realClock;
  const log = given.log ?? createLog(clock);
  report(store, log);
  const numbers = ticketNumbers(await store.secret('ticket-numbers'));
  const desk = new Desk({ records: store, clock, policies, numbers });
  const people = new Accounts(store);
  const outbox = demoOutbox(clock);
  const blobs = pictures(store.blobs);
  const weChat = accounts(
    config.wechat,
    config.wechatMini,
    {
      clock,
      log,
      blobs,
      storage: store.pages,
      forget: (account) => people.forget(account),
      failed: (notice, why) => desk.undelivered(notice, why),
    },
    given.wechat,
  );
  const ways = config.demo ? [...weChat.ways.map(outbox.watch), outbox.way] : weChat.ways;
  const worker = new Worker({
    clock,
    log,
    records: store,
    handlers: {
      milestone: (job) => desk.milestoneDue(job),
      notice: notify({ desk, policies, clock, log, ways, staffLanguage: 'zh-Hans' }),
    },
  });
  const metrics = new Metrics();
  const understand = createUnderstand();
  const outgoing =
    config.twilio &&
    calling(config.twilio, {
      publicBaseUrl: config.publicBaseUrl,
      clock,
      state: store.state,
      records: store,
      desk,
      understand,
    });
  const channels = [
    webChat({
      secret: await store.secret('web-chat'),
      clock,
      publicBaseUrl: config.publicBaseUrl,
      blobs,
      log,
    }),
    ...(config.twilio
      ? [
          phone({
            ...telephone(config.twilio),
            publicBaseUrl: config.publicBaseUrl,
            state: store.state,
            log,
            ...(outgoing && { outgoing }),
            text: config.twilio.apiBaseUrl
              ? texting({ ...config.twilio, apiBaseUrl: config.twilio.apiBaseUrl })
              : (to, words) =>
                  outbox.way.deliver({ customer: to }, reply(words), crypto.randomUUID()),
          }),
        ]
      : []),
    ...(config.microsoft ? [connector(config.microsoft)] : []),
    ...weChat.channels,
    ...(given.channels ?? []),
  ];
  const conversations = new Conversations(store.state);
  const line = createLine({
    clock,
    log,
    conversations,
    links: new Links({ storage: store.pages, conversations, clock, accounts: people }),
    adapter: new ChannelAdapter(),
    desk,
    drafts: draftsIn(store.state),
    lines: policies.lines,
    understand,
    capabilities: capabilitiesOf(channels),
  });
  const site = await loadSite();
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
      showSite(site, config.demo),
      ...weChat.mounts,
      ...(demoClock
        ? [
            ...(config.twilio ? [simulatedTelephones(config.publicBaseUrl, config.twilio)] : []),
            demo({
              clock: demoClock,
              nextDue: () => store.nextDue(),
              runDue: () => worker.runDue(),
              outbox: outbox.delivered,
              keep: (ahead) => store.state.write({ [demoClockKey]: { ahead } }),
            }),
          ]
        : []),
    ],
  });
  return {
    line,
    desk,
    store,
    worker,
    server,
    clock,
    async close() {
      weChat.close();
      await server.close();
      await worker.stop();
      await store.close();
    },
  };
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
