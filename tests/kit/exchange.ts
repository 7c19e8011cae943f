import { Exchange, type Placed } from '../../bot/channels/phone/simulator/exchange.ts';
import { HandClock, openHouse, type RunningHouse } from './house.ts';
import { publishedContract } from './provider-contract.ts';

/** A house with a provider that carries its calls and text messages, and judges every request by what it published. */
export interface CallingHouse {
  running: RunningHouse;
  readonly exchange: Exchange;
  /** When the house asked for each pause between calls. */
  readonly pauses: readonly number[];
  /** The newest call, once nothing more happens by itself. */
  call(): Promise<Placed>;
  /** What is due in the house happens, and what follows from it. */
  look(): Promise<void>;
  restart(): Promise<void>;
  remove(): Promise<void>;
}

export async function openCallingHouse(
  settings: Readonly<Record<string, string>> = {},
  clock = new HandClock('2026-03-03T02:00:00Z'),
): Promise<CallingHouse> {
  const exchange = new Exchange({
    url: '',
    // What a house on a free port calls itself.
    publicBaseUrl: 'http://localhost:0',
    accountSid: `AC${'0'.repeat(32)}`,
    authToken: 'demo',
    now: () => clock.now(),
    contract: publishedContract(),
  });
  const pauses: number[] = [];
  const pause = async (ms: number) => {
    pauses.push(ms);
    clock.advance(ms);
  };
  const TWILIO_API_BASE_URL = await exchange.rest.listen();
  const running = await openHouse({ TWILIO_API_BASE_URL, ...settings }, clock, { pause });
  exchange.movesTo(running.url);
  const house: CallingHouse = {
    running,
    exchange,
    pauses,
    async look() {
      for (let quiet = 0; quiet < 2; quiet += 1) {
        await house.running.house.worker.runDue();
        await house.running.house.outgoing?.settled();
        await exchange.settled();
      }
    },
    async call() {
      await house.look();
      const placed = exchange.calls.at(-1);
      if (!placed) throw new Error('Nobody was called.');
      return placed;
    },
    async restart() {
      house.running = await house.running.restart();
      exchange.movesTo(house.running.url);
    },
    async remove() {
      await house.running.remove();
      await exchange.rest.close();
    },
  };
  return house;
}
