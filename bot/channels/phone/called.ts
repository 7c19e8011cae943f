import type { Understanding } from '../../../nlu/understanding.ts';
import type { Call } from './calls.ts';
import { earOf, spoken } from './ear.ts';
import type { Outgoing } from './out/outgoing.ts';
import { type Conversation, type KeyChoice, type Reaction, repeatCode } from './out/script.ts';
import type { Input } from './parse.ts';
import type { Plan } from './plan.ts';

export interface CalledParts {
  readonly outgoing: Outgoing;
  /** The provider understands speech; without it everything goes by keys. */
  readonly speech: boolean;
  readonly understand: (words: string) => Understanding;
}

/** What comes of something on a call we made: words, or a conversation that begins. */
export type Called = Plan | { readonly talk: Conversation };

/** From "hello" to the key they press. A machine presses none, so nothing begins before. */
export async function called(call: Call, input: Input, parts: CalledParts): Promise<Called> {
  const { outgoing } = parts;
  const id = call.out ?? '';
  if (call.turn === 0) return open(call, id, parts);
  if (input.kind === 'transferred') return connected(call, id, input.reached, parts);
  await outgoing.listened(id, input.kind !== 'silence');
  const wish = input.kind === 'silence' ? undefined : wishOf(call, input, parts);
  if (wish === undefined) return again(call, input, parts);
  if (wish === 'repeat') return menu(call, parts);
  if (wish !== 'no more') return react(call, id, wish, parts);
  await outgoing.declined(id);
  return bye(call, earOf(call).refused);
}

async function open(call: Call, id: string, parts: CalledParts): Promise<Plan> {
  const opened = await parts.outgoing.opened(id, call.id);
  if (!opened) return bye(call);
  call.question = { says: opened.says, choices: [], from: 0 };
  call.menu = opened.choices;
  call.declinable = opened.declinable;
  return menu(call, parts);
}

/** Asked once more; who keeps silent twice has said enough. */
function again(call: Call, input: Input, parts: CalledParts): Plan {
  call.strikes += 1;
  const ear = earOf(call);
  const silent = input.kind === 'silence';
  if (call.strikes >= (silent ? 2 : 3)) return bye(call, ear.bye);
  return menu(call, parts, [silent ? ear.silence : ear.wrongKey]);
}

async function react(
  call: Call,
  id: string,
  choice: KeyChoice,
  parts: CalledParts,
): Promise<Called> {
  const reaction = await parts.outgoing.chosen(id, choice.code);
  return reaction ? follow(call, reaction, parts) : bye(call, earOf(call).bye);
}

/** Told also when they have hung up by then: what came of it is known all the same. */
async function connected(
  call: Call,
  id: string,
  reached: boolean,
  parts: CalledParts,
): Promise<Called> {
  const reaction = call.connecting ? await parts.outgoing.connected(id, reached) : undefined;
  call.connecting = false;
  if (reaction) return follow(call, reaction, parts);
  return bye(call, ...(reached ? [] : [earOf(call).noAnswer]));
}

function follow(call: Call, reaction: Reaction, parts: CalledParts): Called {
  const { turn, accent } = call;
  switch (reaction.next) {
    case 'talk':
      return reaction;
    case 'bye':
      return bye(call, ...reaction.says);
    case 'ask':
      call.question = { says: reaction.says, choices: [], from: 0 };
      call.menu = reaction.choices;
      call.strikes = 0;
      return menu(call, parts);
    case 'person':
      return {
        says: spoken(call, ...reaction.says),
        next: { do: 'person', turn: turn + 1, accent },
      };
    case 'connect': {
      const { to, says } = reaction;
      call.connecting = true;
      return { says: spoken(call, ...says), next: { do: 'connect', turn: turn + 1, to } };
    }
  }
}

function menu(call: Call, { speech }: CalledParts, first?: readonly string[]): Plan {
  const { menu = [], accent, question, declinable } = call;
  const ear = earOf(call);
  const options = menu.map(({ title, key }) => ear.option(title, key));
  const repeats = menu.some(({ code }) => code === repeatCode);
  options.push(...(repeats ? [] : [ear.repeatKey]), ...(declinable ? [ear.refusalKey] : []));
  const words = [...(first ?? question.says), `${options.join(ear.optionGap)}${ear.stop}`];
  const hints = menu.map(({ title }) => title);
  const to = { accent, speech, keys: 1, patience: 5, pause: 1, hints };
  return { says: spoken(call, ...words), next: { do: 'listen', turn: call.turn + 1, to } };
}

/** By key or by words; undefined: nothing we offered. */
function wishOf(
  { menu = [], declinable }: Call,
  input: Exclude<Input, { kind: 'silence' | 'transferred' }>,
  { understand }: CalledParts,
): KeyChoice | 'repeat' | 'no more' | undefined {
  const key = input.kind === 'keys' ? input.keys.slice(0, 1) : undefined;
  if (key === '*') return 'repeat';
  const pressed = menu.find((choice) => choice.key === key);
  if (pressed) return meant(pressed);
  if (key === '9' && declinable) return 'no more';
  if (input.kind !== 'speech') return undefined;
  const { intent, command, choice, text } = understand(input.words);
  if (intent === 'optout' && declinable) return 'no more';
  if (command === 'repeat') return 'repeat';
  if (choice === 'yes' && menu.length === 1) return menu[0];
  const said = menu.find(
    ({ title, key }) => text.includes(title) || (typeof choice === 'number' && key === `${choice}`),
  );
  return said && meant(said);
}

const meant = (choice: KeyChoice): KeyChoice | 'repeat' =>
  choice.code === repeatCode ? 'repeat' : choice;

const bye = (call: Call, ...says: readonly string[]): Plan => ({
  says: spoken(call, ...says),
  next: { do: 'hang up' },
});
