import type { Clock } from '../desk/ports.ts';
import type { Reply } from '../dialogs/say.ts';
import type { Addressee, Way } from './notify.ts';

/** What was delivered to a simulated phone, account or staff member. */
export interface Delivered {
  readonly at: string;
  readonly to: Addressee;
  readonly text: string;
}

export interface Outbox {
  readonly way: Way;
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
      name: way.name,
      medium: way.medium,
      conversationOf: (to) => way.conversationOf?.(to),
      afterwards: async (key) => way.afterwards?.(key),
      async deliver(to, news, key) {
        const arrival = await way.deliver(to, news, key);
        if (arrival.delivered) keep(to, news, key);
        return arrival;
      },
    }),
    way: {
      name: 'demo outbox',
      medium: 'message',
      async deliver(to: Addressee, words: Reply, key: string) {
        keep(to, words, key);
        return { delivered: true };
      },
    },
  };
}

const most = 1000;
