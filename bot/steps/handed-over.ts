import { accessIn } from '../../nlu/access.ts';
import { photosOf } from '../channels/channel.ts';
import type { Step } from '../turn.ts';
import { aboutConsent } from './at-work.ts';

/**
 * While a colleague speaks with the customer the bot listens: words are kept for both to see, pictures and how to get
 * in go to the ticket, and nothing is said.
 */
export const handedOver: Step = async (turn, next) => {
  const { activity, account, conversationId, ports, record } = turn;
  const { person } = record;
  if (!person || aboutConsent(turn)) return next();
  if (activity.type !== 'message') return;
  person.waitingSince ??= ports.clock.now();
  const photos = photosOf(activity);
  const cause = `${conversationId}/${activity.id}`;
  // What opens a door is kept apart here as well.
  const { notes, rest } = accessIn(activity.text ?? '');
  const access = notes.join('; ');
  const words = photos.length > 0 ? rest : '';
  const addition = { words, photos, ...(access && { changes: { access } }) };
  if (photos.length > 0 || access)
    await ports.desk.addInfo(person.ticket, addition, account, cause);
};
