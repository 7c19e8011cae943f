import { answeredBySomebody, channelName } from './activity.ts';
import type { Call } from './calls.ts';
import { earIn } from './ear.ts';
import { tookIt } from './join.ts';
import * as twiml from './render.ts';
import type { TurnParts } from './turns.ts';
import type { Accent } from './voices.ts';

export type WhisperParts = TurnParts & { readonly options: twiml.RenderOptions };

/** The colleague's side before they are connected: who waits, and the key that takes the call. Never rejects. */
export async function whispers(
  id: string,
  digits: string | string[] | undefined,
  parts: WhisperParts,
): Promise<string> {
  const { order, log, options } = parts;
  try {
    return await order.run(id, () => whispered(id, digits, parts));
  } catch (cause) {
    // Two people who are there are connected, whatever we fail to write down: it is noted when the talk ends.
    log.error('phone.whisper', { channel: channelName, cause });
    if (digits === undefined) return twiml.whisper(anybody, options, id);
    return digits === '1' ? twiml.carryOn() : twiml.goodbye();
  }
}

async function whispered(
  id: string,
  digits: string | string[] | undefined,
  parts: WhisperParts,
): Promise<string> {
  const { calls, options } = parts;
  const call = id ? await calls.load(id) : undefined;
  const { join } = call ?? {};
  if (call?.stage === 'over' || join?.back) return twiml.goodbye(join ? [join.gone] : []);
  if (digits === undefined) return twiml.whisper(join?.whisper ?? anybody, options, id);
  if (digits !== '1') return twiml.goodbye();
  if (call) await taken(call, parts);
  return twiml.carryOn();
}

/** Written down at this moment, by the name of whoever was rung. */
async function taken(call: Call, { calls, news, line }: WhisperParts): Promise<void> {
  if (call.join) {
    await tookIt(call, { news });
    return calls.save(call);
  }
  if (call.stage === 'transferring') await line.receive(answeredBySomebody(call));
}

/** Colleagues hear the house's language. */
const house: Accent = 'zh-CN';
const anybody = { text: earIn(house).whisper, accent: house };
