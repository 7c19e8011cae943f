import type { Addressee, News, Way } from '../../notify.ts';
import { type Line, undelivered } from '../channel.ts';
import { e164 } from '../phone/out/e164.ts';
import type { Texts } from '../phone/out/texts.ts';
import { channelName, type Handsets, prefix } from './handsets.ts';
import { numbered, pieces } from './render.ts';

export interface PushParts {
  readonly line: () => Pick<Line, 'create' | 'tell'>;
  readonly handsets: Handsets;
  readonly texts: Pick<Texts, 'send' | 'whyLost'>;
  /** There is a way to that telephone (+ and country). */
  readonly reaches: (phone: string) => boolean;
  /** We asked this account about that ticket, so it may answer. */
  readonly asked: (account: string, ticket: string) => Promise<void>;
  /** A notice that the provider had taken did not arrive. */
  readonly failed: (key: string, why: string) => Promise<void>;
}

/**
 * The one way for texts, to the telephone of a customer or a colleague. What is texted stands in their conversation,
 * so that an answer is understood.
 */
export function textWay(parts: PushParts): Way {
  const { texts, reaches, handsets, asked } = parts;
  /** The telephone they write from, else the one they gave. */
  const phoneOf = async (to: Addressee): Promise<string | undefined> => {
    const bound = boundOf(to);
    return (bound && (await handsets.phoneOf(bound))) ?? e164(to.phone ?? '');
  };
  const meet = async (phone: string, to: Addressee): Promise<string> => {
    const account = await handsets.meet(phone);
    await parts.line().create(account, account, channelName, to.language);
    return account;
  };
  const note = async (phone: string, to: Addressee, news: News, key: string): Promise<void> => {
    const account = await meet(phone, to);
    await parts.line().tell(account, news, key);
    if (news.ticket && news.choices.length > 0) await asked(account, news.ticket);
  };
  return {
    name: 'text message',
    medium: 'text',
    suits(to) {
      if (boundOf(to)) return true;
      // A colleague's account elsewhere is no telephone; they are asked about again without it.
      if ('role' in to && 'customer' in to) return false;
      const phone = e164(to.phone ?? '');
      return phone !== undefined && reaches(phone);
    },
    conversationOf(to) {
      const phone = e164(to.phone ?? '');
      return boundOf(to) ?? (phone && handsets.accountOf(phone));
    },
    async open(to) {
      const phone = await phoneOf(to);
      if (phone) await meet(phone, to);
    },
    async deliver(to, news, key) {
      const phone = await phoneOf(to);
      if (!phone) return undelivered('no telephone is known', 'never');
      if (!reaches(phone)) return undelivered('nothing reaches that telephone', 'never');
      const words = numbered(
        news.text,
        news.choices.map(({ title }) => title),
      );
      for (const [at, piece] of pieces(words).entries()) {
        const sent = await texts.send(at === 0 ? key : `${key}/${at}`, phone, piece);
        if (!sent.delivered) return sent;
      }
      await note(phone, to, news, key);
      return { delivered: true };
    },
    async afterwards(key) {
      const why = await texts.whyLost(key);
      if (why) await parts.failed(key, why);
    },
  };
}

/** The account of theirs that texts go to. */
function boundOf(to: Addressee): string | undefined {
  const account = 'customer' in to ? to.customer : undefined;
  return account?.startsWith(prefix) ? account : undefined;
}
