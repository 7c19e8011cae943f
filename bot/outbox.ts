import type { Clock } from '../desk/ports.ts';
import type { Reply } from '../dialogs/say.ts';
import type { PushOutcome } from './channels/channel.ts';
import type { Addressee, Way } from './notify.ts';

/** What was delivered to a simulated phone, account or staff member. */
export interface Delivered {
  readonly at: string;
  readonly to: Addressee;
  readonly text: string;
}

export interface Outbox {
  /** To colleagues as a message, to customers by text or call: nobody is simulated to whom they could write. */
  readonly ways: readonly Way[];
  /** Takes a text message to this number. */
  text(to: string, words: Reply, key: string): Promise<PushOutcome>;
  /** Shows what another way delivered, too. */
  watch(way: Way): Way;
  delivered(): readonly Delivered[];
}

/** The demo's way to everybody: nothing leaves the house, everything can be seen at `/demo/outbox`. */
export function demoOutbox(clock: Clock): Outbox {
  const outbox = new Map<string, Delivered>();
  const keep = (to: Addressee, { text }: Reply, key: string) => {
    if (outbox.has(key)) return;
    outbox.set(key, { at: new Date(clock.now()).toISOString(), to, text });
    const [oldest] = outbox.keys();
    if (outbox.size > most && oldest) outbox.delete(oldest);
  };
  return {
    delivered: () => [...outbox.values()],
    watch: (way) => ({
      ...way,
      async deliver(to, news, key) {
        const arrival = await way.deliver(to, news, key);
        if (arrival.delivered) keep(to, news, key);
        return arrival;
      },
    }),
    text: async (to, words, key) => {
      keep({ customer: to }, words, key);
      return { delivered: true };
    },
    ways: (['message', 'text', 'call'] as const).map((medium) => ({
      name: 'demo outbox',
      medium,
      suits: (to) =>
        'customer' in to ? medium !== 'message' && Boolean(to.phone) : medium === 'message',
      async deliver(to, words, key) {
        keep(to, words, key);
        return { delivered: true };
      },
    })),
  };
}

const most = 1000;
