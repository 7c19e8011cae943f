import { photosOf } from '../channels/channel.ts';
import type { Step } from '../turn.ts';
import { aboutConsent } from './at-work.ts';

/**
 * While a colleague speaks with the customer the bot listens: words are kept for both to see, pictures go to the
 * ticket, and nothing is said.
 */
export const handedOver: Step = async (turn, next) => {
  const { activity, account, conversationId, ports, record } = turn;
  const { person } = record;
  if (!person || aboutConsent(turn)) return next();
  if (activity.type !== 'message') return;
  person.waitingSince ??= ports.clock.now();
  const photos = photosOf(activity);
  const cause = `${conversationId}/${activity.id}`;
  const words = activity.text ?? '';
  if (photos.length > 0) await ports.desk.addInfo(person.ticket, { words, photos }, account, cause);
};
