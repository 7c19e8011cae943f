import { longSilence, mostSilence } from '../../desk/decision.ts';
import type { Desk } from '../../desk/desk.ts';
import type { Clock, DueJob } from '../../desk/ports.ts';
import type { Takeovers } from '../../desk/takeovers.ts';
import type { Presence } from '../../desk/ticket.ts';
import { type Reply, reply, sayIn } from '../../dialogs/say.ts';
import type { Sentence } from '../../dialogs/text/facts.ts';
import type { Persons } from '../../dialogs/text/person.ts';
import type { JoinAnswer, Speaker, Spoken, Talks } from '../../web/staff/house.ts';
import {
  type Channel,
  type Conversation,
  type Line,
  type PushOutcome,
  undelivered,
} from '../channels/channel.ts';
import type { Conversations } from '../conversations.ts';
import { beginAfresh, PutThrough, trimmed } from './put-through.ts';

export interface TalkParts {
  readonly line: Pick<Line, 'since' | 'tell' | 'onAppend'>;
  readonly conversations: Pick<Conversations, 'load' | 'change'>;
  readonly takeovers: Takeovers;
  readonly desk: Pick<Desk, 'staff'>;
  readonly clock: Clock;
  /** Brings what was said to the customer, on the channel of that name. */
  readonly bring: (to: Customer, words: Reply, key: string) => Promise<PushOutcome>;
  readonly channels: readonly Pick<Channel, 'name' | 'capabilities' | 'way' | 'bridge'>[];
  /** A colleague's name. */
  readonly nameOf: (staff: string) => Promise<string>;
}

/** Who is to hear it, and where. */
type Customer = Pick<Conversation, 'id' | 'channel' | 'account'>;

/** Colleagues in conversations: they read along, speak instead of the bot, and give it back. */
export class HouseTalks implements Talks {
  readonly #parts: TalkParts;
  readonly #calls: PutThrough;

  constructor(parts: TalkParts) {
    this.#parts = parts;
    this.#calls = new PutThrough(parts);
    for (const { bridge } of parts.channels) if (bridge) this.#calls.listen(bridge);
  }

  async transcript(id: string) {
    const { conversations, line } = this.#parts;
    const record = await conversations.load(id);
    if (!record) return undefined;
    const { entries } = await line.since(id, 0);
    const { staff, call } = record.person ?? {};
    return { entries, ...(staff && { person: staff }), ...(call && { call }) };
  }

