import type { AddressInfo } from 'node:net';
import type { Request, Server } from 'restify';
import { z } from 'zod';
import { answerJson } from '../../../answer.ts';
import { HttpError } from '../../../errors.ts';
import { readJson } from '../../../read-body.ts';
import { type SecondDeed, SecondPhones, type Standing } from './demo-second.ts';
import { mountTexts } from './demo-texts.ts';
import { Exchange, type ExchangeOptions, type Placed } from './exchange.ts';
import type { Second } from './options.ts';
import { Telephone } from './telephone.ts';

export interface DemoOptions extends Omit<ExchangeOptions, 'url' | 'contract' | 'second'> {
  readonly callerId: string;
}

/** The house calls this number and says these words. */
type CallBack = (number: string, words: string) => Promise<unknown>;

/** Telephones for the page `/phone`: they call and are called the whole way, signed, through the real webhooks. */
export class DemoPhones {
  readonly #options: DemoOptions;
  readonly #exchange: Exchange;
  readonly #calls = new Map<string, Telephone>();
  /** When a page last had a call in hand. */
  readonly #looked = new Map<string, number>();
  readonly #seconds: SecondPhones;
  readonly #second: Second = (telephone, leg) => this.#seconds.rings(telephone, leg);
  #callBack: CallBack | undefined;
  #url = '';

