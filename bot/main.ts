import { setTimeout as sleep } from 'node:timers/promises';
import type { Board } from '../desk/board.ts';
import type { Callbacks } from '../desk/callbacks/callbacks.ts';
import type { Desk } from '../desk/desk.ts';
import type { Joining } from '../desk/joining.ts';
import type { Clock } from '../desk/ports.ts';
import type { Rosters } from '../desk/rosters.ts';
import { reply } from '../dialogs/say.ts';
import type { Store } from '../store/store.ts';
import { loadSite } from '../web/site.ts';
import { asking, askingScript } from './asking.ts';
import { caseCall, caseScript } from './case-call.ts';
import { ChannelAdapter } from './channels/adapter.ts';
import type { Capabilities, Channel, Line } from './channels/channel.ts';
import { connector } from './channels/connector/index.ts';
import type { Outgoing } from './channels/phone/out/outgoing.ts';
import type { Scripts } from './channels/phone/out/script.ts';
import { webChat } from './channels/webchat/index.ts';
import { accounts } from './channels/wechat/accounts.ts';
import { Codes } from './codes.ts';
import { callBackOn, surveysOn } from './coming-back.ts';
import type { Config } from './config.ts';
import { Conversations } from './conversations.ts';
import { demo } from './demo.ts';
import { AllDrafts } from './drafts.ts';
import { demoClockKey, type Given, type Ground, groundOf } from './ground.ts';
import type { Poster } from './hooks/post.ts';
import { Worker, type WorkerParts } from './jobs/worker.ts';
import type { Keeping } from './keeping.ts';
import { createLine } from './line.ts';
import { type LinkParts, Links } from './links.ts';
import { listenWith } from './listen.ts';
import { Metrics } from './metrics.ts';
import { notify, type Way } from './notify.ts';
import { showSite } from './pages.ts';
import { remembering } from './remembering.ts';
import { buildServer, type HotlineServer } from './server.ts';
import { type Staff, staffOn } from './staff/index.ts';
import { TicketPictures } from './staff/pictures.ts';
import { mountPictures } from './staff/pictures-page.ts';
import { bringer } from './staff/talks.ts';
import { WorkDesk } from './staff/work-desk.ts';
import { telephones } from './telephone.ts';

export type { Given } from './ground.ts';

/** The whole program, plugged together. */
export interface House {
  readonly line: Line;
  readonly desk: Desk;
  readonly callbacks: Callbacks;
  /** Merging and splitting tickets. */
  readonly joining: Joining;
  readonly board: Board;
  /** Resolves once board and list of customers know what there was before the start. */
  readonly known: Promise<void>;
  readonly store: Store;
  readonly rosters: Rosters;
  readonly staff: Staff;
  readonly worker: Worker;
  /** Lets go of what is old. */
  readonly keeping: Keeping;
  /** Tells other programs. */
  readonly poster: Poster;
  readonly server: HotlineServer;
  readonly clock: Clock;
  /** Calls we make; absent where no provider is set up. */
  readonly outgoing?: Outgoing | undefined;
  /** What is said on them. */
  readonly scripts: Scripts;
  /** Finishes what is under way, then lets go of port and data folder. */
  close(): Promise<void>;
}

/** Builds everything once; nothing listens or runs yet. Throws if settings, policies or data folder are unfit. */
export async function build(config: Config, given: Given = {}): Promise<House> {
  const ground = await groundOf(config, given);
  const { store, keeping, rosters, clock, log, desk, joining, board, callbacks } = ground;
  const weChat = weChatOn(ground);
  const phones = await telephonesOn(ground);
  phones.scripts.register(caseScript, caseCall({ desk, later: ground.later, records: store }));
  phones.scripts.register(askingScript, asking(desk));
  const metrics = new Metrics();
  const channels = [
    await webChatOn(ground),
    ...phones.channels,
    ...(config.microsoft ? [connector(config.microsoft)] : []),
    ...weChat.channels,
    ...(given.channels ?? []),
  ];
  const ways = shown(ground, [...waysOf(channels), ...phones.ways]);
  const codes = new Codes(store.pages, clock);
  const pictures = new TicketPictures({ ...ground, records: store });
  const work = new WorkDesk({ ...ground, records: store, books: store.books, codes, pictures });
  const line = lineOn(ground, channels, { text: phones.text, codes, work });
  const bring = bringer(channels);
  const sms = phones.sms && { sms: phones.sms };
  const staff = await staffOn({ ...ground, line, work, bring, channels, ...sms });
  const worker = workerOn(ground, ways, metrics, {
    also: () => {
      void phones.outgoing?.look();
      ground.keeping.look();
    },
    person: (job) => staff.talks.look(job),
    callback: callBackOn(ground, line, ways, phones),
  });
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
    refusals: [staff.refusals],
    mounts: [
      // Simulators have nobody behind them outside a demo.
      showSite(await loadSite(), config.demo),
      ...weChat.mounts,
      ...phones.mounts,
      staff.mount,
      mountPictures(ground, pictures),
      ...demoOn(ground, worker),
    ],
  });
  const { known, stop } = remembering(ground);
  const close = async () => {
    await stop();
    weChat.close();
    staff.close();
    await server.close();
    await worker.stop();
    await ground.keeping.stop();
    await ground.poster.settled();
    await phones.close();
    await store.close();
  };
  const { outgoing, scripts } = phones;
  const running = { line, worker, poster: ground.poster, server, outgoing, scripts, close };
  const kept = { keeping, board, known, store, rosters };
  return { ...running, ...kept, desk, callbacks, joining, staff, clock };
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
    publicBaseUrl: config.publicBaseUrl,
    storage: store.pages,
    forget: (account: string) => people.forget(account),
    failed: (notice: string, why: string) => later.undelivered(notice, why),
    ...(config.speech && { listen: listenWith(config.speech, log) }),
  };
  return accounts(config.wechat, config.wechatMini, parts, given.wechat);
}

