import type { Request } from 'restify';
import type { TurnContext } from '../../../dialogs/sdk.ts';
import { loadCloudAdapter } from '../../../dialogs/sdk.ts';
import type { MicrosoftConfig } from '../../config.ts';

/** Checks who calls and lets `logic` answer; resolves with the HTTP status. */
export type Gate = (
  request: Request,
  logic: (context: TurnContext) => Promise<void>,
) => Promise<number>;

/** Microsoft's own adapter, loaded at the first request: it checks the caller's token and sends replies back. */
export async function cloudGate(config: MicrosoftConfig): Promise<Gate> {
  const { CloudAdapter, ConfigurationBotFrameworkAuthentication } = await loadCloudAdapter();
  const adapter = new CloudAdapter(
    new ConfigurationBotFrameworkAuthentication({
      MicrosoftAppId: config.appId,
      MicrosoftAppPassword: config.password ?? '',
      MicrosoftAppType: config.type,
      MicrosoftAppTenantId: config.tenantId ?? '',
    }),
  );
  return async (request, logic) => {
    if (!/^Bearer \S+$/.test(request.headers.authorization ?? '')) return 401;
    const response = collected();
    await adapter.process(plain(request), response, logic);
    return response.code;
  };
}

/** What the adapter needs of a request. */
function plain(request: Request) {
  return {
    body: request.body as Record<string, unknown>,
    headers: request.headers,
    method: 'POST',
  };
}

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
