import type { Reply } from '../../dialogs/say.ts';
import type { Activity } from '../../dialogs/sdk.ts';
import { type LogEntry, storedOf, type Turned } from '../channels/channel.ts';
import type { Step, Turn } from '../turn.ts';

/** Writes down both sides. A message that was answered before gets the same answer and goes no further. */
export const transcript: Step = async (turn, next) => {
  const before = answeredBefore(turn);
  if (before) {
    turn.turned = { entries: before, again: true, ...mood(turn) };
    return;
  }
  turn.heard = isMessage(turn) ? append(turn, heardEntry(turn)) : undefined;
  await next();
  const replies = turn.said.map((activity, at) => append(turn, saidEntry(turn, activity, at)));
  turn.record.memory.said = turn.said.map(replyOf);
  turn.turned = {
    entries: turn.heard ? [turn.heard, ...replies] : replies,
    again: false,
    ...mood(turn),
  };
};

const mood = ({ record: { memory } }: Turn): Pick<Turned, 'language' | 'asked'> => ({
  language: memory.language,
  asked: memory.asked,
});

const isMessage = ({ activity }: Turn): boolean => activity.type === 'message';

/** The log is the memory of answers: entries that answer this message, with the message itself first. */
function answeredBefore({ activity, record }: Turn): LogEntry[] | undefined {
  const entries = record.log.filter(
    ({ id, replyTo }) => id === activity.id || replyTo === activity.id,
  );
  return entries.length > 0 ? entries : undefined;
}

/** Also used by rescue, which starts the record anew. */
export function append({ record }: Turn, entry: Omit<LogEntry, 'seq'>): LogEntry {
  record.seq += 1;
  const numbered = { seq: record.seq, ...entry };
  record.log.push(numbered);
  return numbered;
}

export function heardEntry({ activity, ports }: Turn): Omit<LogEntry, 'seq'> {
  const stored = storedOf(activity);
  const clientId = (activity.channelData as { clientActivityID?: string } | undefined)
    ?.clientActivityID;
  return {
    id: activity.id,
    at: ports.clock.now(),
    from: 'user',
    ...(activity.text && { text: activity.text }),
    ...(stored.length > 0 && { attachments: stored }),
    ...(clientId && { clientId }),
  };
}

function saidEntry(turn: Turn, said: Partial<Activity>, at: number): Omit<LogEntry, 'seq'> {
  const choices = choicesOf(said);
  const shown = storedOf(said);
  return {
    // Whoever delivers what the house said first knows it by the key it was asked for with.
    id:
      turn.beginning && at === 0
        ? turn.activity.id
        : `${turn.conversationId}|${turn.record.seq + 1}`,
    at: turn.ports.clock.now(),
    from: 'bot',
    replyTo: turn.activity.id,
    ...(said.text && { text: said.text }),
    ...(said.speak && said.speak !== said.text && { speak: said.speak }),
    ...(choices.length > 0 && { choices }),
    ...(shown.length > 0 && { attachments: shown }),
    ...(said.channelData?.act && { act: said.channelData.act }),
  };
}

const choicesOf = ({ suggestedActions }: Partial<Activity>): { title: string; value: string }[] =>
  (suggestedActions?.actions ?? []).map(({ title, value }) => ({ title, value: String(value) }));

/** Codes are lost here on purpose: a repeated question gets its codes from what is still offered. */
const replyOf = (said: Partial<Activity>): Reply => ({
  text: said.text ?? '',
  speak: said.speak ?? said.text ?? '',
  choices: choicesOf(said).map(({ title }) => ({ title, code: '' })),
});
