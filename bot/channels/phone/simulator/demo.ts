import type { AddressInfo } from 'node:net';
import type { Server } from 'restify';
import { z } from 'zod';
import { answerJson } from '../../../answer.ts';
import { HttpError } from '../../../errors.ts';
import { readJson } from '../../../read-body.ts';
import { Telephone } from './telephone.ts';

export interface Provider {
  readonly accountSid: string;
  readonly authToken: string;
  readonly callerId: string;
}

/** Telephones for the page `/phone`: each call goes the whole way, signed, through the real webhooks. */
export function simulatedTelephones(
  publicBaseUrl: string,
  { accountSid, authToken, callerId }: Provider,
): (server: Server) => void {
  const calls = new Map<string, Telephone>();
  return (server) => {
    server.post('/demo/phone/calls', async (req, res) => {
      const { from, colleague } = read(dialling, await readJson(req));
      const { port } = server.server.address() as AddressInfo;
      const url = `http://127.0.0.1:${port}`;
      const call = { url, publicBaseUrl, accountSid, authToken, from, to: callerId, colleague };
      const telephone = new Telephone(call);
      if (calls.size >= most) calls.delete([...calls.keys()][0] ?? '');
      calls.set(telephone.id, telephone);
      await telephone.dials();
      answerJson(res, 201, face(telephone));
    });
    server.post('/demo/phone/calls/:id', async (req, res) => {
      const telephone = calls.get(String(req.params.id));
      if (!telephone) throw new HttpError(404, 'NoSuchCall', 'This call is over.');
      const deed = read(deeds, await readJson(req));
      if (telephone.state !== 'listening' && !('hangsUp' in deed))
        throw new HttpError(409, 'NotListening', 'Nobody is listening on this call.');
      await act(telephone, deed);
      answerJson(res, 200, face(telephone));
    });
  };
}

/** Calls a demo keeps; the oldest is forgotten. */
const most = 50;

const dialling = z.object({
  from: z.string().regex(/^(\+[1-9]\d{6,14}|anonymous)$/),
  colleague: z.enum(['answers', 'refuses', 'is away', 'lets wait']).default('answers'),
});

const deeds = z.union([
  z.strictObject({ says: z.string().trim().min(1).max(2000) }),
  z.strictObject({ presses: z.string().regex(/^[\d*#]{1,32}$/) }),
  z.strictObject({ keepsSilent: z.literal(true) }),
  z.strictObject({ hangsUp: z.literal(true) }),
]);

async function act(telephone: Telephone, deed: z.output<typeof deeds>): Promise<unknown> {
  if ('says' in deed) return telephone.says(deed.says);
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
