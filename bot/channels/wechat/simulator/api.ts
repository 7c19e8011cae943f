import { randomBytes } from 'node:crypto';
import { AgentRoom } from './agents.ts';
import { charge } from './quotas.ts';
import { sendTemplate } from './templates.ts';
import { TokenOffice } from './tokens.ts';
import type { MenuButton, Shown, World } from './world.ts';

type Body = Record<string, unknown>;
type Endpoint = (body: Body, query: URLSearchParams) => Reply | Promise<Reply>;
type Reply = object | Response;
/** What goes wrong with a call, for tests that want it to. */
export type Failure = { readonly code: number } | 'breaks before' | 'breaks after' | 'is no JSON';

/** `api.weixin.qq.com` of this world: give its `fetch` to whoever would call the real one. */
export class FakeApi {
  readonly tokens: TokenOffice;
  /** Every call: path and what was sent. */
  readonly calls: { readonly path: string; readonly body: Body }[] = [];
  /** Error codes given, in order. */
  readonly codes: number[] = [];
  readonly #world: World;
  readonly #endpoints: Readonly<Record<string, Endpoint>>;
  readonly #failures = new Map<string, Failure[]>();
  readonly #expected = new Map<string, (() => void)[]>();
  readonly #held = new Map<string, Promise<void>>();
  readonly #sent = new Map<string, string>();

