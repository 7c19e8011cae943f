import type { Clock } from '../desk/ports.ts';
import type { Reply } from '../dialogs/say.ts';
import type { Addressee, Way } from './notify.ts';

/** What was delivered to a simulated phone, account or staff member. */
export interface Delivered {
  readonly at: string;
  readonly to: Addressee;
  readonly text: string;
}

/** The demo's way to everybody: nothing leaves the house, everything can be seen at `/demo/outbox`. */
export function demoOutbox(clock: Clock): { way: Way; delivered: () => readonly Delivered[] } {
  const outbox = new Map<string, Delivered>();
  return {
    delivered: () => [...outbox.values()],
    way: {
      name: 'demo outbox',
      async deliver(to: Addressee, words: Reply, key: string) {
        if (outbox.has(key)) return { delivered: true };
        outbox.set(key, { at: new Date(clock.now()).toISOString(), to, text: words.text });
        const [oldest] = outbox.keys();
        if (outbox.size > most && oldest) outbox.delete(oldest);
        return { delivered: true };
      },
    },
  };
}

const most = 1000;
