import type { Row } from './board-row.ts';
import type { CrewAccount } from './crew.ts';
import { type Reach, type Right, reachOf } from './crew-rights.ts';
import type { Policy } from './policy.ts';
import { areasAt, type Colleague, type Roster } from './roster.ts';

/** Somebody at the desk, with their place in the roster as it is now. */
export interface Hands {
  readonly account: CrewAccount;
  readonly colleague: Colleague | undefined;
  readonly roster: Roster;
}

/** What reach asks of a ticket; a row of the board has it. */
export type Place = Pick<Row, 'line' | 'owner' | 'crew' | 'address' | 'urgency'>;

export function handsOf(account: CrewAccount, roster: Roster): Hands {
  const colleague = roster.colleagues.find(({ id }) => id === account.colleague);
  return { account, colleague, roster };
}

/** How they are named on timelines: their entry in the roster, or their account. */
export function idOf({ account, colleague }: Hands): string {
  return colleague?.id ?? `@${account.name}`;
}

export function mayReach(hands: Hands, right: Right, place: Place): boolean {
  const reach = reachOf(hands.account.role, right);
  return reach !== undefined && within(hands, reach, place);
}

/** Nothing but what is theirs or could become theirs: lists need not look further. */
export function onlyOwn({ account }: Hands, right: Right): boolean {
  return reachOf(account.role, right) === 'own';
}

function within(hands: Hands, reach: Reach, place: Place): boolean {
  const theirs = [place.owner, ...place.crew].some(({ staff }) => staff === idOf(hands));
  if (reach === 'all' || theirs) return true;
  if (reach === 'area') return inAreas(hands, place.address);
  return !place.owner.taken && couldTake(hands, place);
}

/** Taken by nobody yet, and within this colleague's line and areas; the gravest only for whose role it is. */
function couldTake(hands: Hands, { line, owner, address, urgency }: Place): boolean {
  const posts = hands.colleague?.posts.filter((post) => post.line === line) ?? [];
  const fits =
    urgency === 'major' ? posts.some(({ role }) => role === owner.role) : posts.length > 0;
  return fits && inAreas(hands, address);
}

/** Who has no areas works everywhere, whose entry is gone nowhere; an address in no known area is everybody's. */
function inAreas({ account, colleague, roster }: Hands, address: string): boolean {
  if (!colleague) return account.colleague === undefined;
  if (colleague.areas.length === 0) return true;
  const found = areasOf(address, roster);
  return found.length === 0 || found.some((id) => colleague.areas.includes(id));
}

/** Kept as long as the roster is: a long list asks of the same addresses again and again. */
function areasOf(address: string, { areas }: Roster): readonly string[] {
  const known = placed.get(areas) ?? new Map<string, readonly string[]>();
  placed.set(areas, known);
  const before = known.get(address);
  if (before) return before;
  const ids = areasAt(address, areas).map(({ id }) => id);
  if (known.size >= mostPlaces) known.clear();
  known.set(address, ids);
  return ids;
}

const placed = new WeakMap<Roster['areas'], Map<string, readonly string[]>>();
const mostPlaces = 50_000;

/** The policy's role they act in on such a ticket: the owner's, if it is theirs, else their highest in that line. */
export function postFor(hands: Hands, { line, owner }: Place, policy: Policy): string {
  const held = (hands.colleague?.posts ?? []).flatMap((post) =>
    post.line === line ? [post.role] : [],
  );
  if (held.includes(owner.role)) return owner.role;
  const highest = Object.keys(policy.roles).findLast((role) => held.includes(role));
  return highest ?? (hands.account.role === 'worker' ? owner.role : policy.human);
}
