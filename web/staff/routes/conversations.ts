import { z } from 'zod';
import type { Row } from '../../../desk/board-row.ts';
import { idOf, mayReach, postFor } from '../../../desk/crew-reach.ts';
import type { Right } from '../../../desk/crew-rights.ts';
import type { JoinAnswer, Speaker, Spoken, StaffHouse, Talks } from '../house.ts';
import { Problem } from '../problem.ts';
import { mustReach, reachTicket } from '../reach.ts';
import { type Ask, type Route, route } from '../route.ts';
import { outputs } from '../shapes/names.ts';
import { clear, type Veil, veilOf } from '../shapes/veil.ts';
import { instant, iso, text, ticketParams } from '../shapes/words.ts';

const said = z
  .strictObject({
    seq: z.int(),
    at: instant,
    from: z.enum(['user', 'bot', 'staff']),
    text: z.string().optional(),
    attachments: z
      .array(z.strictObject({ id: z.string().optional(), contentType: z.string() }))
      .optional(),
  })
  .register(outputs, { id: 'Said' });

/** Whether it has reached the customer, as far as the channel tells. */
const arrival = z.strictObject({ delivered: z.boolean(), why: z.string().optional() });

/** What was said with the customer, and colleagues who speak in it themselves. */
export const conversationRoutes: readonly Route[] = [
  route({
    id: 'readConversation',
    method: 'GET',
    path: '/tickets/{no}/conversation',
    says: 'Everything that was said in the conversation the ticket came from, and who speaks there',
    needs: 'conversation.read',
    trace: 'sees',
    params: ticketParams,
    query: z.strictObject({
      after: z.int().min(0).default(0),
      limit: z.int().min(1).max(1000).default(500),
    }),
    answer: z.strictObject({
      id: z.string(),
      /** The colleague who speaks there instead of the bot. */
      person: z.string().optional(),
      /** On the telephone: theirs rings, or they talk. */
      call: z.enum(['ringing', 'talking']).optional(),
      said: z.array(said),
      /** There is more after the last of these. */
      more: z.boolean(),
    }),
    async handle(ask, house) {
      ask.about(ask.params.no);
      const { row, conversation } = await reachConversation(ask, house, 'conversation.read');
      // Who hears what was said need not see whose telephone it was.
      const veil = mayReach(ask.hands, 'personal.read', row) ? clear : veilOf(row);
      const { id, person, call, entries } = conversation;
      const { after, limit } = ask.query;
      const later = entries.filter(({ seq }) => seq > after);
      return {
        body: {
          id,
          ...(person && { person }),
          ...(call && { call }),
          said: later.slice(0, limit).map((entry) => shown(entry, veil)),
          more: later.length > limit,
        },
      };
    },
  }),
  route({
    id: 'join',
    method: 'POST',
    path: '/tickets/{no}/conversation/join',
    says: 'Takes the conversation over: the customer hears who is there, the bot is silent; on a telephone call the colleague’s own telephone rings, and 1 takes it',
    needs: 'conversation.join',
    trace: 'changes',
    params: ticketParams,
    async handle(ask, house) {
      const { no } = ask.params;
      ask.about(no);
      const { row, conversation } = await reachConversation(ask, house, 'conversation.join');
      const by = speaker(ask, row, conversation.id, house);
      const joined = await house.talks.join(no, conversation.id, by, ask.cause);
      if (!joined.ok) refuse(joined, ask);
      return {};
    },
  }),
  route({
    id: 'say',
    method: 'POST',
    path: '/tickets/{no}/conversation/say',
    says: 'Says something to the customer; the first words count as contact',
    needs: 'conversation.join',
    trace: 'changes',
    params: ticketParams,
    body: z.strictObject({ text }),
    answer: arrival,
    async handle(ask, house) {
      const { no } = ask.params;
      ask.about(no);
      const { row, conversation } = await reachConversation(ask, house, 'conversation.join');
      const by = speaker(ask, row, conversation.id, house);
      return { body: heard(await house.talks.say(no, by, ask.body.text, ask.cause)) };
    },
  }),
  route({
    id: 'leave',
    method: 'POST',
    path: '/tickets/{no}/conversation/leave',
    says: 'Gives the conversation back to the bot, which tells what was agreed',
    needs: 'conversation.join',
    trace: 'changes',
    params: ticketParams,
    body: z.strictObject({ agreed: z.string().trim().max(500).default('') }),
    answer: arrival,
    async handle(ask, house) {
      const { no } = ask.params;
      ask.about(no, ask.body.agreed);
      const { row, conversation } = await reachConversation(ask, house, 'conversation.join');
      const by = speaker(ask, row, conversation.id, house);
      return { body: heard(await house.talks.leave(no, by, ask.body.agreed, ask.cause)) };
    },
  }),
];

