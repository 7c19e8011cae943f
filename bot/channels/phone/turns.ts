import type { Call } from './calls.ts';
import { earOf, spoken, toPerson } from './ear.ts';
import type { Heard } from './parse.ts';
import type { Plan } from './plan.ts';
import { answer, channelName, type TalkParts } from './talk.ts';

export interface TurnParts extends TalkParts {
  readonly render: (plan: Plan) => string;
  readonly patience?: Patience;
}

/** Milliseconds. */
export interface Patience {
  /** Until the caller hears that we are at it. */
  readonly soft: number;
  /** Until we apologise and call a person. The provider itself gives up at 15 s. */
  readonly hard: number;
}

/** One turn of a call after the other; the same one again gets the same bytes, a slow one a word in between. */
export class Turns {
  readonly #parts: TurnParts;
  readonly #patience: Patience;
  /** Per call: the end of its queue. */
  readonly #tails = new Map<string, Promise<unknown>>();
  readonly #running = new Map<string, Running>();

  constructor(parts: TurnParts) {
    this.#parts = parts;
    this.#patience = parts.patience ?? { soft: 2500, hard: 8000 };
  }

  /** Never rejects: whatever fails, the caller hears a sentence and gets a person. `waited`: fillers heard so far. */
  async take(heard: Heard, turn: number, waited = 0): Promise<string> {
    const running = this.#running.get(key(heard, turn)) ?? this.#start(heard, turn);
    const given = running.fillers[waited];
    if (given) return given;
    const done = await inTime(running.twiml, this.#patience.soft);
    if (done !== undefined) return done;
    const late = (waited + 2) * this.#patience.soft > this.#patience.hard;
    const filler = late ? this.#apology(running) : this.#filler(running, turn, waited);
    running.fillers[waited] = filler;
    return filler;
  }

  #start(heard: Heard, turn: number): Running {
    const tail = this.#tails.get(heard.call) ?? Promise.resolve();
    const running: Running = {
      twiml: tail.then(() => this.#serve(heard, turn, running)),
      fillers: [],
    };
    const id = key(heard, turn);
    this.#running.set(id, running);
    const done = running.twiml.finally(() => {
      this.#running.delete(id);
      if (this.#tails.get(heard.call) === done) this.#tails.delete(heard.call);
    });
    this.#tails.set(heard.call, done);
    return running;
  }

  async #serve(heard: Heard, turn: number, running: Running): Promise<string> {
    const { calls, render, log } = this.#parts;
    try {
      const call = (await calls.load(heard.call)) ?? (await calls.begin(heard.call, heard.from));
      running.call = call;
      const before = repeated(call, turn);
      if (before !== undefined) return before;
      const twiml = render(await answer(call, heard, this.#parts));
      call.answers = [...call.answers, { turn: call.turn, twiml }].slice(-kept);
      call.turn += 1;
      await calls.save(call);
      return twiml;
    } catch (cause) {
      log.error('phone.turn', { channel: channelName, cause });
      return this.#apology(running);
    }
  }

  #filler({ call }: Running, turn: number, waited: number): string {
    const says = call && waited === 0 ? spoken(call, earOf(call).hold) : [];
    return this.#parts.render({ says, next: { do: 'wait', turn, times: waited + 1 } });
  }

  #apology({ call }: Running): string {
    const known = call ?? unknownCall;
    const says = spoken(known, earOf(known).trouble, earOf(known).connecting);
    return this.#parts.render({ says, next: toPerson(known) });
  }
}

interface Running {
  readonly twiml: Promise<string>;
  /** What was said while it ran, by how often the caller had waited. */
  readonly fillers: string[];
  call?: Call;
}

const kept = 3;
const unknownCall = { accent: 'zh-CN', turn: 0 } as Call;
const key = ({ call }: Heard, turn: number): string => `${call}/${turn}`;

/** A turn answered before; for one that is long gone the newest answer. A turn ahead of ours is ours. */
function repeated({ answers, turn: next }: Call, turn: number): string | undefined {
  if (turn >= next) return undefined;
  return (answers.find((answer) => answer.turn === turn) ?? answers.at(-1))?.twiml;
}

async function inTime(work: Promise<string>, ms: number): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
