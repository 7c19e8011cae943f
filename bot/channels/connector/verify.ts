import type { Request } from 'restify';
import type { TurnContext } from '../../../dialogs/sdk.ts';

/** Checks who calls and lets `logic` answer; resolves with the HTTP status. */
export type Gate = (
  request: Request,
  logic: (context: TurnContext) => Promise<void>,
) => Promise<number>;

/** Nothing without a token reaches Microsoft's check, which prints whatever it refuses. */
export function gateOf(
  process: (request: Request, response: Response, logic: Logic) => Promise<void>,
): Gate {
  return async (request, logic) => {
    if (!/^Bearer \S+$/.test(request.headers.authorization ?? '')) return 401;
    const response = collected();
    await process(request, response, logic);
    return response.code;
  };
}

type Logic = Parameters<Gate>[1];
type Response = ReturnType<typeof collected>;

/** Takes the adapter's answer, of which only the status is passed on: its body may hold an error's text. */
function collected() {
  const response = {
    code: 200,
    socket: undefined,
    status: (code: number) => {
      response.code = code;
    },
    header: () => {},
    send: () => {},
    end: () => {},
  };
  return response;
}
