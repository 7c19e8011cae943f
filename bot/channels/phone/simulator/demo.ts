import type { AddressInfo } from 'node:net';
import type { Request, Server } from 'restify';
import { z } from 'zod';
import { answerJson } from '../../../answer.ts';
import { HttpError } from '../../../errors.ts';
import { readJson } from '../../../read-body.ts';
import { mountTexts } from './demo-texts.ts';
import { Exchange, type ExchangeOptions, type Placed } from './exchange.ts';
import { Telephone } from './telephone.ts';

export interface DemoOptions extends Omit<ExchangeOptions, 'url' | 'contract'> {
  readonly callerId: string;
}

/** The house calls this number and says these words. */
type CallBack = (number: string, words: string) => Promise<unknown>;

/** Telephones for the page `/phone`: they call and are called the whole way, signed, through the real webhooks. */
export class DemoPhones {
  readonly #options: DemoOptions;
  readonly #exchange: Exchange;
  readonly #calls = new Map<string, Telephone>();
  #callBack: CallBack | undefined;
  #url = '';

  constructor(options: DemoOptions) {
    this.#options = options;
    this.#exchange = new Exchange({ ...options, url: '' });
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
      answerJson(res, 200, face(await this.#act(req, read(deeds, await readJson(req)))));
    });
    mountTexts(server, this.#exchange, this.#options.callerId);
    // The page asks again and again: a telephone whose page is closed cannot be called any more.
    server.post('/demo/phone/held', async (req, res) => {
      const { number } = read(holding, await readJson(req));
      answerJson(res, 200, { ringing: this.#ringingAt(number)?.telephone.id ?? null });
    });
    server.post('/demo/phone/callback', async (req, res) => {
      const { number, words } = read(wish, await readJson(req));
      answerJson(res, 200, await this.#callMe(number, words));
    });
  }

  async #dial({ from, colleague }: z.output<typeof dialling>): Promise<Telephone> {
    const to = this.#options.callerId;
    const telephone = new Telephone({ ...this.#options, url: this.#url, from, to, colleague });
    this.#keep(telephone);
    this.#exchange.carries(telephone);
    return telephone.dials();
  }

  async #act(req: Request, deed: z.output<typeof deeds>): Promise<Telephone> {
    const id = String(req.params.id);
    const ringing = this.#exchange.calls.find(({ telephone }) => telephone.id === id);
    const telephone = this.#calls.get(id) ?? ringing?.telephone;
    if (!telephone) throw new HttpError(404, 'NoSuchCall', 'This call is over.');
    if (ringing?.status === 'ringing') await this.#answer(ringing, deed);
    else if (telephone.state === 'listening' || telephone.state === 'waiting' || 'hangsUp' in deed)
      await act(telephone, deed);
    else throw new HttpError(409, 'NotListening', 'Nobody is listening on this call.');
    return telephone;
  }

  async #answer(call: Placed, deed: z.output<typeof deeds>): Promise<void> {
    this.#keep(call.telephone);
    if ('picksUp' in deed) await this.#exchange.picksUp(call);
    else await this.#exchange.declines(call);
  }

  #ringingAt(number: string): Placed | undefined {
    this.#exchange.hold(number);
    return this.#exchange.calls.find(({ to, status }) => to === number && status === 'ringing');
  }

  async #callMe(number: string, words: string): Promise<unknown> {
    this.#exchange.hold(number);
    return (await this.#callBack?.(number, words)) ?? { is: 'not made' };
  }

  #keep(telephone: Telephone): void {
    if (this.#calls.size >= most) this.#calls.delete([...this.#calls.keys()][0] ?? '');
    this.#calls.set(telephone.id, telephone);
  }
}

/** Calls a demo keeps; the oldest is forgotten. */
const most = 50;

const telephoneNumber = z.string().regex(/^\+[1-9]\d{6,14}$/);
const holding = z.object({ number: telephoneNumber });
const wish = holding.extend({ words: z.string().trim().min(1).max(500) });
const dialling = z.object({
  from: z.union([telephoneNumber, z.literal('anonymous')]),
  colleague: z.enum(['answers', 'refuses', 'is away', 'lets wait']).default('answers'),
});

const deeds = z.union([
  z.strictObject({
    says: z.string().trim().min(1).max(2000),
    confidence: z.number().min(0).max(1).optional(),
  }),
  z.strictObject({ presses: z.string().regex(/^[\d*#]{1,32}$/) }),
  z.strictObject({ keepsSilent: z.literal(true) }),
  z.strictObject({ hangsUp: z.literal(true) }),
  z.strictObject({ picksUp: z.literal(true) }),
]);

async function act(telephone: Telephone, deed: z.output<typeof deeds>): Promise<unknown> {
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
const face = ({ id, state, script, listens }: Telephone) => ({
  id,
  state,
  script,
  ...(listens && {
    listens: { keys: listens.numDigits, input: listens.input, ends: listens.finishOnKey },
  }),
});
