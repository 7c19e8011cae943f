import { randomBytes } from 'node:crypto';
import { Carrier, type CarrierOptions, type Fields } from './carrier.ts';
import { callFace, page, textFace } from './faces.ts';
import { Handset } from './handset.ts';
import type { Second } from './options.ts';
import { type Answer, type Contract, RestServer, refusal } from './rest.ts';
import { refusedCall, refusedChange, refusedText } from './rules.ts';
import { Telephone } from './telephone.ts';

/** What happens where a call or a text message goes. `rings` leaves it to whoever holds the telephone. */
export type Callee =
  | 'picks up'
  | 'rings'
  | 'is busy'
  | 'does not answer'
  | 'does not exist'
  | 'is a machine';

/** The next requests: the connection breaks before or after they are done, or they are refused. */
export type Trouble =
  | 'lost before'
  | 'lost after'
  | { readonly status: number; readonly code: number };

export interface ExchangeOptions extends CarrierOptions {
  /** Milliseconds since 1970; a test's own time. */
  readonly now: () => number;
  readonly contract?: Contract;
  /** Rings whoever is dialled in on a call. */
  readonly second?: Second;
}

export interface Placed {
  readonly to: string;
  readonly at: number;
  readonly form: URLSearchParams;
  readonly telephone: Telephone;
  status: string;
  answeredBy?: string;
}

export interface SentText {
  readonly sid: string;
  readonly to: string;
  readonly from: string;
  readonly body: string;
  readonly at: number;
  readonly callback?: string;
}

/** The provider as calls and messages leaving the house meet it: REST in, ringing telephones and signed callbacks out. */
export class Exchange {
  readonly calls: Placed[] = [];
  readonly texts: SentText[] = [];
  readonly troubles: Trouble[] = [];
  readonly rest: RestServer;
  /** What went wrong while nobody was looking: a test expects nothing. */
  readonly failures: unknown[] = [];
  /** How callbacks travel. */
  post: 'in order' | 'shuffled' | 'doubled' | 'missing' = 'in order';
  #options: ExchangeOptions;
  #carrier: Carrier;
  readonly #callees = new Map<string, Callee>();
  /** Calls that came from outside. */
  readonly #carried: Placed[] = [];
  readonly #held = new Map<string, number>();
  readonly #handsets = new Map<string, Handset>();
  readonly #busy = new Set<Promise<unknown>>();

