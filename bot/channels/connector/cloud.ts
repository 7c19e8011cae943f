import type { Request } from 'restify';
import type { Activity, ConversationReference, TurnContext } from '../../../dialogs/sdk.ts';
import { loadCloudAdapter } from '../../../dialogs/sdk.ts';
import type { MicrosoftConfig } from '../../config.ts';
import { type Gate, gateOf } from './verify.ts';

/** Microsoft's side: checks who calls, and takes what is said to people there. */
export interface Cloud {
  readonly receive: Gate;
  /** Unasked; rejects with a `statusCode` if it was refused. */
  say(to: Partial<ConversationReference>, what: Partial<Activity>): Promise<void>;
}

/** Where Microsoft is, and how tokens are got: absent in earnest, its own addresses count. */
export interface Elsewhere {
  readonly addresses: Readonly<Record<string, string>>;
  /** A `ServiceClientCredentialsFactory` of the SDK. */
  readonly credentials: unknown;
}

/** Microsoft's own adapter, loaded when it is first needed: it checks the caller's token and gets ours. */
export async function cloudOf(config: MicrosoftConfig, elsewhere?: Elsewhere): Promise<Cloud> {
  const { CloudAdapter, ConfigurationBotFrameworkAuthentication } = await loadCloudAdapter();
  const adapter = new CloudAdapter(
    new ConfigurationBotFrameworkAuthentication(
      {
        MicrosoftAppId: config.appId,
        MicrosoftAppPassword: config.password ?? '',
        MicrosoftAppType: config.type,
        MicrosoftAppTenantId: config.tenantId ?? '',
        ...elsewhere?.addresses,
      },
      elsewhere?.credentials as never,
    ),
  );
  return {
    receive: gateOf((request, response, logic) => adapter.process(plain(request), response, logic)),
    say: (to, what) =>
      adapter.continueConversationAsync(config.appId, to, async (context: TurnContext) => {
        await context.sendActivity(what);
      }),
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
