// biome-ignore-all lint/style/noRestrictedImports: this is the one file that may.
/** The only door to the Bot Framework SDK: to move to its successor, edit this file and `bot/channels/`. */
import type { TurnContext } from 'botbuilder-core';
import type { DialogContext, DialogSet } from 'botbuilder-dialogs';

export type {
  Activity,
  Attachment,
  ConversationReference,
  ResourceResponse,
  StatePropertyAccessor,
  Storage,
  StoreItem,
} from 'botbuilder-core';
export {
  BotAdapter,
  ConversationState,
  MemoryStorage,
  TurnContext,
} from 'botbuilder-core';
export type {
  DialogInstance,
  DialogState,
  DialogTurnResult,
  WaterfallStepContext,
} from 'botbuilder-dialogs';
export {
  ComponentDialog,
  Dialog,
  DialogContext,
  DialogSet,
  DialogTurnStatus,
  TextPrompt,
  WaterfallDialog,
} from 'botbuilder-dialogs';

/**
 * The SDK gathers its memory scopes anew in every turn and keeps them for the turn. They hold no state, and nothing
 * here uses them: those of the first turn serve all.
 */
export async function contextOn(dialogs: DialogSet, context: TurnContext): Promise<DialogContext> {
  if (scopes) context.turnState.set(scopesOfTurn, scopes);
  const dc = await dialogs.createContext(context);
  scopes ??= context.turnState.get(scopesOfTurn);
  return dc;
}

let scopes: unknown;
/** The SDK's own name; should it change, scopes are gathered as before. */
const scopesOfTurn = 'DialogStateManagerConfiguration';

/** Loaded only where Azure channels are mounted: it costs as much start-up as everything else together. */
export async function loadCloudAdapter() {
  const { CloudAdapter, ConfigurationBotFrameworkAuthentication } = await import('botbuilder');
  return { CloudAdapter, ConfigurationBotFrameworkAuthentication };
}
