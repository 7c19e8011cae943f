import type { About, BridgeNews } from '../bridge.ts';
import { activity, conversationOf, left, parting } from './activity.ts';
import type { Call } from './calls.ts';
import { asking, earOf, spoken, toPerson } from './ear.ts';
import type { Input } from './parse.ts';
import type { Plan, Spoken } from './plan.ts';
import type { TalkParts } from './talk.ts';

/** A colleague who is to talk with the caller: from before they are rung until the bot is back. */
export interface Join {
  /** Of this stay. */
  readonly key: string;
  readonly to: string;
  readonly says: string;
  readonly whisper: Spoken;
  readonly gone: Spoken;
  readonly about: About;
  /** Where the caller was, and is again if the colleague does not come. */
  readonly from: 'talking' | 'transferring';
  /** `asked`: the provider is not at it yet. */
  readonly stage: 'asked' | 'ringing' | 'talking';
  /** The bot wants them back, whatever the colleague does. */
  readonly back?: true;
}

/**
 * What happens at a turn while a colleague is put through. The turn that was open when they joined rings the colleague,
 * whoever asks for it; at the next one it is over. A redirect asks for the turn that is open, so that it and whatever
 * else the provider tells at that moment have the same answer.
 */
export async function joined(call: Call, input: Input, parts: TalkParts): Promise<Plan> {
  const { join } = call;
  if (!join) throw new Error('Nobody joined this call.');
  const transferred = input.kind === 'transferred' ? input : undefined;
  if (transferred?.bridged) await tookIt(call, parts);
  if (transferred?.gone) {
    await hungUp(call, parts);
    return { says: spoken(call, earOf(call).bye), next: { do: 'hang up' } };
  }
  if (join.stage !== 'asked' || join.back) return back(call, parts);
  await kept(call, input, parts);
  call.join = { ...join, stage: 'ringing' };
  return {
    says: spoken(call, join.says),
    next: { do: 'join', turn: call.turn + 1, to: join.to, call: call.id },
  };
}

/** The colleague pressed the key: from now on they talk. Told again it changes nothing. */
export async function tookIt(call: Call, parts: Pick<TalkParts, 'news'>): Promise<void> {
  const { join } = call;
  if (!join || join.stage === 'talking') return;
  call.join = { ...join, stage: 'talking' };
  await parts.news(newsOf(call, join, 'talking'));
}

/** The caller has gone; whoever still waited for a person is called back like anybody else. */
export async function hungUp(call: Call, parts: Pick<TalkParts, 'news' | 'line'>): Promise<void> {
  const { join } = call;
  if (join) await parts.news(newsOf(call, join, 'gone'));
  if (join?.from === 'transferring' && join.stage !== 'talking') await left(call, parts);
  else await parting(call, parts);
  call.stage = 'over';
}

async function back(call: Call, parts: TalkParts): Promise<Plan> {
  const { join } = call;
  if (!join) throw new Error('Nobody joined this call.');
  const talked = join.stage === 'talking';
  const waits = !talked && join.from === 'transferring';
  const { speak } = await parts.news({
    ...newsOf(call, join, talked ? 'left' : 'unanswered'),
    ...(waits && { waits }),
  });
  call.join = undefined;
  call.stage = waits ? 'transferring' : 'talking';
  if (waits) return { says: spoken(call, speak), next: toPerson(call) };
  call.strikes = 0;
  if (!talked) return asking(call, parts.speech, [speak]);
  call.question = { says: [speak], choices: [], from: 0 };
  return asking(call, parts.speech);
}

/** This stay of theirs, while it lasts. */
export const joinOf = ({ stage, join }: Call, key: string): Join | undefined =>
  stage === 'joined' && join?.key === key ? join : undefined;

/** Words that were on their way when the colleague joined are on record for both. */
async function kept(call: Call, input: Input, { line }: TalkParts): Promise<void> {
  const text = input.kind === 'speech' ? input.words : input.kind === 'keys' ? input.keys : '';
  if (text) await line.receive(activity(call, { type: 'message', text }));
}

function newsOf(call: Call, { key, about }: Join, what: BridgeNews['what']): BridgeNews {
  return { conversation: conversationOf(call.id), key, about, what };
}