  constructor(world: World, agents = new AgentRoom(world)) {
    this.#world = world;
    this.tokens = new TokenOffice(world);
    this.#endpoints = {
      '/cgi-bin/message/custom/send': (body) => this.#customerMessage(body),
      '/cgi-bin/message/custom/typing': (body) => this.#typingShown(body),
      '/cgi-bin/message/template/send': (body) => this.#template(body),
      '/cgi-bin/message/subscribe/bizsend': (body) => this.#notification(body),
      '/cgi-bin/media/upload': (body, query) => this.#upload(body, query),
      '/cgi-bin/media/get': (_body, query) => this.#medium(query),
      '/cgi-bin/menu/create': (body) => this.#menu(body),
      '/cgi-bin/qrcode/create': (body) => this.#code(body),
      '/cgi-bin/user/info': (_body, query) => this.#user(query),
      '/cgi-bin/customservice/getonlinekflist': () => agents.list(),
      '/cgi-bin/ticket/getticket': (_body, query) =>
        query.get('type') === 'jsapi'
          ? { ...ok, ticket: 'kgt8ON7yVITDhtdwci0qeT', expires_in: 7200 }
          : { errcode: 40097, errmsg: 'invalid args' },
      '/cgi-bin/getcallbackip': () => ({ ip_list: ['127.0.0.1'] }),
    };
  }

  /** The next `times` calls of this path fail so. */
  fail(path: string, failure: Failure, times = 1): void {
    const queue = this.#failures.get(path) ?? [];
    this.#failures.set(path, [...queue, ...new Array<Failure>(times).fill(failure)]);
  }

  /** Resolves at the next call of this path. */
  called(path: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#expected.set(path, [...(this.#expected.get(path) ?? []), resolve]);
    return promise;
  }

  /** Calls of this path wait until the returned function is called. */
  hold(path: string): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#held.set(path, promise);
    return () => {
      this.#held.delete(path);
      resolve();
    };
  }

  readonly fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const { pathname, searchParams } = new URL(url);
    const text = typeof init.body === 'string' ? init.body : '{}';
    // Escaped characters would be shown as they are on the phone.
    if (/\\u[0-9a-f]{4}/i.test(text))
      return this.#answer({ errcode: 40033, errmsg: 'invalid charset' });
    const body =
      init.body instanceof FormData ? Object.fromEntries(init.body) : (JSON.parse(text) as Body);
    this.calls.push({ path: pathname, body });
    for (const tell of this.#expected.get(pathname) ?? []) tell();
    this.#expected.delete(pathname);
    await this.#held.get(pathname);
    const failure = this.#failures.get(pathname)?.shift();
    if (failure === 'breaks before') throw new TypeError('fetch failed');
    if (failure === 'is no JSON') return new Response('<html>502 Bad Gateway</html>');
    if (typeof failure === 'object')
      return this.#answer({ errcode: failure.code, errmsg: 'as wished' });
    const answer = await this.#serve(pathname, body, searchParams);
    if (failure === 'breaks after') throw new TypeError('fetch failed');
    return answer instanceof Response ? answer : this.#answer(answer);
  };

  #serve(path: string, body: Body, query: URLSearchParams): Reply | Promise<Reply> {
    if (path === '/cgi-bin/stable_token') return this.tokens.issue(body);
    const bad = this.tokens.judge(query.get('access_token'));
    if (bad) return { errcode: bad, errmsg: tokenTrouble[bad] };
    const endpoint = this.#endpoints[path];
    return endpoint ? endpoint(body, query) : { errcode: 40066, errmsg: 'invalid url' };
  }

  /** HTTP 200 whatever happened, and not always called JSON. Ids are bare numbers of sixty-four bits. */
  #answer(body: object): Response {
    const rid = `rid: ${randomBytes(4).toString('hex')}-${randomBytes(4).toString('hex')}`;
    if ('errcode' in body && body.errcode !== 0) this.codes.push(Number(body.errcode));
    const told =
      'errmsg' in body && body.errmsg !== 'ok'
        ? { ...body, errmsg: `${body.errmsg} ${rid}` }
        : body;
    const text = JSON.stringify(told).replace(/"#(\d+)#"/g, '$1');
    return new Response(text, { headers: { 'Content-Type': 'text/plain' } });
  }

  #customerMessage(body: Body): object {
    const { account, switches } = this.#world;
    if (!switches.certified) return { errcode: 48001, errmsg: 'api unauthorized' };
    const person = this.#world.people.get(String(body.touser));
    if (!person) return { errcode: 40003, errmsg: 'invalid openid' };
    const shown = shownAs(body);
    if (typeof shown === 'number') return { errcode: shown, errmsg: contentTrouble[shown] ?? '' };
    if (account.kind === 'mini' && shown.type !== 'text' && shown.type !== 'image')
      return { errcode: 45162, errmsg: 'invalid type' };
    if (shown.type === 'menu' && !switches.menus)
      return { errcode: 40200, errmsg: 'invalid account type' };
    if (account.kind === 'service' && !person.following)
      return { errcode: 45015, errmsg: 'response out of time limit or subscription is canceled' };
    // Only what was uploaded to this account, and for three days.
    if (shown.mediaId !== undefined && !this.#uploaded(shown.mediaId))
      return { errcode: 40007, errmsg: 'invalid media_id' };
    const refused = charge(this.#world, person);
    if (refused) return { errcode: refused, errmsg: quotaTrouble[refused] };
    this.#world.show(person, { from: 'account', via: 'message', ...shown });
    return ok;
  }

  #typingShown({ touser, command }: Body): object {
    const person = this.#world.people.get(String(touser));
    const now = this.#world.now();
    if (command === 'CancelTyping' && person) person.typingUntil = 0;
    else if (command !== 'Typing') return { errcode: 45072, errmsg: 'invalid command' };
    else if (!person || now - person.wroteAt > 30_000)
      return { errcode: 45080, errmsg: 'need message first' };
    else if (person.typingUntil > now) return { errcode: 45081, errmsg: 'typing' };
    else this.#world.showTyping(person);
    return ok;
  }

  #template(body: Body): Reply | Promise<Reply> {
    const person = this.#world.people.get(String(body.touser));
    if (!person) return { errcode: 40003, errmsg: 'invalid openid' };
    if (!person.following) return { errcode: 43004, errmsg: 'require subscribe' };
    return sendTemplate(this.#world, person, body, this.#sent);
  }

  #notification(body: Body): Reply | Promise<Reply> {
    const person = this.#world.people.get(String(body.touser));
    const id = String(body.template_id);
    const left = person?.consents.get(id) ?? 0;
    if (!person || left < 1) return { errcode: 43101, errmsg: 'user refuse to accept the msg' };
    person.consents.set(id, left - 1);
    return sendTemplate(this.#world, person, body, this.#sent);
  }

  #uploaded(mediaId: string): boolean {
    const { media, lent } = this.#world;
    const until = lent.has(mediaId) ? media.get(mediaId)?.until : undefined;
    return until !== undefined && until >= this.#world.now();
  }

  async #upload({ media }: Body, query: URLSearchParams): Promise<object> {
    if (query.get('type') !== 'image') return { errcode: 40004, errmsg: 'invalid media type' };
    if (!(media instanceof File)) return { errcode: 41005, errmsg: 'media data missing' };
    if (media.size > 2 * 1024 * 1024) return { errcode: 40006, errmsg: 'invalid meida size' };
    const bytes = Buffer.from(await media.arrayBuffer());
    const kind = imageKinds.find(([, mark]) =>
      bytes.subarray(0, 8).toString('latin1').startsWith(mark),
    );
    // Bytes and the ending of the name are both looked at.
    if (!kind?.[2].test(media.name)) return { errcode: 40005, errmsg: 'invalid file type' };
    const media_id = this.#world.keepMedium(bytes, kind[0]);
    this.#world.lent.add(media_id);
    return { type: 'image', media_id, created_at: Math.floor(this.#world.now() / 1000) };
  }

  #medium(query: URLSearchParams): object | Response {
    const medium = this.#world.media.get(query.get('media_id') ?? '');
    if (!medium || medium.until < this.#world.now())
      return { errcode: 40007, errmsg: 'invalid media_id' };
    const headers = { 'Content-Type': medium.contentType };
    return new Response(new Uint8Array(medium.bytes), { headers });
  }

  #menu(body: Body): object {
    const buttons = (body.button ?? []) as MenuButton[];
    const subs = buttons.flatMap(({ sub_button = [] }) => sub_button);
    const long = (most: number) => (button: MenuButton) => Buffer.byteLength(button.name) > most;
    if (buttons.length > 3 || buttons.some(({ sub_button = [] }) => sub_button.length > 5))
      return { errcode: 40016, errmsg: 'invalid button size' };
    if (buttons.some(long(16)) || subs.some(long(60)))
      return { errcode: 40018, errmsg: 'invalid button name size' };
    this.#world.menu = buttons;
    return ok;
  }

  #code(body: Body): object {
    const { scene } = (body.action_info ?? {}) as { scene?: { scene_str?: string } };
    const ticket = randomBytes(48).toString('base64');
    this.#world.tickets.set(ticket, scene?.scene_str ?? '');
    return {
      ticket,
      expire_seconds: body.expire_seconds ?? 60,
      url: 'http://weixin.qq.com/q/demo',
    };
  }

  #user(query: URLSearchParams): object {
    const openid = query.get('openid') ?? '';
    const person = this.#world.people.get(openid);
    if (!person) return { errcode: 40003, errmsg: 'invalid openid' };
    return { subscribe: Number(person.following), openid, nickname: '', language: 'zh_CN' };
  }
}

