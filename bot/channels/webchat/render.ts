import type { Conversation, LogEntry } from '../channel.ts';

/** Entries as Direct Line activities. `pictureUrl` gives a stored picture's address. */
export function render(
  entries: readonly LogEntry[],
  of: Conversation,
  pictureUrl: (id: string) => string,
): object[] {
  return entries.filter(visible).map((entry) => activity(entry, of, pictureUrl));
}

/** That somebody arrived is remembered too, but there is nothing to see in it. */
function visible({ text, attachments = [], choices = [], typing }: LogEntry): boolean {
  return Boolean(text) || attachments.length > 0 || choices.length > 0 || typing === true;
}

function activity(entry: LogEntry, of: Conversation, pictureUrl: (id: string) => string): object {
  const { text = '', choices = [], attachments = [] } = entry;
  return {
    type: entry.typing ? 'typing' : 'message',
    id: entry.id,
    timestamp: new Date(entry.at).toISOString(),
    channelId: of.channel,
    conversation: { id: of.id },
    from: from(entry, of),
    ...(of.locale && { locale: of.locale }),
    ...(!entry.typing && {
      text,
      // Markdown would change codes and numbers, and let a customer's own words become links.
      textFormat: 'plain',
    }),
    ...(entry.speak && { speak: entry.speak }),
    ...(choices.length > 0 && { suggestedActions: suggested(choices) }),
    ...(attachments.length > 0 && {
      attachments: attachments.map(({ id, contentType, name, url }) =>
        shown(contentType, name, id === undefined ? url : pictureUrl(id)),
      ),
    }),
    ...(entry.replyTo && { replyToId: entry.replyTo }),
    // Without it Web Chat would show the visitor's own message as "sending" for ever.
    ...(entry.clientId && { channelData: { clientActivityID: entry.clientId } }),
  };
}

function from(entry: LogEntry, of: Conversation): object {
  if (entry.from === 'user') return { id: of.account, role: 'user' };
  return { id: entry.from, role: 'bot' };
}

/** Web Chat shows a visitor's own picture only if it has a preview; without one it is a file to download. */
function shown(contentType: string, name: string, contentUrl = ''): object {
  const picture = contentType.startsWith('image/');
  return { contentType, name, contentUrl, ...(picture && { thumbnailUrl: contentUrl }) };
}

function suggested(choices: NonNullable<LogEntry['choices']>): object {
  return {
    to: [],
    actions: choices.map(({ title, value }) => ({ type: 'imBack', title, value })),
  };
}
