import { areaOf } from '../areas.ts';
import type { Area, Policy } from '../policy.ts';
import { areasAt, type Place, type Roster } from '../roster.ts';
import type { Ticket } from '../ticket.ts';
import type { Duration } from '../words.ts';
import { type Turn, turnOf } from './turn.ts';

/** What a ticket needs a person for. */
export interface Need {
  readonly no: string;
  readonly line: string;
  /** Asked for first, then one after the other while nobody is available. */
  readonly roles: readonly string[];
  /** It cannot wait: people on call are rung, load and rest come second. */
  readonly pressing: boolean;
  /** Work areas its address lies in; none: nobody knows, and any colleague will do. */
  readonly areas: readonly string[];
  readonly place?: Place;
  /** Skills it asks for, as colleagues name them. */
  readonly skills: readonly string[];
  /** Its key area, where the line has such. */
  readonly keyArea?: Area;
  /** Shares kept for key areas; absent where the line has none. */
  readonly kept?: { readonly people: number; readonly material: number };
  /** Its place in the queue. */
  readonly turn: Turn;
  /** A VIP is served as if registered this much earlier. */
  readonly vip?: Duration;
  /** Colleagues who were asked in vain. */
  readonly aside: ReadonlyMap<string, 'declined' | 'unanswered'>;
  /** Who did the work that is to be done again. */
  readonly again?: string;
  /** Colleagues who served this customer before. */
  readonly served: readonly string[];
}

export type Asking = Pick<Need, 'roles' | 'aside' | 'served' | 'again'>;

/** The need as the ticket's words, address and policy tell it. */
export function needOf(ticket: Ticket, asking: Asking, policy: Policy, roster: Roster): Need {
  const { request } = ticket;
  const said = `${request.subject ?? ''} ${request.words}`.toLowerCase();
  const isSaid = (word: string) => said.includes(word.toLowerCase());
  const areas = areasAt(request.address ?? request.words, roster.areas);
  const skills = new Set(roster.colleagues.flatMap((one) => one.skills.filter(isSaid)));
  const place = request.place ?? areas.find(({ at }) => at)?.at;
  const keyArea = areaOf(request, policy);
  const { fastLane, vip } = policy;
  return {
    ...asking,
    no: ticket.no,
    line: policy.id,
    pressing: isPressing(ticket),
    areas: areas.map(({ id }) => id),
    skills: [...skills],
    turn: turnOf({ ...request, registeredAt: ticket.registeredAt }, policy),
    ...(place && { place }),
    ...(keyArea && { keyArea }),
    ...(fastLane && { kept: { people: fastLane.people, material: fastLane.material } }),
    ...(request.vip && vip && { vip: vip.dispatchEarlier }),
  };
}

/** Danger or a major complaint. */
export function isPressing({ request }: Pick<Ticket, 'request'>): boolean {
  return request.urgency !== 'general' || request.alsoUrgent;
}

/** This role, then those who are told when its promises are missed, then who answers every customer. */
export function rolesFrom(role: string, ticket: Ticket, policy: Policy): readonly string[] {
  const track = policy.tracks.urgency[ticket.request.urgency];
  const contact = track.find((milestone) => milestone.contact) ?? track[0];
  const rungs = contact?.ladder.map((rung) => rung.role) ?? [];
  const above = rungs.slice(rungs.indexOf(role) + 1);
  return [...new Set([role, ...above, policy.human])];
}
