import { answered, callBack, leftWaiting, nobodyCame } from '../../dialogs/handoff.ts';
import { dialogSet } from '../../dialogs/index.ts';
import { callPerson } from '../../dialogs/interrupt.ts';
import { part } from '../../dialogs/resume.ts';
import { greet, remark, converse as root, speakFirst } from '../../dialogs/root.ts';
import { sayIn } from '../../dialogs/say.ts';
import {
  contextOn,
  type DialogContext,
  type StatePropertyAccessor,
  type TurnContext,
} from '../../dialogs/sdk.ts';
import { type LinkDoor, startTalk, type Talk } from '../../dialogs/talk.ts';
import { claimedPhoneOf, photosOf, placeOf } from '../channels/channel.ts';
import type { Step, Turn } from '../turn.ts';
import { meaningOf } from './understand.ts';

/** Runs the dialogs on the conversation's own state; the record is saved by one-at-a-time. */
export const converse: Step = async (turn, next) => {
  const said = await turn.ports.adapter.run(turn.activity, async (context) => {
    context.turnState.set(turnKey, turn);
    startTalk(context, talkOf(turn));
    const dc = await contextOn(dialogs, context);
    const { type, name = '' } = turn.activity;
    if (turn.beginning) await speakFirst(dc, turn.beginning);
    else if (type === 'message') await root(dc);
    else if (type === 'endOfConversation') await part(dc);
    else if (name === 'person') await callPerson(dc);
    else if (name === 'no person') await nobodyCame(dc);
    else if (name === 'person answered') await answered(dc);
    else if (name === 'call back') await callBack(dc);
    else if (name === 'person came') await dc.cancelAllDialogs();
    else if (name === 'left waiting') await leftWaiting(dc);
    else if (name === 'begin') await begin(dc, turn.activity.value);
    else if (name.startsWith('remark:')) await remark(dc, name.slice('remark:'.length));
    else if (turn.record.seq === 0 || name === 'welcome') await greet(dc);
  });
  turn.said.push(...said);
  await next();
};

/** A conversation that we begin: the dialog named is the first to speak. */
async function begin(dc: DialogContext, what: { dialog: string; options?: object }): Promise<void> {
  await dc.beginDialog(what.dialog, what.options);
}

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
  const capable = ports.capabilities(channel);
  return {
    now,
    cause: `${turn.conversationId}/${activity.id}`,
    account,
    channel,
    pictures: capable.pictures,
    agreementAt: capable.agreementAt,
    spoken: capable.spoken,
    connects: capable.connects === true,
    texts: capable.texts === true && claimedPhoneOf(activity) !== undefined,
    claimedPhone: claimedPhoneOf(activity),
    understanding: understanding ?? meaningOf(turn, ''),
    picked,
    asked: turn.asked,
    offered: turn.offered ?? [],
    photos: photosOf(activity),
    place: placeOf(activity),
    access: turn.access ?? '',
    desk: ports.desk,
    surveys: ports.surveys,
    links: linksOf(turn),
    drafts: ports.drafts(turn.conversationId),
    lines: ports.lines,
    memory: record.memory,
    say: sayIn(record.memory.language, now),
    understand: (text, asked) => meaningOf(turn, text, asked),
  };
}

/** The code door, as this customer stands before it. */
function linksOf({ ports: { links }, record, activity, account, conversationId }: Turn): LinkDoor {
  const cause = `${conversationId}/${activity.id}`;
  const speaker = { account, conversationId, cause, language: record.memory.language };
  return {
    texts: links.texts,
    offer: () => links.offer(speaker),
    text: (...what) => links.text(speaker, ...what),
    check: (code) => links.check(speaker, code),
    join: (code) => links.join(speaker, code),
    part: () => links.part(speaker),
  };
}
