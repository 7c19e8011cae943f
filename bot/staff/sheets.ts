import { rowOf } from '../../desk/board-row.ts';
import { type Hands, idOf, mayReach } from '../../desk/crew-reach.ts';
import { reachOf } from '../../desk/crew-rights.ts';
import type { EventType } from '../../desk/events.ts';
import { loadTickets } from '../../desk/history.ts';
import { houseOf } from '../../desk/house.ts';
import type { Policies, Policy } from '../../desk/policy.ts';
import type { Clock, Records } from '../../desk/ports.ts';
import type { Place } from '../../desk/roster.ts';
import { type MilestoneState, sla } from '../../desk/sla.ts';
import { foldTicket, type Owner, type Ticket } from '../../desk/ticket.ts';
import { viewOf } from '../../desk/view.ts';
import { type Instant, type Language, languages } from '../../desk/words.ts';
import { type Say, sayIn } from '../../dialogs/say.ts';
import { happenedAtWork } from '../../dialogs/text/happened.ts';
import { sentences } from '../../dialogs/text/index.ts';
import { taskIn } from '../../dialogs/text/staff.ts';
import { workWords } from '../../dialogs/text/work.ts';
import { dateOf } from '../../dialogs/when.ts';
import type { WorkTicket } from '../../dialogs/work-turn.ts';

export interface SheetParts {
  readonly records: Pick<Records, 'tx'>;
  readonly policies: Policies;
  readonly clock: Clock;
  /** Address of a page with the ticket's pictures, for this colleague. */
  readonly pictureLink: (no: string, staff: string) => string;
}

/** A ticket with when it comes in a day. */
export type Sheet = WorkTicket & { readonly at: Instant };

/** Tickets as colleagues on the road need them: what is not in their hands shows no more than their rights do. */
export class Sheets {
  readonly #parts: SheetParts;

  constructor(parts: SheetParts) {
    this.#parts = parts;
  }

  /** In the order of the day: by the agreed visit, else by what is due next. */
  async of(numbers: readonly string[], hands: Hands, language: Language): Promise<Sheet[]> {
    const found = await Promise.all(numbers.map((no) => this.one(no, hands, language, false)));
    const sheets = found.filter((one) => one !== undefined);
    return sheets.sort((a, b) => Number(b.mine) - Number(a.mine) || a.at - b.at);
  }

  /** `whole`: with what was there before. */
  async one(
    no: string,
    hands: Hands,
    language: Language,
    whole = true,
  ): Promise<Sheet | undefined> {
    const { records, policies, clock, pictureLink } = this.#parts;
    const record = await records.tx((tx) => tx.ticket(no));
    if (!record) return undefined;
    const ticket = foldTicket(record);
    const row = rowOf(record, policies);
    const { policy, calendars } = houseOf(ticket, policies);
    const now = clock.now();
    const me = idOf(hands);
    const hand = [ticket.owner, ...ticket.crew].find(({ staff }) => staff === me);
    const mine = hand !== undefined;
    const states = sla(ticket, policy, calendars, now);
    const view = viewOf(ticket, policy, states);
    const say = sayIn(language, now);
    const s = workWords[language];
    const { request } = ticket;
    const { address = '', place } = request;
    const duty = dutyOf(states);
    const task = duty && (taskIn[language](duty.task) ?? duty.name[language]);
    const late = duty !== undefined && duty.due <= now;
    // A lead sees whose it is; whoever might take it needs no name of the customer for that.
    const theirs = mine || oversees(hands, row);
    const untouched = view.last.type === 'assigned' || view.last.type === 'registered';
    return {
      no,
      mine,
      free: ticket.owner.staff === undefined,
      onSite: ticket.status === 'on_site',
      taken: hand ? hand.taken === true : ticket.owner.taken === true,
      due: duty && says[duty.task],
      at: view.visit?.expected ?? duty?.due ?? ticket.registeredAt,
      items: itemsOf(policy, language),
      number: say.number(no).text,
      line: policy.name[language],
      urgency: s.urgencies[request.urgency],
      address,
      map: mapOf(address, place),
      access: mine ? (request.access ?? '') : '',
      name: theirs ? request.name : '',
      phone: theirs ? request.phone : '',
      words: request.words,
      photos: ticket.photos.length,
      pictures: ticket.photos.length > 0 ? pictureLink(no, me) : '',
      visit: visitOf(ticket, view.visit?.expected, say),
      status: untouched
        ? s.states[stateOf(ticket, hand)]
        : happenedAtWork[language](view.last.type),
      next: duty && task ? s.ways[late ? 'late' : 'by'](say.when(duty.due), task) : '',
      late,
      owner: mine ? '' : ownerOf(ticket, hands, policy, language),
      reasons: request.reasons.map(({ says }) => says[language]).join('; '),
      history: theirs && whole ? await this.#history(ticket, hands, language) : [],
    };
  }