const imageKinds = [
  ['image/jpeg', '\xff\xd8\xff', /\.jpe?g$/],
  ['image/png', '\x89PNG', /\.png$/],
  ['image/gif', 'GIF8', /\.gif$/],
] as const;

const ok = { errcode: 0, errmsg: 'ok' };

const tokenTrouble: Readonly<Record<number, string>> = {
  40001: 'invalid credential, access_token is invalid or not latest',
  41001: 'access_token missing',
  42001: 'access_token expired',
};
const quotaTrouble: Readonly<Record<number, string>> = {
  45015: 'response out of time limit or subscription is canceled',
  45047: 'out of response count limit',
};
const contentTrouble: Readonly<Record<number, string>> = {
  45002: 'content size out of limit',
  45008: 'article size out of limit',
  47001: 'data format error',
};

/** How the phone shows a customer message; an error code if WeChat does not take it. */
function shownAs(body: Body): Omit<Shown, 'n' | 'at' | 'from'> | number {
  const part = body[String(body.msgtype)] as Body | undefined;
  if (!part) return 47001;
  switch (body.msgtype) {
    case 'text': {
      const text = String(part.content ?? '');
      if (text === '') return 47001;
      return Buffer.byteLength(text) > 2048 ? 45002 : { type: 'text', text };
    }
    case 'msgmenu': {
      const choices = (part.list ?? []) as Shown['choices'];
      return { type: 'menu', text: String(part.head_content ?? ''), choices: choices ?? [] };
    }
    case 'image':
      return { type: 'image', text: '', mediaId: String(part.media_id) };
    default:
      return 47001;
  }
}
