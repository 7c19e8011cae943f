import { dialogSet } from '../../dialogs/index.ts';
import { greet, remark, converse as root } from '../../dialogs/root.ts';
import { sayIn } from '../../dialogs/say.ts';
import type { StatePropertyAccessor, TurnContext } from '../../dialogs/sdk.ts';
import { startTalk, type Talk } from '../../dialogs/talk.ts';
import { photosOf } from '../channels/channel.ts';
import type { Step, Turn } from '../turn.ts';
import { meaningOf } from './understand.ts';

/** Runs the dialogs on the conversation's own state; the record is saved by one-at-a-time. */
export const converse: Step = async (turn, next) => {
  const said = await turn.ports.adapter.run(turn.activity, async (context) => {
    context.turnState.set(turnKey, turn);
    startTalk(context, talkOf(turn));
    const dc = await dialogs.createContext(context);
    const { type, name = '' } = turn.activity;
    if (type === 'message') await root(dc);
    else if (name.startsWith('remark:')) await remark(dc, name.slice('remark:'.length));
    else if (turn.record.seq === 0 || name === 'welcome') await greet(dc);
  });
  turn.said.push(...said);
  await next();
};

const turnKey = Symbol('turn');

/** Dialog state lives in the conversation's record, so that it is saved with what was said or not at all. */
const state: StatePropertyAccessor = {
  async get(context: TurnContext) {
    return (context.turnState.get(turnKey) as Turn).record.dialogs;
  },
  async set(context: TurnContext, value: Turn['record']['dialogs']) {
    (context.turnState.get(turnKey) as Turn).record.dialogs = value;
  },
  async delete(context: TurnContext) {
    (context.turnState.get(turnKey) as Turn).record.dialogs = { dialogStack: [] };
  },
};

const dialogs = dialogSet(state);

function talkOf(turn: Turn): Talk {
  const { ports, record, activity, channel, account, understanding, picked } = turn;
  const now = ports.clock.now();
  return {
    now,
    cause: `${turn.conversationId}/${activity.id}`,
    account,
    channel,
    pictures: ports.capabilities(channel).pictures,
    understanding: understanding ?? meaningOf(turn, ''),
    picked,
    asked: turn.asked,
    offered: turn.offered ?? [],
    photos: photosOf(activity),
    desk: ports.desk,
    links: {
      offer: () => ports.links.offer(account, turn.conversationId),
      check: (code) => ports.links.check(code, account),
      join: (code) => ports.links.join(code, account),
    },
    lines: ports.lines,
    memory: record.memory,
    say: sayIn(record.memory.language, now),
    understand: (text, asked) => meaningOf(turn, text, asked),
  };
}
