import { Exchange, type Placed } from '../../bot/channels/phone/simulator/exchange.ts';
import type { Given } from '../../bot/main.ts';
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
  given: Given = {},
): Promise<CallingHouse> {
  const exchange = new Exchange({
    url: '',
    ...account,
    now: () => clock.now(),
    contract: publishedContract(),
  });
  const pauses: number[] = [];
  const pause = async (ms: number) => {
    pauses.push(ms);
    clock.advance(ms);
  };
  const address = { TWILIO_API_BASE_URL: await exchange.rest.listen() };
  const running = await openHouse({ ...real, ...address, ...settings }, clock, { pause, ...given });
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

/** What a caller must know of this house. */
export const account = {
  publicBaseUrl: 'https://hotline.example',
  accountSid: `AC${'1'.repeat(32)}`,
  authToken: 'a-token-for-tests',
} as const;

/** The number people call and text, and are called and texted from. */
export const hotline = '+85220000000';

/** No demo: what nobody takes is delivered by nobody. */
const real = {
  DEMO: '0',
  HOST: '127.0.0.1',
  PUBLIC_BASE_URL: account.publicBaseUrl,
  TWILIO_ACCOUNT_SID: account.accountSid,
  TWILIO_AUTH_TOKEN: account.authToken,
  TWILIO_CALLER_ID: hotline,
};
