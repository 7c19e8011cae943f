import type { Request, Response, Server } from 'restify';
import { reply } from '../../../dialogs/say.ts';
import type { Storage } from '../../../dialogs/sdk.ts';
import type { Understanding } from '../../../nlu/understanding.ts';
import { answer } from '../../answer.ts';
import { untilSaved } from '../../conflict.ts';
import { HttpError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { Channel, PushOutcome } from '../channel.ts';
import { InOrder } from '../in-order.ts';
import { channelName, parting } from './activity.ts';
import { type BridgeParts, PhoneBridge } from './bridge.ts';
import { Calls } from './calls.ts';
import { earIn } from './ear.ts';
import { Gone } from './gone.ts';
import { callBackKey, hold } from './hold.ts';
import { hungUp } from './join.ts';
import type { Outgoing } from './out/outgoing.ts';
import type { Texts } from './out/texts.ts';
import { callOf, parse, parseReport, parseStatus, placeOf } from './parse.ts';
import * as twiml from './render.ts';
import { type Patience, type TurnParts, Turns } from './turns.ts';
import { type Form, type Gate, trusted } from './verify.ts';
import type { Accent } from './voices.ts';
import { type WhisperParts, whispers } from './whispers.ts';

export interface PhoneOptions extends Gate {
  readonly state: Storage;
  readonly log: Log;
  readonly person: twiml.Person;
  /** The number that telephones we dial see. */
  readonly callerId: string;
  /** The provider understands speech. */
  readonly speech: boolean;
  readonly understand: (words: string) => Understanding;
  readonly patience?: Patience;
  /** Calls we make; absent: none. */
  readonly outgoing?: Outgoing;
  /** Hears what became of text messages. */
  readonly texts?: Pick<Texts, 'told'>;
  /** Where the provider can take a call from what it hears: colleagues are put through. */
  readonly provider?: BridgeParts['provider'];
  /** Why the provider carries no calls there; undefined if it does. */
  readonly notCarried?: BridgeParts['notCarried'];
  /** Sends a text message; absent: the caller is not offered one. */
  text?(key: string, to: string, words: string): Promise<PushOutcome>;
}

/** The telephone, by TwiML and signed webhooks: Twilio's contract, whoever keeps it. */
export function phone(options: PhoneOptions): Channel {
  const calls = new Calls(options.state);
  const order = new InOrder();
  const bridge =
    options.provider && new PhoneBridge({ ...options, provider: options.provider, calls, order });
  return {
    name: channelName,
    capabilities: {
      pictures: false,
      spoken: true,
      connects: true,
      texts: options.text !== undefined,
    },
    ...(bridge && { bridge }),
    mount(server, line) {
      bridge?.at(line);
      // A provider keeps its connections; closing them first would lose a caller's next word.
      server.server.keepAliveTimeout = 75_000;
      const render: TurnParts['render'] = (plan) => twiml.render(plan, options);
      const news: TurnParts['news'] = async (what) => bridge?.news(what) ?? reply('');
      const parts = { ...options, options, line, calls, render, order, news };
      mountTalk(server, options, new Turns(parts));
      mountTransfer(server, parts);
      const gone = new Gone(parts);
      void gone.resume();
      mountStatus(server, { ...parts, gone });
    },
  };
}

/** `t`: the turn; `w`: how often they were asked to wait; `job`: the call we made. */
function mountTalk(server: Server, options: PhoneOptions, turns: Turns): void {
  server.post('/voice/incoming', async (req, res) => {
    const form = await callForm(options, req);
    send(res, await turns.take(parse(form), 0));
  });
  server.post('/voice/out', async (req, res) => {
    // `From` is our own number here; who was called is known from the job.
    const { from: _ours, ...heard } = parse(await callForm(options, req));
    send(res, await turns.take({ ...heard, out: query(req).get('job') ?? '' }, 0));
  });
  server.post('/voice/turn', async (req, res) => {
    const form = await callForm(options, req);
    send(res, await turns.take(parse(form), count(req, 't'), count(req, 'w')));
  });
}

/** `n`: looks at the queue since a call back was offered; `p`: the place they heard last. */
function mountTransfer(server: Server, options: WhisperParts & PhoneOptions): void {
  server.post('/voice/wait', async (req, res) => {
    const form = await callForm(options, req);
    if (form.Digits === callBackKey) return send(res, twiml.leave());
    const accent = await accentOf(callOf(form), options);
    const look = { place: placeOf(form), looks: count(req, 'n'), told: count(req, 'p') };
    send(res, twiml.waiting(hold(look, earIn(accent)), accent, options));
  });
  server.post('/voice/whisper', async (req, res) => {
    const { Digits } = await callForm(options, req);
    const waits = callOf({ CallSid: query(req).get('call') ?? '' });
    send(res, await whispers(waits, Digits, options));
  });
}

/** Whoever waits is not hung up on because the store is in trouble. */
async function accentOf(id: string, { calls, log }: TurnParts): Promise<Accent> {
  try {
    return (await calls.load(id))?.accent ?? house;
  } catch (cause) {
    log.error('phone.wait', { cause });
    return house;
  }
}

/** How calls and text messages stand: in any order, twice or never. `job`: the call we made; `text`: the message. */
function mountStatus(server: Server, parts: StatusParts): void {
  server.post('/voice/status', async (req, res) => {
    const form = await trusted(parts, req);
    const [job, text] = [query(req).get('job'), query(req).get('text')];
    const report = parseReport(form);
    if (text) await parts.texts?.told(text, report.status, report.code);
    else if (callOf(form)) await standing(parts, form, job);
    answer(res, 204, '');
  });
}

/** In the same queue as the turns of the call, so that neither overtakes the other. */
function standing(parts: StatusParts, form: Form, job: string | null): Promise<void> {
  const { calls, order, outgoing, gone } = parts;
  const state = parseStatus(form);
  return order.run(state.call, async () => {
    if (job) await outgoing?.told(job, state);
    if (!state.final) return;
    await untilSaved(3, async () => {
      const call = await calls.load(state.call);
      if (!call || call.stage === 'over') return;
      if (call.stage === 'transferring') return gone.note(call.id);
      if (call.stage === 'joined') await hungUp(call, parts);
      else if (call.stage !== 'called') await parting(call, parts);
      await calls.save({ ...call, stage: 'over' });
    });
  });
}

type StatusParts = TurnParts & PhoneOptions & { readonly gone: Gone };

/** As `trusted`; throws HttpError 400 for a call without an id. */
async function callForm(options: Gate, req: Request): Promise<Form> {
  const form = await trusted(options, req);
  if (callOf(form) === '') throw new HttpError(400, 'BadCall', 'This call has no id.');
  return form;
}

const query = (req: Request): URLSearchParams => new URLSearchParams(req.getQuery());

/** A number in the address; 0 for anything else. */
function count(req: Request, name: string): number {
  const text = query(req).get(name) ?? '';
  return /^\d{1,6}$/.test(text) ? Number(text) : 0;
}

const send = (res: Response, xml: string): void =>
  answer(res, 200, xml, { 'Content-Type': 'text/xml; charset=utf-8' });

/** Colleagues hear the house's language. */
const house: Accent = 'zh-CN';
