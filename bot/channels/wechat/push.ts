import type { Clock } from '../../../desk/ports.ts';
import type { Log } from '../../log.ts';
import type { Addressee, News, Way } from '../../notify.ts';
import { type Line, type PushOutcome, undelivered } from '../channel.ts';
import type { Api } from './api.ts';
import type { Followers } from './follower.ts';
import type { Ledger } from './ledger.ts';
import { retryOf } from './outcome.ts';
import type { Sent } from './parse.ts';
import { type Sender, same } from './send.ts';
import { fill, type Template, timeText } from './template.ts';

export interface PushParts {
  readonly channel: string;
  readonly line: Pick<Line, 'tell' | 'conversation'>;
  readonly followers: Followers;
  readonly sender: Sender;
  readonly api: Api;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly conversationOf: (openid: string) => string;
  /** Absent: nobody can be reached outside the window. */
  readonly template?: Template;
  /** For those who agreed to one notification. */
  readonly notification?: Template;
  /** WeChat took a notice and could not bring it. */
  readonly failed: (notice: string, why: string) => Promise<void>;
}

/** To a customer on WeChat: as a message while the window is open, else by template, else by agreed notification. */
export class WeChatWay implements Way {
  readonly name: string;
  readonly medium = 'message';
  readonly #parts: PushParts;

  constructor(parts: PushParts) {
    this.name = parts.channel;
    this.#parts = parts;
  }

  async deliver(to: Addressee, news: News, key: string): Promise<PushOutcome> {
    const prefix = `${this.#parts.channel}:`;
    if (!('customer' in to) || !to.customer.startsWith(prefix))
      return undelivered('is not on WeChat', 'never');
    const openid = to.customer.slice(prefix.length);
    const { line, sender, ledger, conversationOf } = this.#parts;
    const conversation = conversationOf(openid);
    if (!(await line.conversation(conversation))) return undelivered('left us', 'never');
    if (await ledger.tried(key))
      return undelivered('was sent already; if it arrived is not known', 'never');
    await line.tell(conversation, news, key);
    const told = await sender.flush(openid);
    if (told.delivered) return told;
    if (told.unsure) await ledger.unsure(key);
    const formal = await this.#formally(openid, news, key);
    if (formal.delivered) return formal;
    return undelivered(
      `${told.why}; ${formal.why}`,
      told.retry === 'later' ? 'later' : formal.retry,
    );
  }

  conversationOf(to: Addressee): string | undefined {
    const prefix = `${this.#parts.channel}:`;
    if (!('customer' in to) || !to.customer.startsWith(prefix)) return undefined;
    return this.#parts.conversationOf(to.customer.slice(prefix.length));
  }

  /** WeChat may have told the end before the delivery was on the ticket. */
  async afterwards(key: string): Promise<void> {
    const status = await this.#parts.ledger.statusOf(key);
    if (status !== undefined && status !== 'success') await this.#parts.failed(key, status);
  }

  /** How a template message ended that WeChat had taken. */
  async ended(sent: Sent): Promise<void> {
    const notice = await this.#parts.ledger.ended(sent);
    if (sent.status === 'success' || !notice) return;
    this.#parts.log.warn('wechat.template', { status: sent.status });
    await this.#parts.failed(notice, sent.status);
  }

  async #formally(openid: string, news: News, key: string): Promise<PushOutcome> {
    const { template, notification, followers } = this.#parts;
    const { following, credits } = await followers.load(openid);
    if (template && following) return this.#byTemplate(openid, template, news, key);
    if (notification && (credits[notification.id] ?? 0) > 0)
      return this.#byNotification(openid, notification, news, key);
    return undelivered('no template message is possible', 'never');
  }

  #byTemplate(openid: string, template: Template, news: News, key: string): Promise<PushOutcome> {
    return this.#send('/cgi-bin/message/template/send', openid, template, news, key);
  }

  async #byNotification(openid: string, template: Template, news: News, key: string) {
    const path = '/cgi-bin/message/subscribe/bizsend';
    const arrival = await this.#send(path, openid, template, news, key);
    const left = (credits: Readonly<Record<string, number>>) =>
      arrival.delivered ? Math.max(0, (credits[template.id] ?? 0) - 1) : 0;
    await this.#parts.followers.change(openid, (follower) => ({
      ...follower,
      credits: { ...follower.credits, [template.id]: left(follower.credits) },
    }));
    return arrival;
  }

  async #send(
    path: string,
    openid: string,
    template: Template,
    news: News,
    key: string,
  ): Promise<PushOutcome> {
    const { api, clock, ledger } = this.#parts;
    const { facts } = news;
    if (!facts) return undelivered('there is nothing a template could say', 'never');
    const filled = fill(template, {
      number: facts.number.text.replaceAll(' ', ''),
      line: facts.line,
      news: news.brief ?? news.speak,
      time: timeText(clock.now()),
    });
    if (!filled.ok) return undelivered(filled.why, 'never');
    const outcome = await api.post<{ msgid?: string | number }>(path, {
      touser: openid,
      template_id: template.id,
      client_msg_id: key,
      ...(news.page && { url: news.page }),
      data: filled.data,
    });
    if (!outcome.ok) return undelivered(outcome.why, retryOf(outcome.trouble));
    const status = await ledger.accepted(String(outcome.body.msgid ?? key), key);
    if (status !== undefined && status !== 'success') return undelivered(status, 'never');
    await this.#told(openid, key);
    return { delivered: true };
  }

  /** What came as a template need not be said again with the next reply, if nothing older waits with it. */
  async #told(openid: string, key: string): Promise<void> {
    const { sender, followers } = this.#parts;
    const waiting = await sender.waiting(openid);
    const [only] = waiting.entries;
    if (waiting.entries.length !== 1 || only?.id !== key) return;
    await followers.change(openid, (follower) =>
      same(follower.told, waiting.told)
        ? { ...follower, told: { seq: only.seq, part: 0 } }
        : follower,
    );
  }
}