async function telephonesOn({ config, store, outbox, later, people, ...ground }: Ground) {
  const { publicBaseUrl, demo } = config;
  return telephones(config.twilio, {
    ...ground,
    publicBaseUrl,
    demo,
    pause: ground.given.pause ?? ((ms) => sleep(ms)),
    state: store.state,
    kept: store.kept,
    text: (key, to, words) => outbox.text(to, reply(words), key),
    failed: (notice, why) => later.undelivered(notice, why),
    sms: {
      ...ground.given.sms,
      secret: await store.secret('sms'),
      blobs: ground.blobs,
      asked: (account, ticket) => people.asked(account, ticket),
    },
  });
}

/** A demo's outbox shows what went another way, too, and takes what none of them would. */
function shown({ config, outbox }: Ground, real: readonly Way[]): readonly Way[] {
  if (!config.demo) return real;
  // Where telephones ring, whoever does not answer was not reached.
  const rings = real.some(({ medium }) => medium === 'call');
  return [
    ...real.map(outbox.watch),
    ...outbox.ways.filter(({ medium }) => medium !== 'call' || !rings),
  ];
}

const waysOf = (channels: readonly Channel[]): Way[] => channels.flatMap(({ way }) => way ?? []);

function workerOn(
  ground: Ground,
  ways: readonly Way[],
  metrics: Metrics,
  {
    also,
    ...more
  }: Pick<WorkerParts, 'also'> & Pick<WorkerParts['handlers'], 'person' | 'callback'>,
): Worker {
  const { store, later, callbacks, policies, clock, log, poster, pictureLinks } = ground;
  const worker = new Worker({
    clock,
    log,
    metrics,
    records: store,
    ...(also && { also }),
    handlers: {
      milestone: (job) => later.milestoneDue(job),
      dispatch: (job) => later.dispatchDue(job),
      answer: (job) => later.answerDue(job),
      hook: (job) => poster.begin(job),
      follow: (job) => callbacks.follow(job),
      ...more,
      notice: notify({
        later,
        policies,
        clock,
        log,
        ways,
        staffLanguage: 'zh-Hans',
        pictureLinks,
      }),
    },
  });
  metrics.gauge(
    'hotline_jobs_failing',
    'Jobs that failed and wait for another try.',
    () => worker.troubles.length,
  );
  return worker;
}

interface LineParts {
  readonly text: LinkParts['text'] | undefined;
  readonly codes: Codes;
  readonly work: WorkDesk;
}

function lineOn(
  ground: Ground,
  channels: readonly Channel[],
  { text, codes, work }: LineParts,
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
      codes,
      conversations,
      accounts: people,
      follow: (phone, conversationId) => drafts.follow(phone, conversationId),
      ...(text && { text }),
    }),
    adapter: new ChannelAdapter(),
    desk,
    surveys: surveysOn(ground),
    drafts: (conversationId) => drafts.from(conversationId),
    lines: policies.lines,
    understand,
    capabilities: capabilitiesOf(channels),
    work,
  });
}

function demoOn({ demoClock, store, outbox, poster }: Ground, worker: Worker) {
  if (!demoClock) return [];
  return [
    demo({
      clock: demoClock,
      nextDue: () => store.nextDue(),
      runDue: () => worker.runDue().finally(() => poster.settled()),
      outbox: outbox.delivered,
      keep: (ahead) => store.state.write({ [demoClockKey]: { ahead } }),
    }),
  ];
}

function capabilitiesOf(channels: readonly Channel[]): (name: string) => Capabilities {
  const known = new Map(channels.map(({ name, capabilities }) => [name, capabilities]));
  return (name) => known.get(name) ?? leastCapable;
}

const leastCapable: Capabilities = { pictures: false, spoken: false };
