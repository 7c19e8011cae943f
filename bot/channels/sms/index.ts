import type { Response } from 'restify';
import type { Clock } from '../../../desk/ports.ts';
import type { Duration } from '../../../desk/words.ts';
import type { Storage } from '../../../dialogs/sdk.ts';
import { answer } from '../../answer.ts';
import type { Log } from '../../log.ts';
import { type After, onTimer } from '../after.ts';
import type { Channel, Line } from '../channel.ts';
import { type Gate, trusted } from '../phone/verify.ts';
import { channelName, Handsets } from './handsets.ts';
import { Inbox } from './inbox.ts';
import { LateBook } from './late.ts';
import type { MediaParts } from './media.ts';
import { parse } from './parse.ts';
import { type PushParts, textWay } from './push.ts';
import { twiml } from './render.ts';

export interface SmsOptions extends Gate, MediaParts, Omit<PushParts, 'line' | 'handsets'> {
  readonly clock: Clock;
  readonly log: Log;
  /** Proof against a power cut: what was taken and is not answered yet. */
  readonly state: Storage;
  /** Makes telephones unreadable in the names of accounts. */
  readonly secret: Buffer;
  readonly after?: After;
  readonly patience?: Duration;
}

export interface Sms extends Channel {
  /** Nothing is known any more of this telephone (+ and country) here; resolves to its account and conversation. */
  forget(phone: string): Promise<string>;
}

/** Text messages both ways, by TwiML and signed webhooks: the telephone's provider and number. */
export function sms(options: SmsOptions): Sms {
  const { texts, state, log } = options;
  const handsets = new Handsets(state, options.secret);
  let open: { readonly line: Line; readonly inbox: Inbox } | undefined;
  const line = (): Line => {
    if (!open) throw new Error('Text messages are not mounted yet.');
    return open.line;
  };
  return {
    name: channelName,
    // What most carriers do not bring is not asked for; a picture that comes is kept all the same.
    capabilities: { pictures: false, spoken: false, forgeable: true },
    way: textWay({ ...options, handsets, line }),
    mount(server, mounted) {
      const inbox = new Inbox({
        ...options,
        line: mounted,
        handsets,
        late: new LateBook(state),
        send: (...letter) => texts.send(...letter),
        after: options.after ?? onTimer,
        patience: options.patience ?? 6_000,
      });
      open = { line: mounted, inbox };
      server.post('/sms/incoming', async (req, res) => {
        const { from, ...letter } = parse(await trusted(options, req));
        // A short code or a name cannot be answered; mostly it is a machine.
        reply(res, from ? await inbox.take({ ...letter, from }) : []);
      });
      inbox.resume().catch((cause) => log.error('sms.resume', { cause }));
    },
    async forget(phone) {
      await handsets.forget(phone);
      return handsets.accountOf(phone);
    },
    close: async () => open?.inbox.settled(),
  };
}

const reply = (res: Response, texts: readonly string[]): void =>
  answer(res, 200, twiml(texts), { 'Content-Type': 'text/xml; charset=utf-8' });
