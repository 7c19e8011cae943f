import type { Addressee, News, Way } from '../../../notify.ts';
import { type PushOutcome, undelivered } from '../../channel.ts';
import { accentFor, accentOfCaller } from '../voices.ts';
import { reached } from './attempt.ts';
import { e164 } from './e164.ts';
import { noticeScript } from './notice.ts';
import type { Outgoing, Placed } from './outgoing.ts';

/** A call: delivered once somebody has heard it to the end, and not before. `reaches`: there is a way to that telephone. */
export function callWay(outgoing: Outgoing, reaches: (to: string) => boolean = () => true): Way {
  return {
    name: 'telephone call',
    medium: 'call',
    suits({ phone = '' }) {
      const to = e164(phone);
      return to !== undefined && reaches(to);
    },
    async deliver(addressee, news, key) {
      const to = e164(addressee.phone ?? '');
      return to ? outcomeOf(await outgoing.place(orderOf(addressee, to, news, key))) : noTelephone;
    },
  };
}

const noTelephone = undelivered('no telephone is known', 'never');

function orderOf(addressee: Addressee, to: string, news: News, key: string) {
  const digits = to.slice(1);
  const usual = accentOfCaller(digits);
  return {
    key,
    to,
    accent: addressee.language ? accentFor(addressee.language, usual, digits) : usual,
    script: news.call?.script ?? noticeScript,
    facts: news.call?.facts ?? { words: news.speak },
    whom: 'role' in addressee ? 'colleague' : 'customer',
    ...(news.pressing && { pressing: true }),
  } as const;
}

function outcomeOf(placed: Placed): PushOutcome {
  switch (placed.is) {
    case 'under way':
      return undelivered('the telephone is ringing', 'under way');
    case 'over':
      return reached.has(placed.end.how)
        ? { delivered: true }
        : undelivered(placed.end.how, 'never');
    case 'not made':
      if (placed.at === undefined) return undelivered(placed.why, 'never');
      return { ...undelivered(placed.why, 'later'), at: placed.at };
  }
}