type Who = Pick<Ask<{ readonly no: string }, unknown, unknown>, 'hands' | 'params'>;
type Conversation = NonNullable<Awaited<ReturnType<Talks['transcript']>>>;

/** A ticket's cause is its conversation and the message that opened it; either may hold slashes. */
async function reachConversation(
  ask: Who,
  house: StaffHouse,
  right: Right,
): Promise<{ row: Row; conversation: Conversation & { readonly id: string } }> {
  const { record, row } = await reachTicket(ask.params.no, ask, house);
  mustReach(right, row, ask);
  const cause = record.timeline[0]?.cause ?? '';
  for (let at = cause.lastIndexOf('/'); at > 0; at = cause.lastIndexOf('/', at - 1)) {
    const id = cause.slice(0, at);
    const conversation = await house.talks.transcript(id);
    if (conversation) return { row, conversation: { ...conversation, id } };
  }
  throw new Problem(404, 'unknown', 'The ticket came from no conversation.');
}

function speaker({ hands }: Who, row: Row, conversation: string, house: StaffHouse): Speaker {
  const role = postFor(hands, row, house.policies.of(row.line));
  const name = hands.colleague?.name ?? hands.account.name;
  const { phone, language } = hands.colleague ?? {};
  return {
    id: idOf(hands),
    role,
    name,
    conversation,
    ...(phone && { phone }),
    ...(language && { language }),
  };
}

function refuse(joined: Exclude<JoinAnswer, { ok: true }>, { hands }: Who): never {
  if (joined.why !== 'taken') throw notJoined(joined);
  const name = hands.roster.colleagues.find(({ id }) => id === joined.staff)?.name ?? joined.staff;
  throw new Problem(409, 'taken', `${name} speaks with the customer already.`);
}

/** What is in the way, and what to do instead. */
function notJoined(joined: Exclude<JoinAnswer, { ok: true } | { why: 'taken' }>): Problem {
  switch (joined.why) {
    case 'unknown':
      return new Problem(404, 'unknown', 'There is no such ticket.');
    case 'spoken':
      return new Problem(
        422,
        'spoken',
        'This is a telephone call, and no provider is set up that could connect you: call the customer.',
      );
    case 'over':
      return new Problem(409, 'over', 'The call is over: call the customer.');
    case 'silent':
      return new Problem(
        422,
        'silent',
        'Nobody can be spoken to where this conversation was, or its channel is not set up: call the customer.',
      );
    case 'no_telephone':
      return new Problem(
        422,
        'no_telephone',
        'The roster knows no telephone of yours that could be rung: have it entered, or call the customer.',
      );
    case 'not_carried':
      return new Problem(
        422,
        'not_carried',
        `Your telephone cannot be rung (${joined.because}): call the customer.`,
      );
    case 'trouble':
      return new Problem(
        409,
        'not_connected',
        `The telephone provider did not do it (${joined.because}): try again, or call the customer.`,
      );
  }
}

function heard(spoken: Spoken): z.input<typeof arrival> {
  if (!spoken.ok && spoken.why === 'spoken')
    throw new Problem(
      422,
      'spoken',
      'You talk with the customer on the telephone; nothing can be written into a call.',
    );
  if (!spoken.ok)
    throw new Problem(
      409,
      'not_joined',
      'You are not in this conversation; it may be the bot’s again.',
    );
  const { arrived } = spoken;
  return arrived.delivered ? { delivered: true } : { delivered: false, why: arrived.why };
}

type Entry = Conversation['entries'][number];

function shown({ seq, at, from, text, attachments }: Entry, veil: Veil): z.input<typeof said> {
  return {
    seq,
    at: iso(at),
    from,
    ...(text !== undefined && { text: veil.words(text) }),
    ...(attachments && {
      attachments: attachments.map(({ id, contentType }) => ({ ...(id && { id }), contentType })),
    }),
  };
}
