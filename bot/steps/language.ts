import type { Language } from '../../desk/words.ts';
import { languageOf } from '../conversations.ts';
import type { Step, Turn } from '../turn.ts';

/** Picks and remembers the language of this conversation: asked for, else set on the page, else heard. */
export const language: Step = async (turn, next) => {
  const { record, activity } = turn;
  const { memory } = record;
  const wish = wished(turn);
  if (wish) Object.assign(memory, { language: wish, languageChosen: true });
  else if (activity.locale && activity.locale !== record.locale)
    memory.language = languageOf(activity.locale);
  else if (!memory.languageChosen) memory.language = heard(turn) ?? memory.language;
  if (activity.locale) record.locale = activity.locale;
  await next();
};

function wished({ picked, understanding }: Turn): Language | undefined {
  const command = picked ?? understanding?.command;
  return command?.startsWith('language:')
    ? (command.slice('language:'.length) as Language)
    : undefined;
}

/** A name, an address or a product in another script is no change of language; a sentence is. */
function heard({ understanding, asked, picked }: Turn): Language | undefined {
  if (!understanding?.language || picked) return undefined;
  const { language: found, text } = understanding;
  const sentence = found === 'en' ? text.trim().split(/\s+/).length >= 3 : [...text].length >= 2;
  if (!sentence) return undefined;
  return asked?.startsWith('slot_') && asked !== 'slot_description' ? undefined : found;
}
