import type { IncomingMessage } from 'node:http';
import type { Request, Response, Server } from 'restify';
import type { Storage } from '../../../dialogs/sdk.ts';
import { answer } from '../../answer.ts';
import { isConflict } from '../../conflict.ts';
import { HttpError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { readBody } from '../../read-body.ts';
import type { Channel, Line, PushOutcome } from '../channel.ts';
import { Calls } from './calls.ts';
import { earIn } from './ear.ts';
import type { Outgoing } from './outgoing.ts';
import { callOf, parse, parseStatus } from './parse.ts';
import * as twiml from './render.ts';
import { channelName, parting } from './talk.ts';
import { type Patience, Turns } from './turns.ts';
import { type Form, type Gate, verify } from './verify.ts';
import type { Accent } from './voices.ts';

export interface PhoneOptions extends Gate {
  readonly state: Storage;
  readonly log: Log;
  readonly person: twiml.Person;
  /** The provider understands speech. */
  readonly speech: boolean;
  readonly patience?: Patience;
  /** Calls we make; absent: none. */
  readonly outgoing?: Outgoing;
  /** Sends a text message; absent: the caller is not offered one. */
  text?(to: string, words: string): Promise<PushOutcome>;
}

/** The telephone, by TwiML and signed webhooks: Twilio's contract, whoever keeps it. */
export function phone(options: PhoneOptions): Channel {
  return {
    name: channelName,
    capabilities: {
      pictures: false,
      spoken: true,
      connects: true,
      texts: options.text !== undefined,
    },
    mount(server, line) {
      // A provider keeps its connections; closing them first would lose a caller's next word.
      server.server.keepAliveTimeout = 75_000;
      const calls = new Calls(options.state);
      const render = (plan: Parameters<typeof twiml.render>[0]) => twiml.render(plan, options);
      mountTalk(server, options, new Turns({ ...options, line, calls, render }));
      mountTransfer(server, options);
      mountStatus(server, options, calls, line);
      if (options.outgoing) mountOutgoing(server, options, options.outgoing);
    },
  };
}

function mountTalk(server: Server, options: PhoneOptions, turns: Turns): void {
  server.post('/voice/incoming', async (req, res) => {
    const form = await trusted(options, req);
    send(res, await turns.take(parse(form), 0));
  });
  server.post('/voice/turn', async (req, res) => {
    const form = await trusted(options, req);
    send(res, await turns.take(parse(form), count(req, 't'), count(req, 'w')));
  });
}

function mountTransfer(server: Server, options: PhoneOptions): void {
  const says = (what: 'whisper' | 'stillWaiting') => ({ text: earIn(house)[what], accent: house });
  server.post('/voice/wait', async (req, res) => {
    const { Digits } = await trusted(options, req);
    send(res, Digits ? twiml.leave() : twiml.waiting(says('stillWaiting'), options));
  });
  server.post('/voice/whisper', async (req, res) => {
    const { Digits } = await trusted(options, req);
    if (Digits === undefined) return send(res, twiml.whisper(says('whisper'), options));
    send(res, Digits === '1' ? twiml.carryOn() : twiml.goodbye());
  });
}

/** `n`: which answer it is; none of them: they have just picked up. `amd`: what the machine detector found. */
function mountOutgoing(server: Server, options: PhoneOptions, outgoing: Outgoing): void {
  server.post('/voice/out', async (req, res) => {
    const form = await trusted(options, req);
    const query = new URLSearchParams(req.getQuery());
    const job = query.get('job') ?? '';
    if (query.has('told')) {
      await outgoing.told(job, parseStatus(form));
      return answer(res, 204, '');
    }
    const times = count(req, 'n');
    const plan = times
      ? await outgoing.replied(job, parse(form).input, times)
      : await outgoing.answered(job);
    send(res, plan ? twiml.render(plan, options) : twiml.goodbye());
  });
}

/** In any order, twice or never: only the end of a call changes anything. */
function mountStatus(server: Server, options: PhoneOptions, calls: Calls, line: Line): void {
  server.post('/voice/status', async (req, res) => {
    const state = parseStatus(await trusted(options, req));
    const call = state.final ? await calls.load(state.call) : undefined;
    if (call && call.stage !== 'over') {
      await parting(call, { line });
      await calls.save({ ...call, stage: 'over' }).catch(raced);
    }
    answer(res, 204, '');
  });
}

/** A turn under way saved the call after we had read it: it ended all the same, and the store keeps the later word. */
function raced(error: unknown): void {
  if (!isConflict(error)) throw error;
}

/** The form, once its sender has proved to be the provider. Throws HttpError 403, or 400 for a call without an id. */
async function trusted(options: PhoneOptions, req: Request): Promise<Form> {
  const form = await readForm(req);
  verify(options, req, form);
  if (callOf(form) === '') throw new HttpError(400, 'BadCall', 'This call has no id.');
  return form;
}

async function readForm(request: IncomingMessage): Promise<Form> {
  const form: Record<string, string | string[]> = Object.create(null);
  const pairs = new URLSearchParams((await readBody(request, { limit: 64 * 1024 })).toString());
  for (const key of new Set(pairs.keys())) {
    const values = pairs.getAll(key);
    form[key] = values.length > 1 ? values : (values[0] ?? '');
  }
  return form;
}

/** A turn in the address; 0 for anything else. */
function count(req: Request, name: string): number {
  const text = new URLSearchParams(req.getQuery()).get(name) ?? '';
  return /^\d{1,6}$/.test(text) ? Number(text) : 0;
}

const send = (res: Response, xml: string): void =>
  answer(res, 200, xml, { 'Content-Type': 'text/xml; charset=utf-8' });

/** Music and colleagues speak the house's language. */
const house: Accent = 'zh-CN';
