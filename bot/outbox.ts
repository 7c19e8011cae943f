import type { Clock } from '../desk/ports.ts';
import type { Reply } from '../dialogs/say.ts';
import type { PushOutcome } from './channels/channel.ts';
import type { Addressee, Way } from './notify.ts';

/** What was delivered to a simulated phone, account or staff member. */
export interface Delivered {
  readonly at: string;
  readonly to: Addressee;
  readonly text: string;
  /** It was spoken on a telephone. */
  readonly call?: true;
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
  const keep = (to: Addressee, { text }: Reply, key: string, medium?: Way['medium']) => {
    if (outbox.has(key)) return;
    const at = new Date(clock.now()).toISOString();
    outbox.set(key, { at, to, text, ...(medium === 'call' && { call: true }) });
    const [oldest] = outbox.keys();
    if (outbox.size > most && oldest) outbox.delete(oldest);
  };
  return {
    delivered: () => [...outbox.values()],
    watch: (way) => ({
      ...way,
      async deliver(to, news, key) {
        const arrival = await way.deliver(to, news, key);
        if (arrival.delivered) keep(to, news, key, way.medium);
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
        'customer' in to ? medium !== 'message' && Boolean(to.phone) : medium !== 'text',
      async deliver(to, words, key) {
        keep(to, words, key, medium);
        return { delivered: true };
      },
    })),
  };
}

const most = 1000;
