import { isDeepStrictEqual } from 'node:util';
import type { Line } from './channels/channel.ts';
import { newConversation } from './conversations.ts';
import { type TurnPorts, turns } from './turn.ts';

/** What channels see of the house: one turn in, the log out. */
export function createLine(ports: TurnPorts): Line {
  const { conversations } = ports;
  const listeners = new Set<(conversationId: string) => void>();
  const run = turns(ports);
  return {
    async receive(activity) {
      const turned = await run(activity);
      if (!turned.again)
        for (const listener of listeners) listener(activity.conversation?.id ?? '');
      return turned;
    },
    conversation: (id) => conversations.load(id),
    since: (id, watermark) => conversations.since(id, watermark),
    async begin(id, beginning, key) {
      const known = await conversations.load(id);
      if (!known) return undefined;
      const { account, channel } = known;
      const turned = await run(
        {
          type: 'event',
          id: key,
          channelId: channel,
          from: { id: account, name: '' },
          conversation: { id, name: '', isGroup: false, conversationType: '' },
        },
        beginning,
      );
      if (!turned.again) for (const listener of listeners) listener(id);
      return turned;
    },
    async tell(id, words, key, from) {
      if (await conversations.tell(id, words, key, ports.clock.now(), from))
        for (const listener of listeners) listener(id);
    },
    addressed: (id, change) =>
      conversations.change(id, (record) => {
        const address = change(record.address ?? {});
        if (isDeepStrictEqual(record.address, address)) return false;
        record.address = address;
        return true;
      }),
    forget: (id) => conversations.forget(id),
    onAppend(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async create(id, account, channel, locale) {
      if (await conversations.load(id)) return;
      await conversations.save(newConversation(id, account, channel, locale));
    },
  };
}
