import type { Request, Response, Server } from 'restify';
import type { Clock } from '../../../desk/ports.ts';
import type { Duration, Instant } from '../../../desk/words.ts';
import type { Storage } from '../../../dialogs/sdk.ts';
import { answer } from '../../answer.ts';
import type { Listen } from '../../listen.ts';
import type { Log } from '../../log.ts';
import type { Way } from '../../notify.ts';
import { readText } from '../../read-body.ts';
import { type After, onTimer } from '../after.ts';
import type { Channel, Line } from '../channel.ts';
import { activityOf } from './activity.ts';
import { Agents, type ServiceDesk } from './agents.ts';
import { type AgreeParts, mountAgree } from './agree.ts';
import { Api } from './api.ts';
import { Followers, type Reply } from './follower.ts';
import { Inbox } from './inbox.ts';
import { LateBook } from './late.ts';
import { Ledger } from './ledger.ts';
import type { Blobs } from './media.ts';
import { createMenu } from './menu.ts';
import type { Outcome } from './outcome.ts';
import { type Push, parse } from './parse.ts';
import { WeChatWay } from './push.ts';
import { passiveReply, transferReply } from './render.ts';
import { Sender } from './send.ts';
import type { Template } from './template.ts';
import type { Fetch } from './token.ts';
import { Gate, type Keys } from './verify.ts';

export interface WeChatOptions {
  /** `wechat` for a service account, `wechat-mini` for a mini program: persons are not the same in both. */
  readonly name: string;
  readonly path: string;
  readonly keys: Keys;
  readonly appSecret: string;
  readonly apiBaseUrl: string;
  /** Our own address, as customers reach it. */
  readonly publicBaseUrl: string;
  /** Mini programs answer by customer message only. */
  readonly passive: boolean;
  readonly clock: Clock;
  readonly log: Log;
  readonly storage: Storage;
  readonly blobs: Blobs;
  readonly template?: Template;
  readonly notification?: Template;
  readonly listen?: Listen;
  /** WeChat's own service desk; absent: customers who want a person are served by ours. */
  readonly serviceDesk?: ServiceDesk | undefined;
  readonly fetch?: Fetch;
  readonly patience?: Duration;
  readonly after?: After;
  /** What is to be forgotten of an account beside its conversation. */
  readonly forget: (account: string) => Promise<void>;
  /** A notice that WeChat had taken did not arrive. */
  readonly failed: (notice: string, why: string) => Promise<void>;
}

export interface WeChat extends Channel {
  /** To customers of this account, unasked. */
  readonly way: Way;
  /** Puts our menu below every follower's chat. */
  createMenu(): Promise<Outcome>;
}

/** A WeChat service account, or a mini program's customer service. */
export function wechat(options: WeChatOptions): WeChat {
  const { name, path, clock } = options;
  const gate = new Gate(options.keys, clock);
  const api = new Api({ ...options, appId: options.keys.appId, fetch: options.fetch ?? fetch });
  const lost = (what: string) => (cause: unknown) => options.log.error(`wechat.${what}`, { cause });
  const agrees = agreeParts(options, api);
  let open: Rooms | undefined;
  const rooms = (): Rooms => {
    if (!open) throw new Error('WeChat is not mounted yet.');
    return open;
  };
  return {
    name,
    capabilities: {
      pictures: true,
      spoken: false,
      connects: options.serviceDesk !== undefined,
      ...(agrees && { agreementAt: `${options.publicBaseUrl}${agrees.path}` }),
    },
    way: {
      name,
      medium: 'message',
      suits: (to) => 'customer' in to && to.customer.startsWith(`${name}:`),
      deliver: (...order) => rooms().way.deliver(...order),
      conversationOf: (to) => rooms().way.conversationOf(to),
      afterwards: (key) => rooms().way.afterwards(key),
    },
    createMenu: () => createMenu(api),
    mount(server: Server, line: Line) {
      open = furnish(options, api, line);
      const { inbox, way } = open;
      server.get(path, async (req, res) => handshake(gate, req, res));
      server.post(path, async (req, res) => {
        const query = new URLSearchParams(req.getQuery());
        const letter = gate.open(query, await readText(req));
        const push = parse(letter.xml);
        res.once('close', () => {
          if (!res.writableFinished) inbox.unheard(push).catch(lost('unheard'));
        });
        const reply = await taken(push, inbox, way);
        if (reply === undefined) return answer(res, 200, 'success', plain);
        answer(res, 200, letter.seal(written(reply, push, clock.now())), xml);
      });
      if (agrees) mountAgree(server, agrees);
      inbox.resume().catch(lost('resume'));
    },
    close: async () => open?.inbox.settled(),
  };
}

/** Where news can go by template, nobody needs to agree; a mini program asks in its own pages. */
function agreeParts(options: WeChatOptions, api: Api): AgreeParts | undefined {
  const { notification, template, passive, clock, publicBaseUrl, keys, path } = options;
  if (!notification || template || !passive) return undefined;
  const page = { appId: keys.appId, template: notification.id, path: `${path}/agree` };
  return { api, clock, publicBaseUrl, ...page };
}

interface Rooms {
  readonly inbox: Inbox;
  readonly sender: Sender;
  readonly way: WeChatWay;
}

function furnish(options: WeChatOptions, api: Api, line: Line): Rooms {
  const { name, keys, storage, clock, log, blobs } = options;
  const { appId } = keys;
  const conversationOf = (openid: string) => `${name}/${appId}/${openid}`;
  const followers = new Followers(storage, appId);
  const shared = { line, followers, api, clock, log, blobs, conversationOf };
  const sender = new Sender(shared);
  const ledger = new Ledger(storage, appId);
  const reading = { ...options, channel: name, api, conversationOf };
  const inbox = new Inbox({
    ...shared,
    sender,
    late: new LateBook(storage, appId),
    after: options.after ?? onTimer,
    patience: options.patience ?? 3500,
    passive: options.passive,
    ...(options.serviceDesk && { agents: new Agents(api, options.serviceDesk) }),
    activityOf: (push) => activityOf(push, reading),
    forget: async (openid) => {
      await line.forget(conversationOf(openid));
      await options.forget(`${name}:${openid}`);
      await followers.forget(openid);
    },
  });
  const way = new WeChatWay({ ...options, ...shared, channel: name, sender, ledger });
  return { inbox, sender, way };
}

/** How a template message ended concerns no conversation. */
async function taken(push: Push, inbox: Inbox, way: WeChatWay): Promise<Reply | undefined> {
  if (push.what.kind !== 'sent') return inbox.take(push);
  for (const sent of push.what.sent) await way.ended(sent);
  return undefined;
}

function written({ text, transfer }: Reply, { openid, to }: Push, now: Instant): string {
  if (transfer !== undefined) return transferReply(transfer, openid, to, now);
  return passiveReply(text, openid, to, now);
}

/** As text, never as a page: what is echoed came from outside. */
async function handshake(gate: Gate, req: Request, res: Response): Promise<void> {
  answer(res, 200, gate.handshake(new URLSearchParams(req.getQuery())), plain);
}

const plain = { 'Content-Type': 'text/plain; charset=utf-8' };
const xml = { 'Content-Type': 'text/xml; charset=utf-8' };
