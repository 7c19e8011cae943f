import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Request, Response, Server } from 'restify';
import type { Clock } from '../../../desk/ports.ts';
import type { Duration, Instant } from '../../../desk/words.ts';
import { answer } from '../../answer.ts';
import { HttpError } from '../../errors.ts';
import type { Api } from './api.ts';
import type { Outcome } from './outcome.ts';

export interface AgreeParts {
  readonly api: Api;
  readonly clock: Clock;
  readonly appId: string;
  /** Of the notification customers can agree to. */
  readonly template: string;
  readonly publicBaseUrl: string;
  readonly path: string;
}

/** Shows the page on which a customer agrees to one notification; that they did comes as an event of WeChat. */
export function mountAgree(server: Server, parts: AgreeParts): void {
  const html = readFileSync(page, 'utf8');
  const tickets = new PageTickets(parts.api, parts.clock);
  server.get(parts.path, async (req, res) => show(parts, html, tickets, req, res));
}

const page = new URL('../../../web/pages/wechat-agree/index.html', import.meta.url);

async function show(
  parts: AgreeParts,
  html: string,
  tickets: PageTickets,
  req: Request,
  res: Response,
): Promise<void> {
  const ticket = await tickets.current();
  if (!ticket.ok) throw new HttpError(503, 'NoTicket', `WeChat gave us no ticket: ${ticket.why}`);
  const nonce = randomBytes(18).toString('base64url');
  const timestamp = String(Math.floor(parts.clock.now() / 1000));
  const url = parts.publicBaseUrl + (req.url ?? parts.path);
  const values: Readonly<Record<string, string>> = {
    nonce,
    timestamp,
    appId: parts.appId,
    template: parts.template,
    signature: pageSignature(ticket.body, nonce, timestamp, url),
  };
  const body = html.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
  answer(res, 200, body, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': policy,
  });
}

/** As WeChat's script checks it: the address as the browser shows it, without its fragment. */
export function pageSignature(ticket: string, nonce: string, at: string, url: string): string {
  const text = `jsapi_ticket=${ticket}&noncestr=${nonce}&timestamp=${at}&url=${url.split('#')[0]}`;
  return createHash('sha1').update(text).digest('hex');
}

/** WeChat's own script draws the button: it needs its styles, and calls home by frames of its own kind. */
const policy = [
  "default-src 'none'",
  "script-src 'self' https://res.wx.qq.com",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: https:",
  "connect-src 'self' https:",
  'frame-src weixin: wx: https:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The ticket that pages are signed with; WeChat gives few a day, so one is kept as long as it is good. */
class PageTickets {
  readonly #api: Api;
  readonly #clock: Clock;
  #held: { readonly value: string; readonly until: Instant } | undefined;
  #underWay: Promise<Outcome<string>> | undefined;

  constructor(api: Api, clock: Clock) {
    this.#api = api;
    this.#clock = clock;
  }

  async current(): Promise<Outcome<string>> {
    if (this.#held && this.#held.until > this.#clock.now())
      return { ok: true, body: this.#held.value };
    const asked = this.#underWay ?? this.#ask();
    this.#underWay = asked;
    return asked.finally(() => {
      this.#underWay = undefined;
    });
  }

  async #ask(): Promise<Outcome<string>> {
    const outcome = await this.#api.get<{ ticket?: string; expires_in?: number }>(
      '/cgi-bin/ticket/getticket',
      { type: 'jsapi' },
    );
    if (!outcome.ok) return outcome;
    const { ticket = '', expires_in: seconds = 0 } = outcome.body;
    this.#held = { value: ticket, until: this.#clock.now() + seconds * 1000 - early };
    return { ok: true, body: ticket };
  }
}

const early: Duration = 5 * 60_000;
