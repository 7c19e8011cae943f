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
  const delivered: Delivered[] = [];
  const seen = new Set<string>();
  return {
    watch: (way) => ({
      ...way,
      async deliver(to, news, key) {
        const arrival = await way.deliver(to, news, key);
        if (arrival.delivered)
          delivered.push({ at: new Date(clock.now()).toISOString(), to, text: news.text });
        return arrival;
      },
    }),
    delivered: () => delivered,
    way: {
      name: 'demo outbox',
      async deliver(to: Addressee, words: Reply, key: string) {
        if (!seen.has(key)) {
          seen.add(key);
          delivered.push({ at: new Date(clock.now()).toISOString(), to, text: words.text });
          if (delivered.length > most) seen.delete(String(delivered.shift()?.text));
        }
        return { delivered: true };
      },
    },
  };
}

const most = 1000;
