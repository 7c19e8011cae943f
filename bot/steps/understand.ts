import type { Choice } from '../../dialogs/say.ts';
import { accessIn } from '../../nlu/access.ts';
import type { Asked, Understanding } from '../../nlu/understanding.ts';
import { placeOf } from '../channels/channel.ts';
import type { Step, Turn } from '../turn.ts';

/** Leaves on the turn what the words meant, and which offered choice they picked. */
export const understand: Step = async (turn, next) => {
  const { memory } = turn.record;
  turn.asked = memory.asked;
  turn.offered = memory.offered;
  // What opens a door is kept apart from the words that everybody reads.
  const { notes, rest } = accessIn(turn.activity.text ?? '');
  turn.access = notes.join('; ');
  turn.understanding = placed(turn, meaningOf(turn, rest, colouring(turn)));
  turn.picked = codeIn(turn) ?? (pick(memory.offered, turn.understanding)?.code || undefined);
  // What is asked and offered next is for this turn's dialogs to say.
  memory.asked = undefined;
  memory.offered = [];
  await next();
};

/** What news asks is often answered by something else: whoever takes the answer hears the words both ways. */
const colouring = ({ asked }: Turn) => (asked === 'acceptance_prompt' ? undefined : asked);

/** The same words in answer to the same question are understood once in a turn. */
export function meaningOf(turn: Turn, text: string, asked?: Asked): Understanding {
  const { ports, record, understood } = turn;
  const { language } = record.memory;
  const key = `${language} ${asked ?? ''}\n${text}`;
  const known = understood.get(key);
  if (known) return known;
  const now = ports.clock.now();
  const meaning = ports.understand(text, { now, language, ...(asked && { asked }) });
  understood.set(key, meaning);
  return meaning;
}

/** A menu of the channel's own names what it means, whatever was offered. */
function codeIn({ activity }: Turn): string | undefined {
  const code: unknown = (activity.value as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' && code ? code : undefined;
}

/** A place picked on a map is an address as a whole, however it may read. */
function placed({ activity }: Turn, heard: Understanding): Understanding {
  const place = placeOf(activity);
  if (!place) return heard;
  return { ...heard, entities: place.label ? { addressText: place.label } : {}, time: undefined };
}

/** By number ("2", "第二个"), by its words, or by a part of them that fits one choice only. */
function pick(offered: readonly Choice[], heard: Understanding): Choice | undefined {
  if (offered.length === 0) return undefined;
  const said = plain(heard.text);
  const exact = offered.find(({ title }) => plain(title) === said);
  if (exact) return exact;
  if (typeof heard.choice === 'number') return offered[heard.choice - 1];
  if ([...said].length < 2) return undefined;
  const fitting = offered.filter(({ title }) => plain(title).includes(said));
  return fitting.length === 1 ? fitting[0] : undefined;
}

const plain = (text: string): string => text.toLowerCase().replace(/[\p{P}\p{S}\s]/gu, '');
