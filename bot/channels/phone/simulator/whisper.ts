import { randomBytes } from 'node:crypto';
import type { Carrier, Fields } from './carrier.ts';

/** A colleague picks up, hears the whisper and presses a key. True: they are connected to whoever waits. */
export async function hearsWhisper(
  carrier: Carrier,
  fields: Fields,
  address: string,
  key: string,
): Promise<boolean> {
  const leg = { ...fields, CallSid: `CA${randomBytes(16).toString('hex')}` };
  const [question] = await carrier.fetch(address, leg);
  const action = question?.attributes.action ?? '';
  const next = await carrier.fetch(action, { ...leg, Digits: key });
  return !next.some(({ name }) => name === 'Hangup');
}
