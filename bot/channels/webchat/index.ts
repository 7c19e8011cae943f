import type { Channel, Line } from '../channel.ts';
import { mountEntrance } from './enter.ts';
import { Looking } from './looking.ts';
import { webChatWay } from './push.ts';
import { Streams } from './stream.ts';
import { mountTalk } from './talk.ts';
import { Visits, type WebChatOptions } from './visits.ts';

export type { Blobs, WebChatOptions } from './visits.ts';

/** Direct Line 3.0, spoken by Microsoft's Web Chat and by any other Direct Line client. */
export function webChat(options: WebChatOptions): Channel {
  let streams: Streams | undefined;
  let line: Line | undefined;
  const looking = new Looking(options.clock);
  return {
    name: 'webchat',
    capabilities: { pictures: true, spoken: false },
    mount(server, to) {
      line = to;
      const visits = new Visits(to, options, looking);
      mountEntrance(server, visits);
      mountTalk(server, visits);
      streams = new Streams(server.server, visits);
    },
    way: webChatWay(looking, () => {
      if (!line) throw new Error('The web chat is not mounted yet.');
      return line;
    }),
    close: async () => streams?.close(),
  };
}