  async person(id: string) {
    return (await this.#parts.conversations.load(id))?.person;
  }

  onSaid(listener: (conversation: string) => void): () => void {
    return this.#parts.line.onAppend(listener);
  }

  /** The fact first, then the silence of the bot, then the greeting: each may be repeated. */
  async join(no: string, conversation: string, by: Speaker, cause: string): Promise<JoinAnswer> {
    const { takeovers, conversations } = this.#parts;
    const record = await conversations.load(conversation);
    if (!record) return { ok: false, why: 'unknown' };
    const { bridge, way, spoken } = this.#doors(record.channel);
    if (bridge) return this.#calls.join(no, record, by, cause, bridge);
    if (spoken) return { ok: false, why: 'spoken' };
    if (!way) return { ok: false, why: 'silent' };
    const joined = await takeovers.join(no, conversation, { id: by.id, role: by.role }, cause);
    if (!joined.ok) return joined;
    const { person } = joined;
    const key = keyOf(no, person);
    await conversations.change(conversation, (it) => {
      if (it.person?.key === key) return false;
      it.person = { key, staff: by.id, ticket: no, waitingSince: person.at };
      return true;
    });
    await this.#tell(conversation, `${key}/joined`, (s) => s.personJoined({ name: by.name }));
    return { ok: true };
  }

  async say(no: string, by: Speaker, words: string, cause: string): Promise<Spoken> {
    const { conversations, line, desk, clock } = this.#parts;
    const conversation = await this.#conversationOf(no, by);
    if (!conversation) return { ok: false, why: 'not_joined' };
    const { id, person } = conversation;
    if (this.#doors(conversation.channel).bridge) return { ok: false, why: 'spoken' };
    await line.tell(id, reply(words), cause, 'staff');
    const arrived = await this.#parts.bring(conversation, reply(words), cause);
    await conversations.change(id, (it) => {
      if (!it.person) return false;
      it.person.spokeAt = clock.now();
      it.person.waitingSince = undefined;
      return true;
    });
    // A person has spoken with the customer: that keeps a promise, and is written down once.
    const { id: staff, role } = by;
    await desk.staff(no, { do: 'contact' }, { id: staff, role }, `${person.key}/first words`);
    return { ok: true, arrived };
  }

  /** The bot first speaks again, then the ticket knows. */
  async leave(no: string, by: Speaker, agreed: string, cause: string): Promise<Spoken> {
    const conversation = await this.#conversationOf(no, by);
    if (!conversation) return { ok: false, why: 'not_joined' };
    const { id, person } = conversation;
    const { bridge } = this.#doors(conversation.channel);
    if (bridge) return this.#calls.leave(conversation, agreed, bridge);
    const words = (s: Persons) => s.personLeft({ name: by.name, agreed: trimmed(agreed) });
    const arrived = await this.#handBack(id, person.key, words);
    const left = { of: by.id, forgotten: false, ...(agreed && { agreed }) };
    await this.#parts.takeovers.leave(no, left, cause);
    return { ok: true, arrived };
  }

  /** Somebody is in a conversation: has the customer waited too long for a word from them? */
  async look(job: DueJob): Promise<void> {
    const { takeovers, conversations, clock } = this.#parts;
    const present = await takeovers.present(job);
    if (!present) return;
    const record = await conversations.load(present.conversation);
    const key = keyOf(job.ticket, present);
    const cause = `${key}/forgotten`;
    // A crash came between giving back and writing it down: the person is gone already.
    if (record?.person?.key !== key && clock.now() - present.at >= mostSilence)
      return takeovers.leave(job.ticket, { forgotten: false }, cause);
    const { bridge } = this.#doors(record?.channel ?? '');
    if (bridge) return this.#calls.look(job, present, key, bridge);
    const { waitingSince, spokeAt = present.at } = record?.person ?? {};
    const over = waitingSince === undefined ? spokeAt + longSilence : waitingSince + mostSilence;
    if (clock.now() < over) return takeovers.lookAgain(job, over);
    const forgotten = waitingSince !== undefined;
    const name = await this.#parts.nameOf(present.staff);
    await this.#handBack(present.conversation, key, (s) =>
      forgotten ? s.personForgot({ name }) : s.personLeft({ name, agreed: '' }),
    );
    await takeovers.leave(job.ticket, { forgotten }, cause);
  }

  async #conversationOf(no: string, by: Speaker) {
    const record = await this.#parts.conversations.load(by.conversation);
    const { person } = record ?? {};
    return record && person?.ticket === no && person.staff === by.id
      ? { ...record, person }
      : undefined;
  }

  #doors(channel: string) {
    const { capabilities, bridge, way } =
      this.#parts.channels.find(({ name }) => name === channel) ?? {};
    return { bridge, way, spoken: capabilities?.spoken === true };
  }

  async #handBack(id: string, key: string, words: (s: Persons) => Sentence): Promise<PushOutcome> {
    const arrived = await this.#tell(id, `${key}/left`, words);
    await this.#parts.conversations.change(id, (it) => {
      if (it.person?.key !== key) return false;
      it.person = undefined;
      beginAfresh(it);
      return true;
    });
    return arrived;
  }

  async #tell(id: string, key: string, words: (s: Persons) => Sentence): Promise<PushOutcome> {
    const { conversations, line, clock, bring } = this.#parts;
    const record = await conversations.load(id);
    if (!record) return undelivered('has left', 'never');
    const { s } = sayIn(record.memory.language, clock.now());
    const said = reply(words(s));
    await line.tell(id, said, key);
    return bring(record, said, key);
  }
}

/** Of one stay in one conversation. */
const keyOf = (no: string, { seq }: Presence): string => `person/${no}/${seq}`;

/** By the way of the channel whose customer this is. */
export function bringer(channels: readonly Pick<Channel, 'name' | 'way'>[]): TalkParts['bring'] {
  return async ({ id, channel, account }, words, key) => {
    const way = channels.find(({ name }) => name === channel)?.way;
    if (!way) return undelivered('is heard when they come back', 'never');
    return way.deliver({ customer: account, conversation: id }, words, key);
  };
}
