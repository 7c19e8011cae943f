// biome-ignore-all lint/style/noRestrictedImports: this is the one file that may.
/** The only door to the Bot Framework SDK: to move to its successor, edit this file and `bot/channels/`. */
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

/** Loaded only where Azure channels are mounted: it costs as much start-up as everything else together. */
export async function loadCloudAdapter() {
  const { CloudAdapter, ConfigurationBotFrameworkAuthentication } = await import('botbuilder');
  return { CloudAdapter, ConfigurationBotFrameworkAuthentication };
}
