import { mostSilence } from '../../desk/decision.ts';
import type { Desk } from '../../desk/desk.ts';
import { maskWords } from '../../desk/mask.ts';
import type { Clock, DueJob } from '../../desk/ports.ts';
import type { Joined, Takeovers } from '../../desk/takeovers.ts';
import type { Presence } from '../../desk/ticket.ts';
import type { Language } from '../../desk/words.ts';
import { type Reply, reply } from '../../dialogs/say.ts';
import { persons } from '../../dialogs/text/person.ts';
import { accessIn } from '../../nlu/access.ts';
import type { JoinAnswer, Speaker, Spoken } from '../../web/staff/house.ts';
import type { Bridge, BridgeNews } from '../channels/bridge.ts';
import type { Line, LogEntry } from '../channels/channel.ts';
import type { ConversationRecord, Conversations } from '../conversations.ts';

export interface PutThroughParts {
  readonly line: Pick<Line, 'since' | 'tell'>;
  readonly conversations: Pick<Conversations, 'load' | 'change'>;
  readonly takeovers: Takeovers;
  readonly desk: Pick<Desk, 'staff'>;
  readonly clock: Clock;
}

/** Colleagues put through to customers who are on the telephone: what the ticket knows of it, and what is said of it. */
export class PutThrough {
  readonly #parts: PutThroughParts;

  constructor(parts: PutThroughParts) {
    this.#parts = parts;
  }

  /** The bridge tells what becomes of it from now on. */
  listen(bridge: Bridge): void {
    bridge.onNews((news) => this.#hears(news));
  }

  /** The fact first, then the telephone: of two who want it, one is rung. */
  async join(
    no: string,
    record: ConversationRecord,
    by: Speaker,
    cause: string,
    bridge: Bridge,
  ): Promise<JoinAnswer> {
    const { takeovers, conversations } = this.#parts;
    const { id, role, name, phone, language = 'zh-Hans' } = by;
    if (!phone) return { ok: false, why: 'no_telephone' };
    const joined = await takeovers.join(no, record.id, { id, role }, cause);
    if (!joined.ok) return joined;
    const { person } = joined;
    const key = `person/${no}/${person.seq}`;
    const wish = {
      conversation: record.id,
      key,
      telephone: phone,
      says: this.#said(record, (s) => s.personComes({ name })).speak,
      whisper: { ...(await this.#whisper(record.id, joined, language)), language },
      about: { ticket: no, staff: id, role, name },
    };
    const connected = await bridge.connect(wish, () =>
      conversations.change(record.id, (it) => {
        if (it.person?.key === key) return false;
        it.person = { key, staff: id, ticket: no, call: 'ringing' };
        return true;
      }),
    );
    if (connected.ok) return connected;
    await this.#over(record.id, key);
    await takeovers.leave(no, { seq: person.seq, forgotten: false }, `${key}/not connected`);
    if (connected.is === 'over') return { ok: false, why: 'over' };
    const why = connected.is === 'trouble' ? 'trouble' : 'not_carried';
    return { ok: false, why, because: connected.why };
  }

  /** What was agreed is said once the customer is back, however they come back. */
  async leave(record: ConversationRecord, agreed: string, bridge: Bridge): Promise<Spoken> {
    const { key = '' } = record.person ?? {};
    await this.#parts.conversations.change(record.id, (it) => {
      if (it.person?.key !== key) return false;
      it.person.agreed = agreed;
      return true;
    });
    const arrived = await bridge.takeBack(record.id, key);
    return arrived === 'over' ? { ok: false, why: 'not_joined' } : { ok: true, arrived };
  }

  /** Are they still at it? Whoever is not, and was not told of, is over. */
  async look(job: DueJob, present: Presence, key: string, bridge: Bridge): Promise<void> {
    const { takeovers, clock } = this.#parts;
    const { conversation, seq } = present;
    if (await bridge.goesOn(conversation, key))
      return takeovers.lookAgain(job, clock.now() + mostSilence);
    await this.#over(conversation, key);
    const left = { seq, forgotten: false, unanswered: true } as const;
    await takeovers.leave(job.ticket, left, `${key}/unanswered`);
  }

  async #hears(news: BridgeNews): Promise<Reply> {
    const { conversation, key, about, what } = news;
    const record = await this.#parts.conversations.load(conversation);
    if (what === 'talking') {
      await this.#talking(news);
      return reply('');
    }
    // Left before they took it: they know that nobody was connected.
    const gaveUp = record?.person?.key === key && record.person.agreed !== undefined;
    const agreed = trimmed(record?.person?.agreed ?? '');
    const said = record ? this.#words(record, news, agreed) : reply('');
    if (said.text) await this.#parts.line.tell(conversation, said, `${key}/${what}`);
    await this.#over(conversation, key, what === 'left');
    const left = {
      of: about.staff,
      seq: Number(key.slice(key.lastIndexOf('/') + 1)),
      forgotten: false,
      ...(agreed && what === 'left' && { agreed }),
      ...(what === 'unanswered' && !gaveUp && ({ unanswered: true } as const)),
    };
    await this.#parts.takeovers.leave(about.ticket, left, `${key}/${what}`);
    return said;
  }