  /** Earlier work for this customer: a worker sees their own service line's, a lead all of it. */
  async #history(ticket: Ticket, hands: Hands, language: Language): Promise<readonly string[]> {
    const { records, policies } = this.#parts;
    const { phone, line } = ticket.request;
    const person = await records.tx((tx) => tx.person(phone));
    const all = await records.tx((tx) => loadTickets(person?.tickets, tx));
    const wide = reachOf(hands.account.role, 'ticket.read') !== 'own';
    const { ways } = workWords[language];
    const earlier = all
      .filter(({ no, registeredAt }) => no !== ticket.no && registeredAt <= ticket.registeredAt)
      .filter(({ request, mergedInto }) => !mergedInto && (wide || request.line === line))
      .sort((a, b) => b.registeredAt - a.registeredAt)
      .slice(0, told)
      .map((one) => {
        const { policy } = houseOf(one, policies);
        const ends = [
          ways.ends[endOf(one)],
          ...(one.returns > 0 ? [ways.returned(one.returns)] : []),
        ];
        return ways.earlier(
          dateOf(one.registeredAt),
          policy.name[language],
          one.request.subject ?? '',
          ends.join(language === 'en' ? ', ' : '，'),
        );
      });
    const again = ticket.relations.some(({ as }) => as === 'repeats');
    return again ? [ways.again(), ...earlier] : earlier;
  }
}

/** Asked, given by a colleague, or accepted in their own words. */
function stateOf({ owner, timeline }: Ticket, hand: Owner | undefined) {
  const one = hand ?? owner;
  if (!one.taken) return 'asked';
  const said = timeline.some((event) => event.type === 'taken' && event.staff === one.staff);
  return said || !hand ? 'taken' : 'given';
}

/** They answer for it, as a lead does. */
function oversees(hands: Hands, row: Parameters<typeof mayReach>[2]): boolean {
  const reach = reachOf(hands.account.role, 'personal.read');
  return reach !== undefined && reach !== 'own' && mayReach(hands, 'personal.read', row);
}

function endOf({ status, timeline }: Ticket): 'open' | 'accepted' | 'closed' | 'cancelled' {
  if (status === 'cancelled') return 'cancelled';
  const last = timeline.findLast(({ type }) => type === 'accepted' || type === 'reopened');
  if (last?.type === 'accepted') return 'accepted';
  return status === 'closed' ? 'closed' : 'open';
}

/** What a colleague can say that keeps a promise. */
const says: { readonly [K in EventType]?: WorkTicket['due'] } = {
  contacted: 'contact',
  appointed: 'appoint',
  dispatched: 'leave',
  arrived: 'arrive',
  diagnosed: 'diagnose',
  planned: 'plan',
  progressed: 'progress',
  resolved: 'done',
};

/** What keeps the next promise that is not kept, from the side of whoever keeps it. */
function dutyOf(states: readonly MilestoneState[]) {
  const [next] = states
    .filter(({ state, milestone }) => unkept.has(state) && !milestone.internal)
    .flatMap(({ milestone, dueAt }) => (dueAt === undefined ? [] : [{ milestone, due: dueAt }]))
    .sort((a, b) => a.due - b.due);
  const task = next?.milestone.metBy[0]?.type;
  return next && task ? { task, due: next.due, name: next.milestone.name } : undefined;
}

const unkept: ReadonlySet<MilestoneState['state']> = new Set(['running', 'warned', 'missed']);

function visitOf({ request }: Ticket, expected: Instant | undefined, say: Say): string {
  const { ways } = workWords[say.language];
  if (expected !== undefined) return ways.visit(say.when(expected));
  const { preferredTime: wish } = request;
  if (!wish) return '';
  // Our own words, picked in the customer's language.
  const ours = languages.some((one) => sentences[one].asap === wish);
  return ways.wish(ours ? say.s.asap : wish);
}

function ownerOf({ owner }: Ticket, { roster }: Hands, policy: Policy, language: Language): string {
  const name = roster.colleagues.find(({ id }) => id === owner.staff)?.name;
  return name ?? policy.roles[owner.role]?.[language] ?? owner.role;
}

function itemsOf({ inspection }: Policy, language: Language): WorkTicket['items'] {
  if (!inspection) return { named: [], count: 0 };
  const { items, count } = inspection;
  // The list may promise more items than it names: those are on the paper everybody carries.
  return { named: items.slice(0, count).map((item) => item[language]), count };
}

/** On a map that every telephone in the country opens: a pin where we have one, else a search. */
function mapOf(address: string, place: Place | undefined): string {
  if (place) {
    const position = `${place.longitude.toFixed(6)},${place.latitude.toFixed(6)}`;
    return `https://uri.amap.com/marker?position=${position}&coordinate=wgs84`;
  }
  return address ? `https://uri.amap.com/search?keyword=${encodeURIComponent(address)}` : '';
}

const told = 3;
