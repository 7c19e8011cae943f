import { ChannelAdapter } from '../bot/channels/adapter.ts';
import {
  type Activity,
  ComponentDialog,
  ConversationState,
  DialogSet,
  DialogTurnStatus,
  MemoryStorage,
  TextPrompt,
  type TurnContext,
  WaterfallDialog,
  type WaterfallStepContext,
} from '../dialogs/sdk.ts';

/** The smallest bot with a memory: loads a counter, repeats what was said, saves. */
export function echoBot(): () => Promise<void> {
  const state = new ConversationState(new MemoryStorage());
  const count = state.createProperty<number>('count');
  const bot = botOn(async (context) => {
    await count.set(context, (await count.get(context, 0)) + 1);
    await context.sendActivity(`echo: ${context.activity.text}`);
    await state.saveChanges(context);
  });
  return () => bot('conversation', 'Is anybody there?');
}

/** The framework's own way to ask five things: a waterfall of text prompts in a component. */
export function componentBot(): () => Promise<void> {
  const state = new ConversationState(new MemoryStorage());
  const dialogs = new DialogSet(state.createProperty('dialogs')).add(new FiveQuestions('form'));
  const bot = botOn(async (context) => {
    const dc = await dialogs.createContext(context);
    const { status } = await dc.continueDialog();
    if (status === DialogTurnStatus.empty) await dc.beginDialog('form');
    await state.saveChanges(context);
  });
  let turn = 0;
  return () => bot(`conversation-${Math.floor(turn++ / turnsOfForm)}`, 'The kitchen is still wet.');
}

const questions = ['What is wrong?', 'Where?', 'Your name?', 'Your phone?', 'When?'];
const turnsOfForm = questions.length + 1;

class FiveQuestions extends ComponentDialog {
  constructor(id: string) {
    super(id);
    const asks = questions.map((question) => async (step: WaterfallStepContext) => {
      return step.prompt('text', question);
    });
    const thanks = async (step: WaterfallStepContext) => {
      await step.context.sendActivity('Thank you, noted.');
      return step.endDialog();
    };
    this.addDialog(new TextPrompt('text'));
    this.addDialog(new WaterfallDialog('questions', [...asks, thanks]));
    this.initialDialogId = 'questions';
  }
}

function botOn(logic: (context: TurnContext) => Promise<void>) {
  const adapter = new ChannelAdapter();
  let count = 0;
  return async (conversation: string, text: string): Promise<void> => {
    const said = await adapter.run(message(conversation, `m${++count}`, text), logic);
    if (said.length === 0) throw new Error('The bare bot said nothing.');
  };
}

/** A message as our channels parse it. */
export function message(conversation: string, id: string, text: string): Partial<Activity> {
  return {
    type: 'message',
    id,
    text,
    channelId: 'webchat',
    from: { id: `webchat:${conversation}`, name: '', role: 'user' },
    recipient: { id: 'bot', name: '', role: 'bot' },
    conversation: { id: conversation, name: '', isGroup: false, conversationType: '' },
  };
}