  #words(record: ConversationRecord, { what, about, waits }: BridgeNews, agreed: string): Reply {
    const { name } = about;
    if (what === 'gone') return reply('');
    return this.#said(record, (s) =>
      what === 'left'
        ? s.personHungUp({ name, agreed })
        : s.personAway({ name, waits: waits === true }),
    );
  }

  /** That keeps a promise, and is written down once: at the moment they took the call. */
  async #talking({ conversation, key, about }: BridgeNews): Promise<void> {
    const { desk, conversations, clock } = this.#parts;
    const { ticket, staff: id, role } = about;
    await desk.staff(ticket, { do: 'contact' }, { id, role }, `${key}/first words`);
    await conversations.change(conversation, (it) => {
      if (it.person?.key !== key) return false;
      it.person = { ...it.person, call: 'talking', spokeAt: clock.now() };
      return true;
    });
  }

  /** `afresh`: what the bot had asked before is long past. */
  #over(conversation: string, key: string, afresh = false): Promise<void> {
    return this.#parts.conversations.change(conversation, (it) => {
      if (it.person?.key !== key) return false;
      it.person = undefined;
      if (afresh) beginAfresh(it);
      return true;
    });
  }

  #said(
    { memory }: ConversationRecord,
    words: (s: (typeof persons)['en']) => Parameters<typeof reply>[0],
  ) {
    return reply(words(persons[memory.language]));
  }

  /** Who waits and what was said, in a sentence or two. */
  async #whisper(conversation: string, { request, opened }: Opened, language: Language) {
    const { name, words } = request;
    const { entries } = await this.#parts.line.since(conversation, 0);
    const lately = short(accessIn(toldSince(opened, entries)).rest);
    const s = persons[language];
    return {
      waits: s.personWaits({ customer: name, words: short(words), lately }),
      gone: s.nobodyWaits,
    };
  }
}

/** What the bot had asked before is long past: it begins with whatever comes. */
export function beginAfresh(record: ConversationRecord): void {
  const { memory } = record;
  record.memory = { ...memory, asked: undefined, offered: [], unsure: undefined, misses: 0 };
  record.dialogs = { dialogStack: [] };
}

/** A sentence of ours goes on after it. */
export const trimmed = (agreed: string): string => agreed.trim().replace(/[。.!！]+$/, '');

type Opened = Extract<Joined, { ok: true }>;

/** The last that the customer told after their report: no key, no yes, nothing that we had offered to say. */
function toldSince(opened: string, entries: readonly LogEntry[]): string {
  const offered = new Set(entries.flatMap(({ choices = [] }) => choices.map(({ value }) => value)));
  const tells = ({ from, text = '' }: LogEntry) =>
    from === 'user' && text.length >= 4 && !/^[\d\s]+$/.test(text) && !offered.has(text);
  const report = entries.findIndex(({ from, id }) => from === 'user' && opened.endsWith(`/${id}`));
  return entries.slice(report + 1).findLast(tells)?.text ?? '';
}

const mostHeard = 60;

function short(words: string): string {
  const masked = maskWords(words.replaceAll('\n', ' '))
    .replace(/\*+/g, '…')
    .replace(/[。.!！,，;；\s]+$/u, '');
  return masked.length > mostHeard ? `${masked.slice(0, mostHeard)}…` : masked;
}
