import type { Activity } from '../../../dialogs/sdk.ts';
import type { LogEntry } from '../channel.ts';

/** What we said in this turn, as Azure's channels show it. */
export function render(entries: readonly LogEntry[]): Partial<Activity>[] {
  return entries
    .filter(({ from, text }) => from !== 'user' && text)
    .map(({ text = '', speak, choices = [] }) => ({
      type: 'message',
      text,
      textFormat: 'plain',
      ...(speak && { speak }),
      ...(choices.length > 0 && {
        suggestedActions: {
          to: [],
          actions: choices.map(({ title, value }) => ({ type: 'imBack', title, value })),
        },
      }),
    }));
}