  constructor(options: ExchangeOptions) {
    this.#options = options;
    this.#carrier = new Carrier(options);
    this.rest = new RestServer(options, (method, path, form) => this.#serve(method, path, form));
  }

  /** Who has never been spoken of picks up. */
  is(number: string, callee: Callee): void {
    this.#callees.set(number, callee);
  }

  /** Somebody has this telephone in hand for the next seconds; it rings there. */
  hold(number: string): void {
    this.is(number, 'rings');
    this.#held.set(number, performance.now());
  }

  holds(number: string): boolean {
    return performance.now() - (this.#held.get(number) ?? Number.NEGATIVE_INFINITY) < inHand;
  }

  /** Somebody calls the house: it may ask how that call stands, and take it elsewhere. */
  carries(telephone: Telephone): void {
    const { From: from = '', To: to = '' } = telephone.fields;
    const form = new URLSearchParams({ From: from });
    const at = this.#options.now();
    this.#carried.push({ to, at, form, telephone, status: 'in-progress' });
  }

  async declines(call: Placed): Promise<void> {
    await this.#tell(call, 'busy', { SipResponseCode: '603' });
  }

  /** The house listens somewhere else now. */
  movesTo(url: string): void {
    this.#options = { ...this.#options, url };
    this.#carrier = new Carrier(this.#options);
    for (const { telephone } of this.calls) telephone.movesTo(url);
    for (const handset of this.#handsets.values()) handset.movesTo(url);
  }

  /** Text messages of this telephone, to the house at `to` and from it. */
  handset(number: string, to: string): Handset {
    const known = this.#handsets.get(number) ?? new Handset({ ...this.#options, number, to });
    this.#handsets.set(number, known);
    return known;
  }

  /** Keeps a picture for a text message; resolves to where it can be fetched. */
  async keeps(bytes: Uint8Array | Promise<Uint8Array>, type: string, location?: string) {
    const id = (kind: string) => `${kind}${randomBytes(16).toString('hex')}`;
    const path = `/2010-04-01/Accounts/${this.#options.accountSid}/Messages/${id('MM')}/Media/${id('ME')}`;
    this.rest.media.set(path, { bytes, type, ...(location && { location }) });
    return { url: (await this.rest.listen()) + path, type };
  }

  /** Resolves when nobody rings, nothing is said and no callback is on its way. */
  async settled(): Promise<void> {
    while (this.#busy.size > 0) await Promise.allSettled(this.#busy);
  }

  /** How a text message fared, told to the house. */
  async reports(text: SentText, status: 'delivered' | 'undelivered', code = ''): Promise<void> {
    const fields = { MessageSid: text.sid, MessageStatus: status, To: text.to, From: text.from };
    if (text.callback)
      await this.#carrier.post(text.callback, { ...fields, ...(code && { ErrorCode: code }) });
  }

  async #serve(method: string, path: string, form: URLSearchParams): Promise<Answer> {
    const trouble = method === 'POST' ? this.troubles.shift() : undefined;
    if (typeof trouble === 'object') return refusal(trouble.status, trouble.code);
    const answer =
      trouble === 'lost before' ? refusal(500, 20500) : this.#route(method, path, form);
    return { ...answer, lost: trouble !== undefined };
  }

  #route(method: string, path: string, form: URLSearchParams): Answer {
    const [, what, sid] = /^(Calls|Messages)(?:\/(\w+))?\.json$/.exec(path) ?? [];
    if (what === 'Messages') return method === 'POST' ? this.#text(form) : this.#listTexts(form);
    if (sid === undefined) return method === 'POST' ? this.#place(form) : this.#list(form);
    const call = [...this.calls, ...this.#carried].find(({ telephone }) => telephone.id === sid);
    if (!call) return refusal(404, 20404);
    return method === 'POST' ? this.#change(call, form) : { status: 200, body: this.#face(call) };
  }

  #place(form: URLSearchParams): Answer {
    const wrong = refusedCall(form);
    if (wrong) return refusal(400, wrong);
    const [to = '', from = '', url = ''] = ['To', 'From', 'Url'].map((key) => form.get(key) ?? '');
    const call: Placed = {
      to,
      at: this.#options.now(),
      form,
      status: 'queued',
      telephone: new Telephone({
        ...this.#options,
        from,
        to,
        rung: {
          url,
          ended: (duration) => this.#tell(call, 'completed', { CallDuration: duration }),
        },
      }),
    };
    this.calls.push(call);
    this.#do(() => this.#ring(call));
    return { status: 201, body: this.#face(call) };
  }

  async #ring(call: Placed): Promise<void> {
    const callee = this.#callees.get(call.to) ?? 'picks up';
    await this.#tell(call, 'initiated');
    if (callee === 'does not exist') return this.#tell(call, 'failed', { SipResponseCode: '404' });
    if (callee === 'is busy') return this.#tell(call, 'busy', { SipResponseCode: '486' });
    await this.#tell(call, 'ringing');
    if (callee === 'does not answer') return this.#tell(call, 'no-answer');
    if (callee === 'rings') this.#ringsOut(call);
    else await this.picksUp(call, callee === 'is a machine');
  }

  /** Nobody picks up for as long as the house lets it ring. */
  #ringsOut(call: Placed): void {
    const seconds = Number(call.form.get('Timeout') ?? 60);
    const give = () => {
      if (call.status === 'ringing') this.#do(() => this.#tell(call, 'no-answer'));
    };
    setTimeout(give, seconds * 1000).unref();
  }

  /** Somebody, or something, takes the call. */
  async picksUp(call: Placed, machine = false): Promise<void> {
    await this.#tell(call, 'in-progress');
    await call.telephone.picksUp();
    const found = call.form.get('AsyncAmdStatusCallback');
    if (!found || call.form.get('MachineDetection') === null) return;
    call.answeredBy = machine ? 'machine_start' : 'human';
    const { id } = call.telephone;
    const fields = { CallSid: id, AnsweredBy: call.answeredBy, MachineDetectionDuration: '4100' };
    await this.#carrier.post(found, fields);
    while (machine && call.telephone.state === 'listening') await call.telephone.keepsSilent();
  }

  /** Callbacks the house did not ask for are not sent; one that fails is not sent again. */
  async #tell(call: Placed, status: string, more: Fields = {}): Promise<void> {
    call.status = status;
    const to = call.form.get('StatusCallback');
    const event = eventOf[status] ?? 'completed';
    if (!to || !call.form.getAll('StatusCallbackEvent').includes(event) || this.post === 'missing')
      return;
    const fields = {
      ...call.telephone.fields,
      CallStatus: status,
      SequenceNumber: String(order.indexOf(event)),
      CallbackSource: 'call-progress-events',
      ...more,
    };
    const deliver = () => this.#carrier.post(to, fields);
    if (this.post === 'shuffled' && event !== 'completed') return this.#later(deliver);
    await deliver();
    if (this.post === 'doubled') await deliver();
  }

