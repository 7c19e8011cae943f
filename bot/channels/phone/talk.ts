import type { Understanding } from '../../../nlu/understanding.ts';
import type { Log } from '../../log.ts';
import type { BridgeNews } from '../bridge.ts';
import type { Line, PushOutcome, Turned, Spoken as Words } from '../channel.ts';
import { activity, answeredBySomebody, conversationOf, left, parting } from './activity.ts';
import { type Called, called } from './called.ts';
import type { Call, Calls } from './calls.ts';
import { type Settled, settle } from './doubt.ts';
import {
  accents,
  asking,
  doubting,
  earOf,
  goOnKey,
  hasMore,
  languageMenu,
  moreKey,
  questionOf,
  shown,
  spoken,
  toPerson,
  wantsWords,
} from './ear.ts';
import { joined, tookIt } from './join.ts';
import type { Outgoing } from './out/outgoing.ts';
import type { Conversation } from './out/script.ts';
import type { Heard, Input } from './parse.ts';
import type { Plan } from './plan.ts';
import { portion } from './portion.ts';
import { accentFor } from './voices.ts';

export interface TalkParts {
  readonly line: Line;
  readonly calls: Calls;
  readonly log: Log;
  /** The provider understands speech; without it everything goes by keys. */
  readonly speech: boolean;
  /** Sends a text message, e.g. a ticket number to the caller. The same key again is the same message. */
  text?(key: string, to: string, words: string): Promise<PushOutcome>;
  /** Calls we make; absent: none. */
  readonly outgoing?: Outgoing;
  /** What becomes of a colleague who is put through; resolves with what the caller hears of it. */
  news(news: BridgeNews): Promise<Words>;
  /** What words mean beside a menu of keys. */
  readonly understand: (words: string) => Understanding;
}

/** A call at its beginning: theirs, or one of ours. */
export async function newCall(heard: Heard, { calls, outgoing }: TalkParts): Promise<Call> {
  const order = heard.out && (await outgoing?.load(heard.out))?.order;
  if (!order) return calls.begin(heard);
  return calls.begin({ ...heard, from: order.to.slice(1) }, order.accent);
}

/** Answers one event of a call with what to say and do next. */
export async function answer(call: Call, { input }: Heard, parts: TalkParts): Promise<Plan> {
  if (call.stage === 'called' || call.connecting) return ours(call, input, parts);
  if (call.stage === 'joined') return joined(call, input, parts);
  if (call.turn === 0) return begin(call, parts);
  if (call.stage === 'language') return language(call, input, parts);
  if (call.stage === 'transferring' && isForNothing(input))
    return { says: [], next: toPerson(call) };
  if (input.kind === 'transferred') return transferred(call, input, parts);
  return heard(call, input, parts);
}

/** Taken out of the queue by us, and nobody was put through: they wait on. */
const isForNothing = (input: Input): boolean =>
  input.kind === 'silence' || (input.kind === 'transferred' && input.why === 'redirected');

async function heard(call: Call, input: Input, parts: TalkParts): Promise<Plan> {
  const settled = settle(call, input, parts.understand);
  if (settled) return doubted(call, settled, parts);
  if (input.kind === 'keys') return keys(call, input.keys, parts);
  return input.kind === 'speech' ? say(call, input.words, parts) : strike(call, [], parts);
}

async function doubted(call: Call, settled: Settled, parts: TalkParts): Promise<Plan> {
  if (settled.is === 'said') return say(call, settled.words, parts);
  if (settled.is === 'doubtful') return doubting(call, settled.words, parts.speech);
  return asking(call, parts.speech, [earOf(call).sayAgain], true);
}

async function ours(call: Call, input: Input, { outgoing, ...parts }: TalkParts): Promise<Plan> {
  const next: Called = outgoing
    ? await called(call, input, { ...parts, outgoing })
    : { says: [], next: { do: 'hang up' } };
  return 'talk' in next ? converse(call, next.talk, parts) : next;
}

