import { randomUUID } from 'node:crypto';
import type { Server } from 'restify';
import type { Accounts } from '../../desk/accounts.ts';
import type { Audit } from '../../desk/audit.ts';
import type { Board } from '../../desk/board.ts';
import type { Callbacks } from '../../desk/callbacks/callbacks.ts';
import type { Passwords } from '../../desk/crew.ts';
import type { Crew } from '../../desk/crew-accounts.ts';
import { Sessions } from '../../desk/crew-sessions.ts';
import type { CustomerList } from '../../desk/customer-list.ts';
import { Customers } from '../../desk/customers.ts';
import type { Desk } from '../../desk/desk.ts';
import { Feed } from '../../desk/feed.ts';
import type { HookBook } from '../../desk/hook-book.ts';
import type { Joining } from '../../desk/joining.ts';
import type { KeptKind } from '../../desk/kept.ts';
import type { PolicyBook } from '../../desk/policy-book.ts';
import type { Clock } from '../../desk/ports.ts';
import type { Publishing } from '../../desk/publishing.ts';
import type { Rosters } from '../../desk/rosters.ts';
import { Takeovers } from '../../desk/takeovers.ts';
import type { Language } from '../../desk/words.ts';
import { judge } from '../../dialogs/draft.ts';
import { explainIn } from '../../dialogs/explain.ts';
import type { Understand } from '../../nlu/understand.ts';
import { openDoor } from '../../store/lowdb/side-door.ts';
import type { Store } from '../../store/store.ts';
import { staffDoor } from '../../web/staff/door.ts';
import { LongLooks } from '../../web/staff/long-looks.ts';
import type { Line } from '../channels/channel.ts';
import type { Sms } from '../channels/sms/index.ts';
import type { Config } from '../config.ts';
import { Conversations } from '../conversations.ts';
import { trusting } from '../forwarded.ts';
import type { Poster } from '../hooks/post.ts';
import { newSecret } from '../hooks/sign.ts';
import { inside, urlMistake } from '../hooks/url.ts';
import type { Log } from '../log.ts';
import type { Refusals } from '../server.ts';
import { readWish, staffCommand, staffDoorOf } from './command.ts';
import { type DemoCrew, seedCrew } from './demo-crew.ts';
import { forgetting } from './forgetting.ts';
import { mountStaff, refusals } from './mount.ts';
import { HouseTalks, type TalkParts } from './talks.ts';
import type { WorkDesk } from './work-desk.ts';

export interface StaffParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly desk: Desk;
  readonly joining: Joining;
  readonly callbacks: Callbacks;
  readonly board: Board;
  readonly customers: CustomerList;
  readonly policies: PolicyBook;
  readonly publishing: Publishing;
  readonly hooks: HookBook;
  readonly poster: Pick<Poster, 'ping'>;
  readonly rosters: Rosters;
  readonly crew: Crew;
  readonly audit: Audit;
  readonly passwords: Passwords;
  readonly work: Pick<WorkDesk, 'offer'>;
  readonly people: Accounts;
  /** Every kind of document, and what becomes of it. */
  readonly kept: readonly KeptKind[];
  readonly line: Pick<Line, 'since' | 'tell' | 'onAppend' | 'forget'>;
  readonly understand: Understand;
  readonly bring: TalkParts['bring'];
  readonly config: Pick<
    Config,
    'publicBaseUrl' | 'trustedProxies' | 'webhookNetworks' | 'demo' | 'dataDir'
  >;
  readonly channels: TalkParts['channels'];
  /** Text messages, where a provider carries them. */
  readonly sms?: Pick<Sms, 'forget'>;
}

export interface Staff {
  readonly crew: Crew;
  readonly audit: Audit;
  readonly talks: HouseTalks;
  /** Who reads thousands of tickets just now. */
  readonly looks: LongLooks;
  readonly mount: (server: Server) => void;
  readonly refusals: Refusals;
  /** Lets go of the door for `npm run staff`, and of who is watching. */
  close(): void;
  /** Who can sign in to a demo. */
  readonly demo?: DemoCrew;
}

/** As a form would judge what it is told. */
function judging({ understand, clock }: Pick<StaffParts, 'understand' | 'clock'>) {
  return (words: string, language: Language) => {
    const heard = understand(words, { now: clock.now(), language, asked: 'slot_description' });
    return judge(heard, heard.intent === 'suggestion' ? 'suggestion' : 'report');
  };
}

/** The people who work at the desk: their accounts, and what they reach over JSON. */
export async function staffOn(parts: StaffParts): Promise<Staff> {
  const {
    store,
    clock,
    log,
    desk,
    board,
    policies,
    rosters,
    line,
    config,
    bring,
    channels,
    crew,
    audit,
  } = parts;
  const { books, blobs } = store;
  const demo = config.demo ? await seedCrew(crew, await store.secret('demo-crew')) : undefined;
  const customers = new Customers(store);
  const nameOf = async (staff: string) => {
    const { colleagues } = await rosters.current();
    return colleagues.find(({ id }) => id === staff)?.name ?? staff.replace('@', '');
  };
  const talks = new HouseTalks({
    line,
    desk,
    clock,
    bring,
    channels,
    nameOf,
    conversations: new Conversations(store.state),
    takeovers: new Takeovers({ records: store, clock, policies }),
  });
  const looks = new LongLooks();
  const feed = new Feed(randomUUID());
  const deaf = board.onChange((row, before) => feed.tell({ row, before }));
  const deafer = talks.onSaid((said) => feed.tell({ said }));
  const door = staffDoor({
    feed,
    judge: judging(parts),
    clock,
    desk,
    joining: parts.joining,
    callbacks: parts.callbacks,
    explain: explainIn,
    board,
    records: store,
    everyTicket: () => store.everyTicket(),
    ticketsOf: (numbers) => store.ticketsOf(numbers),
    looks,
    policies,
    publishing: parts.publishing,
    customers: {
      door: customers,
      list: parts.customers,
      everyone: () => store.everyPerson(),
      at: (phones) => store.peopleAt(phones),
      ...forgetting({
        customers,
        accounts: parts.people,
        line,
        sms: parts.sms,
        store,
        kinds: parts.kept,
        clock,
        secret: await store.secret('forgotten'),
      }),
    },
    webhooks: {
      book: parts.hooks,
      newSecret,
      urlMistake: (url) => urlMistake(url, inside(config.demo, config.webhookNetworks)),
      ping: (hook) => parts.poster.ping(hook),
    },
    crew,
    sessions: new Sessions({ books, clock, crew, passwords: parts.passwords }),
    audit,
    books,
    roster: () => rosters.current(),
    rosters,
    blobs,
    talks,
    binding: (name) => parts.work.offer(name),
  });
  const secure = config.publicBaseUrl.startsWith('https:');
  const pages = mountStaff({ door, log, secure, trusts: trusting(config.trustedProxies) });
  const closeDoor = await openDoor(staffDoorOf(config.dataDir), (asked) =>
    staffCommand(readWish(asked), { crew, rosters, binding: (name) => parts.work.offer(name) }),
  );
  const close = () => {
    closeDoor();
    deaf();
    deafer();
    pages.close();
  };
  const shown = { crew, audit, talks, looks, ...(demo && { demo }) };
  return { ...shown, mount: pages.mount, refusals, close };
}
