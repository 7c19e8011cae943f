import type { Clock } from '../desk/ports.ts';
import type { Names } from '../desk/words.ts';
import type { Drafts } from '../dialogs/resume.ts';
import type { Reply } from '../dialogs/say.ts';
import type { Activity } from '../dialogs/sdk.ts';
import type { DeskDoor, SurveyDoor, Talk } from '../dialogs/talk.ts';
import type { Asked, Context, Understanding } from '../nlu/understanding.ts';
import type { ChannelAdapter } from './channels/adapter.ts';
import type { Beginning, Capabilities, LogEntry, Turned } from './channels/channel.ts';
import { type ConversationRecord, type Conversations, newConversation } from './conversations.ts';
import type { Links } from './links.ts';
import type { Log } from './log.ts';
import { atWork } from './steps/at-work.ts';
import { converse } from './steps/converse.ts';
import { handedOver } from './steps/handed-over.ts';
import { language } from './steps/language.ts';
import { answered, once } from './steps/once.ts';
import { oneAtATime } from './steps/one-at-a-time.ts';
import { rescue } from './steps/rescue.ts';
import { transcript } from './steps/transcript.ts';
import { understand } from './steps/understand.ts';

/** One message on its way through the house. */
export interface Turn {
  readonly activity: Partial<Activity> & { id: string };
  readonly conversationId: string;
  readonly account: string;
  readonly channel: string;
  readonly ports: TurnPorts;
  /** The house speaks first: which dialog begins. Never taken from a message, which anybody can write. */
  readonly beginning?: Beginning | undefined;
  /** Loaded by one-at-a-time, and saved by it after the last step. */
  record: ConversationRecord;
  /** Set by transcript: what the customer said. */
  heard?: LogEntry | undefined;
  /** Set by understand. */
  understanding?: Understanding;
  /** What was said about getting in. */
  access?: string;
  /** Whatever was understood so far, by what it was said in answer to. */
  readonly understood: Map<string, Understanding>;
  picked?: string | undefined;
  asked?: Asked | undefined;
  offered?: Talk['memory']['offered'];
  /** What the bot says in this turn. */
  readonly said: Partial<Activity>[];
  /** The answer; set by transcript. */
  turned?: Turned;
}

/** What a turn needs of the world; `bot/main.ts` connects it. */
export interface TurnPorts {
  readonly clock: Clock;
  readonly log: Log;
  readonly conversations: Conversations;
  readonly adapter: ChannelAdapter;
  readonly desk: DeskDoor;
  readonly surveys: SurveyDoor;
  readonly links: Links;
  /** As seen from a conversation: its own open form is none. */
  readonly drafts: (conversationId: string) => Drafts;
  readonly lines: readonly { readonly id: string; readonly name: Names }[];
  readonly understand: (text: string, context: Context) => Understanding;
  /** Serves colleagues; absent where none are known. */
  readonly work?: { answer(turn: Turn): Promise<Reply | undefined> };
  /** Of the channel with this name. */
  readonly capabilities: (channel: string) => Capabilities;
}

export type Step = (turn: Turn, next: () => Promise<void>) => Promise<void>;

/** The line a message takes, in order. Made once for a process: some steps remember what is under way. */
export function turns(
  ports: TurnPorts,
): (activity: Partial<Activity>, beginning?: Beginning) => Promise<Turned> {
  const steps: readonly Step[] = [
    once(),
    oneAtATime(),
    transcript,
    rescue,
    handedOver,
    understand,
    language,
    atWork,
    converse,
  ];
  const walk = (turn: Turn, at: number): Promise<void> =>
    steps[at]?.(turn, () => walk(turn, at + 1)) ?? Promise.resolve();
  return async (activity, beginning) => {
    const turn = begin(activity, ports, beginning);
    await walk(turn, 0);
    return answered(turn);
  };
}

function begin(activity: Partial<Activity>, ports: TurnPorts, beginning?: Beginning): Turn {
  const conversationId = activity.conversation?.id;
  const account = activity.from?.id;
  const { id, channelId: channel } = activity;
  if (!conversationId || !account || !id || !channel)
    throw new Error('An activity needs id, channelId, from.id and conversation.id: see parse.');
  const record = newConversation(conversationId, account, channel, activity.locale);
  return {
    activity: { ...activity, id },
    conversationId,
    account,
    channel,
    ports,
    beginning,
    record,
    understood: new Map(),
    said: [],
  };
}
