import type { Activity, ConversationReference, ResourceResponse } from '../../dialogs/sdk.ts';
import { BotAdapter, TurnContext } from '../../dialogs/sdk.ts';

type Logic = (context: TurnContext) => Promise<void>;

/** One Bot Framework adapter for every channel: it runs a turn and collects what was said. It knows no wire format. */
export class ChannelAdapter extends BotAdapter {
  /** Resolves with what `logic` sent, in order; rejects with what it threw. */
  async run(activity: Partial<Activity>, logic: Logic): Promise<Partial<Activity>[]> {
    const said: Partial<Activity>[] = [];
    const context = new TurnContext(this as BotAdapter, activity);
    context.turnState.set(replies, said);
    await this.runMiddleware(context, logic);
    return said;
  }

  async sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const said: Partial<Activity>[] | undefined = context.turnState.get(replies);
    if (!said) throw new Error('This turn was not started by ChannelAdapter.run.');
    return activities.map((activity) => {
      const id = activity.id ?? `${context.activity.id ?? 'turn'}|${said.length + 1}`;
      said.push({ ...activity, id });
      return { id };
    });
  }

  override async updateActivity(): Promise<void> {
    throw new Error('What was said is in the log and stays: send another activity instead.');
  }

  override async deleteActivity(): Promise<void> {
    throw new Error('What was said is in the log and stays.');
  }

  /** What is said outside a turn is an entry of the log, delivered by the channel's push. */
  override async continueConversation(_reference: Partial<ConversationReference>): Promise<void> {
    throw new Error('Speak first through the line, not through the adapter.');
  }
}

const replies = Symbol('replies');