/** Somebody is there and wants to talk: from here on it is a call like any other. */
async function converse(
  call: Call,
  { account, dialog, options }: Conversation,
  parts: TalkParts,
): Promise<Plan> {
  Object.assign(call, { stage: 'talking', strikes: 0, account });
  const { line } = parts;
  const id = conversationOf(call.id);
  const { channelId = '', locale } = activity(call, {});
  await line.create(id, account, channelId, locale);
  const beginning = { dialog, ...(isObject(options) && { options }) };
  const begun = await line.begin(id, beginning, `begin-${call.turn}`);
  return begun ? noticed(call, await follow(call, begun, parts)) : goodbye(call);
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function begin(call: Call, parts: TalkParts): Promise<Plan> | Plan {
  return call.stage === 'language' ? languageMenu(call, parts.speech) : greet(call, parts);
}

/** A key chooses; words are the matter itself; silence takes what the caller's country speaks. */
async function language(call: Call, input: Input, parts: TalkParts): Promise<Plan> {
  call.stage = 'talking';
  if (input.kind === 'speech') {
    call.question = questionOf(await arrive(call, parts));
    return noticed(call, await heard(call, input, parts));
  }
  const key = input.kind === 'keys' ? input.keys.slice(0, 1) : '';
  const chosen = accents[key];
  if (chosen) {
    call.accent = chosen;
    await parts.calls.remember(call);
  }
  const greeting = await greet(call, parts);
  return key === '0' ? person(call, parts) : greeting;
}

async function greet(call: Call, parts: TalkParts): Promise<Plan> {
  return noticed(call, await follow(call, await arrive(call, parts), parts));
}

/** Once a call, whichever way it begins. */
const noticed = (call: Call, plan: Plan): Plan => ({
  ...plan,
  notice: spoken(call, earOf(call).notice),
});

async function arrive(call: Call, { line }: TalkParts): Promise<Turned> {
  return line.receive(activity(call, { type: 'event', name: 'start' }));
}

/** What was typed: a choice, a number, a wish for a person, a repeat, or nothing we offered. */
async function keys(call: Call, typed: string, parts: TalkParts): Promise<Plan> {
  const { question } = call;
  if (typed === '0') return person(call, parts);
  if (typed.startsWith('*')) return asking(call, parts.speech);
  if (typed === '#') return event(call, 'at work', parts);
  const digits = typed.replace(/\D/g, '');
  if (digits === goOnKey && question.rest?.length) return goOn(call, parts);
  if (digits === moreKey && hasMore(question)) {
    call.question = { ...question, says: [], from: question.from + shown(question).length };
    return asking(call, parts.speech);
  }
  const picked = digits.length === 1 ? question.choices[Number(digits) - 1] : undefined;
  if (picked) return say(call, picked.value, parts);
  if (digits.length > 1) return say(call, digits, parts);
  return strike(call, [earOf(call).wrongKey], parts);
}

/** The next portion of what was too long to be said at once. */
function goOn(call: Call, { speech }: TalkParts): Plan {
  const { now: says, rest } = portion(call.question.rest ?? []);
  call.question = { ...call.question, says, rest };
  return asking(call, speech);
}

async function say(call: Call, text: string, parts: TalkParts): Promise<Plan> {
  call.strikes = 0;
  if (call.question.rest?.length && wantsMore(parts.understand(text))) return goOn(call, parts);
  return follow(call, await parts.line.receive(activity(call, { type: 'message', text })), parts);
}

async function person(call: Call, parts: TalkParts): Promise<Plan> {
  return event(call, 'person', parts);
}

async function event(call: Call, name: string, parts: TalkParts): Promise<Plan> {
  return follow(call, await parts.line.receive(activity(call, { type: 'event', name })), parts);
}

/** Three silences or senseless keys in a row, or six in a call: a person. */
async function strike(call: Call, first: readonly string[], parts: TalkParts): Promise<Plan> {
  const ear = earOf(call);
  call.strikes += 1;
  call.allStrikes += 1;
  if (call.out && call.strikes >= 2) {
    await parting(call, parts);
    return goodbye(call);
  }
  if (call.strikes >= 3 || call.allStrikes >= 6) {
    call.strikes = 0;
    call.allStrikes = 0;
    return person(call, parts);
  }
  const silent = call.strikes === 1 ? ear.silence : ear.silenceAgain;
  return asking(call, parts.speech, first.length > 0 ? first : [silent], true);
}

const wantsMore = ({ choice, normal }: Understanding): boolean =>
  choice === 'yes' || /^(\u7ee7\u7eed|\u63a5\u7740|go on|more)/i.test(normal);

type Transferred = Extract<Input, { kind: 'transferred' }>;

/** Who did not wait is called back; nobody hears what we answer then. */
async function transferred(
  call: Call,
  { reached, bridged, gone, left: leaves }: Transferred,
  parts: TalkParts,
) {
  const waited = call.stage === 'transferring';
  if (bridged) await tookIt(call, parts);
  // Whoever joined by name was noted by name.
  if (bridged && call.transfers > 0 && !call.join)
    await parts.line.receive(answeredBySomebody(call));
  if (reached || !waited) return goodbye(call);
  call.stage = 'talking';
  if (!gone) return event(call, leaves ? 'call back' : 'no person', parts);
  await left(call, parts);
  return goodbye(call);
}

function goodbye(call: Call, says: readonly string[] = []): Plan {
  call.stage = 'over';
  return { says: spoken(call, ...says, earOf(call).bye), next: { do: 'hang up' } };
}

/** Says what the line answered and does what it wants done. */
async function follow(call: Call, turned: Turned, parts: TalkParts): Promise<Plan> {
  if (turned.language) call.accent = accentFor(turned.language, call.accent, call.from);
  call.question = questionOf(turned);
  const act = turned.entries.findLast((entry) => entry.act)?.act;
  if (act === 'person') {
    call.stage = 'transferring';
    call.transfers += 1;
    return { says: spoken(call, ...call.question.says), next: toPerson(call) };
  }
  if (act === 'bye') return goodbye(call, call.question.says);
  if (act?.startsWith('text '))
    return asking(call, parts.speech, [await text(call, act.slice('text '.length), parts)]);
  // Keys cannot tell a story: a person can hear it.
  if (!parts.speech && call.transfers === 0 && wantsWords(call.question))
    return person(call, parts);
  if (call.question.says.length === 0) return asking(call, parts.speech, [earOf(call).trouble]);
  return asking(call, parts.speech);
}

/** What became of it, as far as it is known: taken by the provider, or the number once more by ear. */
async function text(call: Call, no: string, { text, log }: TalkParts): Promise<string> {
  const ear = earOf(call);
  const outcome = await text?.(`${call.id}/${call.turn}`, `+${call.from}`, ear.text(no));
  if (outcome?.delivered) return ear.texted;
  log.warn('phone.text', { why: outcome?.why ?? 'no provider' });
  return ear.notTexted(no);
}
