import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import { type Held, lookEvery } from './hold.ts';
import type { Listening, Next, Plan, Spoken } from './plan.ts';
import { forTheEar, pieces } from './spoken.ts';
import { type Accent, voices } from './voices.ts';

export interface RenderOptions {
  readonly publicBaseUrl: string;
  readonly person: Person;
  /** The number that telephones we dial in see. */
  readonly callerId: string;
}

/** Where people answer. */
export type Person =
  | { readonly queue: string }
  /** A telephone: whoever picks up hears who waits, and takes the call with a key. */
  | { readonly dial: string };

/** A plan as TwiML. Addresses are absolute and carry the turn and nothing about anybody. */
export function render(plan: Plan, options: RenderOptions): string {
  const twiml = new VoiceResponse();
  for (const words of plan.notice ?? []) say(twiml, words);
  if (plan.next.do === 'listen') listen(twiml, plan.says, plan.next, options);
  else {
    for (const words of plan.says) say(twiml, words);
    go(twiml, plan.next, options);
  }
  return twiml.toString();
}

/** What a colleague hears before they are connected: press 1 to take the call. */
export function whisper(says: Spoken, options: RenderOptions, call?: string): string {
  const twiml = new VoiceResponse();
  const action = options.publicBaseUrl + whisperAt(call, 'answered=1');
  say(twiml.gather({ action, method: 'POST', numDigits: 1, timeout: 8 }), says);
  twiml.hangup();
  return twiml.toString();
}

/** Nothing more to do on this leg: the provider goes on by itself. */
export const carryOn = (): string => new VoiceResponse().toString();

/** Hangs up after these words, if any. */
export function goodbye(says: readonly Spoken[] = []): string {
  const twiml = new VoiceResponse();
  for (const words of says) say(twiml, words);
  twiml.hangup();
  return twiml.toString();
}

/** Heard while somebody waits for a person; what was said by then goes along to the next look. */
export function waiting(
  { says, told, looks }: Held,
  accent: Accent,
  options: RenderOptions,
): string {
  const twiml = new VoiceResponse();
  const action = `${options.publicBaseUrl}/voice/wait`;
  const gather = twiml.gather({ action, method: 'POST', numDigits: 1, timeout: lookEvery });
  for (const text of says) say(gather, { text, accent });
  twiml.redirect({ method: 'POST' }, `${action}?n=${looks}&p=${told}`);
  return twiml.toString();
}

export function leave(): string {
  const twiml = new VoiceResponse();
  twiml.leave();
  return twiml.toString();
}

type Speaker = Pick<VoiceResponse, 'say'>;

/** An empty Say is an error to the provider, so there is none. */
function say(to: Speaker, { text, accent }: Spoken): void {
  const { voice, says, language } = voices[accent];
  for (const piece of pieces(forTheEar(text, language)))
    to.say({ voice: voice as never, ...(says && { language: says as never }) }, piece);
}

function listen(
  twiml: VoiceResponse,
  says: readonly Spoken[],
  { turn, to }: Extract<Next, { do: 'listen' }>,
  { publicBaseUrl }: RenderOptions,
): void {
  const action = `${publicBaseUrl}/voice/turn?t=${turn}`;
  const gather = twiml.gather({ action, method: 'POST', actionOnEmptyResult: true, ...input(to) });
  for (const words of says) say(gather, words);
  // For providers that fall through instead of telling of silence.
  twiml.redirect({ method: 'POST' }, action);
}

function input({ accent, speech, keys, patience, pause, hints }: Listening) {
  return {
    input: (speech ? ['dtmf', 'speech'] : ['dtmf']) as never,
    timeout: patience,
    finishOnKey: keys === 1 ? '' : '#',
    ...(keys && { numDigits: keys }),
    ...(speech && {
      language: voices[accent].hears as never,
      // A whole number: "auto" stops at the first breath.
      speechTimeout: String(pause),
      // Complaints are to arrive as they were said.
      profanityFilter: false,
      ...(hints.length > 0 && { hints: hints.map(hint).join(',') }),
    }),
  };
}

const hint = (words: string): string => words.replaceAll(',', ' ').slice(0, 100);

function go(twiml: VoiceResponse, next: Exclude<Next, { do: 'listen' }>, options: RenderOptions) {
  const { publicBaseUrl, person } = options;
  switch (next.do) {
    case 'hang up':
      return void twiml.hangup();
    case 'wait': {
      const url = `${publicBaseUrl}/voice/turn?t=${next.turn}&w=${next.times}`;
      return void twiml.redirect({ method: 'POST' }, url);
    }
    case 'person':
      return 'queue' in person
        ? enqueue(twiml, person.queue, next.turn, options)
        : dial(twiml, person.dial, next.turn, options, whisperAt(next.call));
    case 'join':
      return dial(twiml, next.to, next.turn, options, whisperAt(next.call));
    case 'connect':
      return dial(twiml, next.to, next.turn, options);
  }
}

/** `call`: who waits; the colleague's leg is another call to the provider. */
function whisperAt(call?: string, more?: string): string {
  const query = [call && `call=${call}`, more].filter(Boolean).join('&');
  return query ? `/voice/whisper?${query}` : '/voice/whisper';
}

function enqueue(
  twiml: VoiceResponse,
  queue: string,
  turn: number,
  { publicBaseUrl }: RenderOptions,
): void {
  const action = `${publicBaseUrl}/voice/turn?t=${turn}`;
  twiml.enqueue({ action, method: 'POST', waitUrl: `${publicBaseUrl}/voice/wait` }, queue);
}

/** `whisper`: where the other side is asked before they are connected. */
function dial(
  twiml: VoiceResponse,
  telephone: string,
  turn: number,
  { publicBaseUrl, callerId }: RenderOptions,
  whisper?: string,
): void {
  const action = `${publicBaseUrl}/voice/turn?t=${turn}`;
  const leg = twiml.dial({ action, method: 'POST', timeout: 20, answerOnBridge: true, callerId });
  leg.number(whisper ? { url: publicBaseUrl + whisper, method: 'POST' } : {}, telephone);
}