  constructor(options: DemoOptions) {
    this.#options = options;
    this.#exchange = new Exchange({ ...options, url: '', second: this.#second });
    this.#seconds = new SecondPhones({
      standing: (number) => this.#standing(number),
      failed: (error) => this.#exchange.failures.push(error),
    });
  }

  /** What a page asks for that wants to be called. */
  onWish(callBack: CallBack): void {
    this.#callBack = callBack;
  }

  /** Where the simulated provider takes orders. */
  address(): Promise<string> {
    return this.#exchange.rest.listen();
  }

  /** Is this telephone open on some page? */
  has(number: string): boolean {
    return this.#exchange.holds(number);
  }

  close(): Promise<void> {
    return this.#exchange.rest.close();
  }

  mount(server: Server): void {
    server.server.on('listening', () => {
      this.#url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
      this.#exchange.movesTo(this.#url);
    });
    server.post('/demo/phone/calls', async (req, res) => {
      answerJson(res, 201, face(await this.#dial(read(dialling, await readJson(req)))));
    });
    server.post('/demo/phone/calls/:id', async (req, res) => {
      answerJson(res, 200, await this.#act(req, read(deeds, await readJson(req))));
    });
    mountTexts(server, this.#exchange, this.#options.callerId);
    // The page asks again and again: a telephone whose page is closed cannot be called any more.
    server.post('/demo/phone/held', async (req, res) => {
      const { number } = read(holding, await readJson(req));
      answerJson(res, 200, { ringing: this.#ringingAt(number) ?? null });
    });
    server.post('/demo/phone/callback', async (req, res) => {
      const { number, words } = read(wish, await readJson(req));
      answerJson(res, 200, await this.#callMe(number, words));
    });
  }

  async #dial({ from, colleague }: z.output<typeof dialling>): Promise<Telephone> {
    const to = this.#options.callerId;
    const telephone = new Telephone({
      ...this.#options,
      url: this.#url,
      from,
      to,
      colleague,
      second: this.#second,
    });
    this.#keep(telephone);
    this.#exchange.carries(telephone);
    return telephone.dials();
  }

  async #act(req: Request, deed: Deed): Promise<object> {
    const id = String(req.params.id);
    const second = this.#seconds.of(id);
    if (second) {
      await second.does(secondDeed(deed));
      return second.face;
    }
    const ringing = this.#exchange.calls.find(({ telephone }) => telephone.id === id);
    const telephone = this.#calls.get(id) ?? ringing?.telephone;
    if (!telephone) throw new HttpError(404, 'NoSuchCall', 'This call is over.');
    this.#looked.set(id, performance.now());
    if ('looks' in deed) return face(telephone);
    if (ringing?.status === 'ringing') await this.#answer(ringing, deed);
    else if (hears(telephone) || 'hangsUp' in deed) await act(telephone, deed);
    else throw new HttpError(409, 'NotListening', 'Nobody is listening on this call.');
    return face(telephone);
  }

  async #answer(call: Placed, deed: Deed): Promise<void> {
    this.#keep(call.telephone);
    if (!('picksUp' in deed)) return this.#exchange.declines(call);
    call.telephone.colleague = deed.colleague;
    await this.#exchange.picksUp(call);
  }

  #ringingAt(number: string): string | undefined {
    this.#exchange.hold(number);
    const call = this.#exchange.calls.find(
      ({ to, status }) => to === number && status === 'ringing',
    );
    return call?.telephone.id ?? this.#seconds.ringingAt(number);
  }

  /** One telephone has one call; a page that was closed in the middle of one is not waited for. */
  #standing(number: string): Standing {
    if (!this.#exchange.holds(number)) return 'on no page';
    const talks = [...this.#calls.values()].some(
      ({ id, state, fields }) =>
        [fields.From, fields.To].includes(number) &&
        state !== 'over' &&
        performance.now() - (this.#looked.get(id) ?? Number.NEGATIVE_INFINITY) < inHand,
    );
    return talks || this.#seconds.talksAt(number) ? 'engaged' : 'open';
  }

  async #callMe(number: string, words: string): Promise<unknown> {
    this.#exchange.hold(number);
    return (await this.#callBack?.(number, words)) ?? { is: 'not made' };
  }

  #keep(telephone: Telephone): void {
    this.#looked.set(telephone.id, performance.now());
    if (this.#calls.size >= most) {
      const [oldest = ''] = this.#calls.keys();
      this.#calls.delete(oldest);
      this.#looked.delete(oldest);
    }
    this.#calls.set(telephone.id, telephone);
  }
}

/** Calls a demo keeps; the oldest is forgotten. */
const most = 50;
/** Milliseconds; pages look every second, those in the background rarely. */
const inHand = 10_000;

const telephoneNumber = z.string().regex(/^\+[1-9]\d{6,14}$/);
const holding = z.object({ number: telephoneNumber });
const wish = holding.extend({ words: z.string().trim().min(1).max(500) });
const colleague = z.enum(['answers', 'refuses', 'is away', 'lets wait']).default('answers');
const dialling = z.object({
  from: z.union([telephoneNumber, z.literal('anonymous')]),
  colleague,
});

const deeds = z.union([
  z.strictObject({
    says: z.string().trim().min(1).max(2000),
    confidence: z.number().min(0).max(1).optional(),
  }),
  z.strictObject({ presses: z.string().regex(/^[\d*#]{1,32}$/) }),
  z.strictObject({ keepsSilent: z.literal(true) }),
  z.strictObject({ hangsUp: z.literal(true) }),
  z.strictObject({ picksUp: z.literal(true), colleague }),
  z.strictObject({ looks: z.literal(true) }),
]);

type Deed = z.output<typeof deeds>;

function secondDeed(deed: Deed): SecondDeed {
  if ('says' in deed || 'presses' in deed) return deed;
  if ('looks' in deed) return 'looks';
  return 'picksUp' in deed ? 'picks up' : 'hangs up';
}

/** Who is dialled in or talks hears no keys of theirs. */
const hears = ({ state, leg }: Telephone): boolean =>
  state === 'listening' || (state === 'waiting' && !leg);

async function act(telephone: Telephone, deed: Deed): Promise<unknown> {
  if ('says' in deed) return telephone.says(deed.says, deed.confidence);
  if ('presses' in deed) return telephone.presses(deed.presses);
  return 'keepsSilent' in deed ? telephone.keepsSilent() : telephone.hangsUp();
}

function read<T extends z.ZodType>(shape: T, body: unknown): z.output<T> {
  const read = shape.safeParse(body);
  if (read.success) return read.data;
  throw new HttpError(400, 'BadArgument', z.prettifyError(read.error));
}

/** What the page shows. */
const face = ({ id, state, said, listens, leg }: Telephone) => ({
  id,
  state: state === 'waiting' && leg ? 'connecting' : state,
  script: said.lines,
  ...(listens && {
    listens: { keys: listens.numDigits, input: listens.input, ends: listens.finishOnKey },
  }),
});
