import type { Understanding } from '../../../nlu/understanding.ts';
import type { Call } from './calls.ts';
import type { Input } from './parse.ts';

/** What becomes of words the recogniser was unsure of: said back, and then they count or they do not. */
export type Settled =
  | { readonly is: 'said'; readonly words: string }
  | { readonly is: 'not said' }
  | { readonly is: 'doubtful'; readonly words: string };

/** undefined: nothing is in doubt. What answers neither yes nor no counts for itself. */
export function settle(
  call: Call,
  input: Input,
  understand: (words: string) => Understanding,
): Settled | undefined {
  const { doubt } = call;
  call.doubt = undefined;
  if (doubt !== undefined) {
    const answer = yesOrNo(input, understand);
    if (answer) return answer === 'yes' ? { is: 'said', words: doubt } : { is: 'not said' };
  }
  if (input.kind !== 'speech' || (input.confidence ?? 1) >= sureEnough) return undefined;
  const { words } = input;
  if (call.question.choices.some(({ title }) => title === words)) return undefined;
  call.doubt = words;
  return { is: 'doubtful', words };
}

/** A recogniser that tells how sure it is, and is not; one that does not tell is believed. */
const sureEnough = 0.5;

function yesOrNo(input: Input, understand: (words: string) => Understanding) {
  if (input.kind === 'keys')
    return input.keys === '1' ? 'yes' : input.keys === '2' ? 'no' : undefined;
  const choice = input.kind === 'speech' ? understand(input.words).choice : undefined;
  return choice === 'yes' || choice === 'no' ? choice : undefined;
}
