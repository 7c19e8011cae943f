import type { InOrder } from '../in-order.ts';
import { channelName } from './activity.ts';
import type { Call } from './calls.ts';
import { earIn, spoken, toPerson } from './ear.ts';
import type { Heard } from './parse.ts';
import type { Plan } from './plan.ts';
import { answer, newCall, type TalkParts } from './talk.ts';

export interface TurnParts extends TalkParts {
  readonly render: (plan: Plan) => string;
  /** Per call; whatever else concerns a call waits in the same queue. */
  readonly order: InOrder;
  readonly patience?: Patience;
}

/** Milliseconds. */
export interface Patience {
  /** Until the caller hears that we are at it. */
  readonly soft: number;
  /** Until we apologise and call a person. The provider itself gives up at 15 s. */
  readonly hard: number;
  /** Until who hung up while waiting for a person is known to have talked with nobody. */
  readonly gone?: number;
}

/** One turn of a call after the other; the same one again gets the same bytes, a slow one a word in between. */
export class Turns {
  readonly #parts: TurnParts;
  readonly #patience: Patience;
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
    const id = key(heard, turn);
    const running: Running = {
      heard,
      fillers: [],
      twiml: this.#parts.order
        .run(heard.call, () => this.#serve(heard, turn, running))
        .finally(() => this.#running.delete(id)),
    };
    this.#running.set(id, running);
    return running;
  }

  async #serve(heard: Heard, turn: number, running: Running): Promise<string> {
    const { calls, render, log } = this.#parts;
    try {
      const call = (await calls.load(heard.call)) ?? (await newCall(heard, this.#parts));
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
    const says = call && waited === 0 ? spoken(call, earIn(call.accent).hold) : [];
    return this.#parts.render({ says, next: { do: 'wait', turn, times: waited + 1 } });
  }

  /** Who called us gets a person; whom we called is not kept waiting for one. */
  #apology({ call, heard }: Running): string {
    const known: Known = call ?? unknownCall;
    const ear = earIn(known.accent);
    const ours = heard.out !== undefined || known.out !== undefined;
    const says = spoken(known, ear.trouble, ours ? ear.bye : ear.connecting);
    return this.#parts.render({
      says,
      next: ours ? { do: 'hang up' } : toPerson({ ...known, id: heard.call }),
    });
  }
}

interface Running {
  readonly heard: Heard;
  readonly twiml: Promise<string>;
  /** What was said while it ran, by how often the caller had waited. */
  readonly fillers: string[];
  call?: Call;
}

const kept = 3;
const unknownCall: Known = { accent: 'zh-CN', turn: 0 };
type Known = Pick<Call, 'accent' | 'turn' | 'out'>;
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
