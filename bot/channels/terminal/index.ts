import type { Activity } from '../../../dialogs/sdk.ts';
import type { Channel, LogEntry } from '../channel.ts';

/** The terminal of whoever runs the program: nothing to verify, nothing to mount. */
export const terminal: Channel = {
  name: 'terminal',
  capabilities: { pictures: false, spoken: false },
  mount: () => {},
};

/** One typed line; undefined for an empty one. `start` is what happens before anything is typed. */
export function parse(typed: string, conversationId: string): Partial<Activity> | undefined {
  const text = typed.trim();
  return text ? { ...frame(conversationId), type: 'message', text } : undefined;
}

export const start = (conversationId: string): Partial<Activity> => ({
  ...frame(conversationId),
  type: 'event',
  name: 'start',
});

/** One person sits at this terminal, today and tomorrow. */
export const account = 'terminal:me';

const frame = (id: string): Partial<Activity> => ({
  id: crypto.randomUUID(),
  channelId: terminal.name,
  from: { id: account, name: '' },
  conversation: { id, name: '', isGroup: false, conversationType: '' },
});

/** Replies with their choices numbered, as they can be answered. */
export function render(entries: readonly LogEntry[]): string {
  const said = entries.filter(({ from }) => from !== 'user');
  const choices = said.at(-1)?.choices ?? [];
  return [
    ...said.map(({ text = '' }) => text),
    ...choices.map(({ title }, at) => `  ${at + 1}  ${title}`),
  ].join('\n');
}
