import type { Clock } from '../../../desk/ports.ts';
import type { Duration } from '../../../desk/words.ts';
import { smsWords } from '../../../dialogs/text/sms.ts';
import { languageOf } from '../../conversations.ts';
import type { Log } from '../../log.ts';
import type { After } from '../after.ts';
import type { Line, LogEntry, PushOutcome } from '../channel.ts';
import { InOrder } from '../in-order.ts';
import { Retries } from '../retries.ts';
import { activitiesOf, type FromPhone, localeOf } from './activity.ts';
import { channelName, type Handsets } from './handsets.ts';
import type { LateBook } from './late.ts';
import type { MediaParts } from './media.ts';
import { messages, pieces } from './render.ts';

export interface InboxParts extends MediaParts {
  readonly line: Pick<Line, 'create' | 'receive'>;
  readonly handsets: Handsets;
  readonly late: LateBook;
  readonly clock: Clock;
  readonly log: Log;
  readonly after: After;
  /** The provider hangs up after fifteen seconds, the way here and back included. */
  readonly patience: Duration;
  /** Sends a text of its own; the same key is the same text. */
  send(key: string, to: string, words: string): Promise<PushOutcome>;
}

interface Served {
  done: Promise<readonly string[]>;
  /** Who answers: the open connection, or texts of their own later. The first to decide is right. */
  way: 'open' | 'reply' | 'late';
  /** Resolves when it is certain that a late answer survives us. */
  promised: Promise<void>;
}

/** Every text has the effect of once, and a repeated one gets the answer of the first. */
export class Inbox {
  readonly #parts: InboxParts;
  readonly #underWay = new Map<string, Served>();
  readonly #order = new InOrder();
  readonly #retries: Retries;

  constructor(parts: InboxParts) {
    this.#parts = parts;
    this.#retries = new Retries(parts.after, parts.log, 'sms.retry');
  }

  /** What to answer on the open connection; nothing if it is sent later. */
  take(letter: FromPhone): Promise<readonly string[]> {
    const served = this.#served(letter, 'open');
    return new Promise((resolve, reject) => {
      const callOff = this.#parts.after(this.#parts.patience, () => {
        if (served.way === 'reply') return;
        if (served.way === 'open') this.#promise(letter, served);
        served.promised.then(() => resolve([]), reject);
      });
      served.done.then(resolve, reject).finally(callOff);
    });
  }

  /** Serves what was taken and not answered when the last process ended; what fails is tried again and holds up nobody. */
  async resume(): Promise<void> {
    for (const letter of await this.#parts.late.all())
      await this.#resume(letter).catch(() => this.#later(letter));
  }

  async #resume(letter: FromPhone): Promise<void> {
    await this.#served(letter, 'late').done;
  }

  #later(letter: FromPhone): void {
    this.#retries.later(letter.id, () => this.#resume(letter));
  }

  /** Resolves when nothing is being served any more. */
  async settled(): Promise<void> {
    this.#retries.stop();
    await Promise.allSettled([...this.#underWay.values()].map(({ done }) => done));
  }

  #promise(letter: FromPhone, served: Served): void {
    const { late, handsets } = this.#parts;
    served.way = 'late';
    served.promised = late.add(letter).then(() => handsets.late(letter.from, letter.id));
    // Whoever waits hears of a failure, and only what is in the book is owed an answer.
    served.promised.then(() => served.done.catch(() => this.#later(letter))).catch(() => undefined);
  }

  #served(letter: FromPhone, way: Served['way']): Served {
    const known = this.#underWay.get(letter.id);
    if (known) return known;
    const served: Served = { way, promised: Promise.resolve(), done: Promise.resolve([]) };
    served.done = this.#order
      .run(letter.from, () => this.#serve(letter, served))
      .finally(() => this.#underWay.delete(letter.id));
    served.done.catch((cause) => this.#parts.log.error('sms.unserved', { cause }));
    this.#underWay.set(letter.id, served);
    return served;
  }

  async #serve(letter: FromPhone, served: Served): Promise<readonly string[]> {
    const { handsets, clock, log } = this.#parts;
    // Taken up again after a crash it is admitted already, and owed an answer.
    const how =
      served.way === 'late' ? 'turn' : await handsets.admit(letter.from, letter.id, clock.now());
    if (how === 'late' || how === 'silent') return [];
    if (how === 'enough') {
      log.warn('sms.too_many', {});
      return pieces(smsWords[languageOf(localeOf(letter.from))].tooMany());
    }
    const said = await this.#said(letter);
    if (served.way === 'open') served.way = 'reply';
    if (served.way === 'late') await this.#sendLater(letter, served, said);
    return served.way === 'reply' && !letter.quiet ? said : [];
  }

  async #said(letter: FromPhone): Promise<readonly string[]> {
    const { line, handsets } = this.#parts;
    const account = handsets.accountOf(letter.from);
    await line.create(account, account, channelName, localeOf(letter.from));
    const entries: LogEntry[] = [];
    for (const activity of await activitiesOf(letter, account, this.#parts))
      entries.push(...(await line.receive(activity)).entries);
    return messages(entries);
  }

  async #sendLater(letter: FromPhone, served: Served, said: readonly string[]): Promise<void> {
    const { late, send, log } = this.#parts;
    await served.promised;
    for (const [at, words] of (letter.quiet ? [] : said).entries()) {
      const outcome = await send(`sms/${letter.id}/${at}`, letter.from, words);
      if (outcome.delivered) continue;
      if (outcome.retry === 'later') throw new Error(`Not sent yet: ${outcome.why}`);
      log.warn('sms.lost', { why: outcome.why });
    }
    await late.remove(letter);
  }
}