  /** Overtaken by everything that happens meanwhile. */
  #later(deliver: () => Promise<unknown>): void {
    this.#do(async () => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      await deliver();
    });
  }

  #do(work: () => Promise<unknown>): void {
    const done = new Promise((resolve) => setImmediate(resolve)).then(work);
    this.#busy.add(done);
    void done.catch((error) => this.failures.push(error)).finally(() => this.#busy.delete(done));
  }

  #change(call: Placed, form: URLSearchParams): Answer {
    const wrong = refusedChange(form);
    if (wrong) return refusal(400, wrong);
    const { telephone } = call;
    if (telephone.state === 'over') return refusal(400, 21220);
    const url = form.get('Url');
    if (url) this.#do(() => telephone.isRedirected(url));
    else if (form.has('Status')) this.#do(() => telephone.isCut());
    return { status: 200, body: this.#face(call) };
  }

  #list(form: URLSearchParams): Answer {
    const found = this.calls.filter(({ to }) => !form.has('To') || to === form.get('To'));
    return page('calls', found.map((call) => this.#face(call)).reverse());
  }

  #face(call: Placed): object {
    return callFace(call, this.#options.accountSid);
  }

  #text(form: URLSearchParams): Answer {
    const wrong = refusedText(form);
    if (wrong) return refusal(400, wrong);
    const [to = '', from = '', body = ''] = ['To', 'From', 'Body'].map(
      (key) => form.get(key) ?? '',
    );
    const sid = `SM${randomBytes(16).toString('hex')}`;
    const callback = form.get('StatusCallback');
    const text = { sid, to, from, body, at: this.#options.now(), ...(callback && { callback }) };
    this.texts.push(text);
    this.#handsets.get(to)?.receives(body);
    return { status: 201, body: this.#letter(text) };
  }

  #listTexts(form: URLSearchParams): Answer {
    const found = this.texts.filter(({ to }) => !form.has('To') || to === form.get('To'));
    return page('messages', found.map((text) => this.#letter(text)).reverse());
  }

  #letter(text: SentText): object {
    return textFace(text, this.#options.accountSid);
  }
}

/** Milliseconds a telephone stays in hand after it was last seen there. */
const inHand = 10_000;
const order = ['initiated', 'ringing', 'answered', 'completed'];
const eventOf: Readonly<Record<string, string>> = {
  initiated: 'initiated',
  ringing: 'ringing',
  'in-progress': 'answered',
};
