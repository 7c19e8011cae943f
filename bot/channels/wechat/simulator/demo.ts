import { randomBytes } from 'node:crypto';
import type { Request, Response, Server } from 'restify';
import { z } from 'zod';
import { answer, answerJson } from '../../../answer.ts';
import { HttpError } from '../../../errors.ts';
import type { Log } from '../../../log.ts';
import { readBody, readJson } from '../../../read-body.ts';
import type { Phone, WeChatSimulator } from './index.ts';

const base = '/demo/wechat';
const mostPhones = 500;

/** The page's door to the simulated WeChat: it holds a phone, and nothing else. */
export class WeChatDemo {
  readonly #simulator: WeChatSimulator;
  readonly #log: Log;
  readonly #screens = new Set<Response>();
  #host = '127.0.0.1';

  constructor(simulator: (callback: () => string) => WeChatSimulator, path: string, log: Log) {
    this.#simulator = simulator(() => `http://${this.#host}${path}`);
    this.#log = log;
  }

  get simulator(): WeChatSimulator {
    return this.#simulator;
  }

  mount(server: Server): void {
    server.post(`${base}/phones`, async (req, res) => this.#unpack(req, res));
    server.get(`${base}/phones/:openid`, async (req, res) =>
      answerJson(res, 200, { openid: this.#phone(req).openid }),
    );
    server.get(`${base}/phones/:openid/screen`, async (req, res) => this.#screen(req, res));
    server.post(`${base}/phones/:openid/does`, async (req, res) => this.#does(req, res));
    server.post(`${base}/phones/:openid/photos`, async (req, res) => this.#photo(req, res));
    server.get(`${base}/media/:id`, async (req, res) => this.#medium(req, res));
  }

  /** Screens stay open; a server that stops does not wait for them. */
  close(): void {
    for (const screen of this.#screens) screen.end();
  }

  async #unpack(req: Request, res: Response): Promise<void> {
    this.#reachable(req);
    if (this.#simulator.world.people.size >= mostPhones)
      throw new HttpError(429, 'TooMany', 'There are no phones left; start the demo anew.');
    const openid = `o${randomBytes(20).toString('base64url')}`;
    this.#simulator.phone(openid);
    answerJson(res, 201, { openid });
  }

  /** Everything on the screen, then what comes. */
  async #screen(req: Request, res: Response): Promise<void> {
    const { person } = this.#phone(req);
    const { world } = this.#simulator;
    let told = Number(req.headers['last-event-id'] ?? 0) || 0;
    let typing = false;
    const tell = () => {
      for (const shown of person.screen.slice(told))
        res.write(`id: ${shown.n}\ndata: ${JSON.stringify(shown)}\n\n`);
      told = person.screen.length;
      const types = person.typingUntil > world.now();
      if (types !== typing) res.write(`event: typing\ndata: ${types}\n\n`);
      typing = types;
    };
    res.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    res.write(
      `event: account\ndata: ${JSON.stringify({ menu: world.menu, following: person.following })}\n\n`,
    );
    tell();
    const stop = world.watch((other) => other === person && tell());
    this.#screens.add(res);
    res.once('close', () => {
      stop();
      this.#screens.delete(res);
    });
  }

  async #does(req: Request, res: Response): Promise<void> {
    const phone = this.#phone(req);
    const deed = deeds.safeParse(await readJson(req));
    if (!deed.success) throw new HttpError(400, 'BadArgument', 'A phone cannot do that.');
    this.#begin(() => perform(phone, deed.data));
    answerJson(res, 202, {});
  }

  async #photo(req: Request, res: Response): Promise<void> {
    const phone = this.#phone(req);
    const bytes = await readBody(req, { limit: 10 * 1024 * 1024, patience: 60_000 });
    const contentType = req.headers['content-type'] ?? '';
    if (!/^image\/[\w+.-]+$/.test(contentType))
      throw new HttpError(415, 'NotAPicture', 'Send a picture.');
    this.#begin(() => phone.photo(bytes, contentType));
    answerJson(res, 202, {});
  }

  async #medium(req: Request, res: Response): Promise<void> {
    const found = this.#simulator.world.media.get(String(req.params.id));
    if (!found) throw new HttpError(404, 'NotFound', 'There is no such picture.');
    answer(res, 200, Buffer.from(found.bytes), {
      'Content-Type': found.contentType,
      'Content-Security-Policy': "default-src 'none'; sandbox",
    });
  }

  /** What WeChat delivers takes its time; the phone shows it when it is there. */
  #begin(work: () => Promise<unknown>): void {
    work().catch((cause) => this.#log.error('demo.wechat', { cause }));
  }

  #phone(req: Request): Phone {
    this.#reachable(req);
    const openid = String(req.params.openid);
    if (!this.#simulator.world.people.has(openid))
      throw new HttpError(404, 'NotFound', 'There is no such phone.');
    return this.#simulator.phone(openid);
  }

  /** Whoever reached us shows where we can be reached. */
  #reachable({ socket: { localAddress = '127.0.0.1', localPort = 80 } }: Request): void {
    this.#host = `${localAddress.includes(':') ? `[${localAddress}]` : localAddress}:${localPort}`;
  }
}

const words = z.string().min(1).max(5000);
const deeds = z.discriminatedUnion('do', [
  z.object({ do: z.literal('say'), text: words }),
  z.object({ do: z.literal('speak'), text: words }),
  z.object({ do: z.literal('tap'), text: words }),
  z.object({ do: z.literal('click'), text: words }),
  z.object({ do: z.literal('place'), latitude: z.number(), longitude: z.number(), text: words }),
  z.object({ do: z.literal('scan'), text: words }),
  z.object({ do: z.literal('follow') }),
  z.object({ do: z.literal('unfollow') }),
]);

function perform(phone: Phone, deed: z.output<typeof deeds>): Promise<unknown> {
  switch (deed.do) {
    case 'say':
      return phone.say(deed.text);
    case 'speak':
      return phone.speak(deed.text, silence);
    case 'tap':
      return phone.tap(deed.text);
    case 'click':
      return phone.click(deed.text);
    case 'place':
      return phone.place(deed.latitude, deed.longitude, deed.text);
    case 'scan':
      return phone.scan(deed.text);
    case 'follow':
      return phone.follow();
    case 'unfollow':
      return phone.unfollow();
  }
}

/** The beginning of a voice file, with nothing said in it. */
const silence = Buffer.from('#!AMR\n');
