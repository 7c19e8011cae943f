import { propose, type Verdict } from '../decision.ts';
import type { Correction, EventBody, Photo, Reason, VisitTime } from '../events.ts';
import type { Policy } from '../policy.ts';
import type { Ticket } from '../ticket.ts';
import { type Kind, type Urgency, urgencies } from '../words.ts';
import { appoint, dropVisit } from './appoint.ts';
import { changesTo } from './correct.ts';
import { reclassify } from './reclassify.ts';

export interface Addition {
  readonly words: string;
  readonly photos: readonly Photo[];
  /** Facts that turned out to be different, e.g. a new preferred time. */
  readonly changes?: Correction;
  /** Another time for the visit; null: the old one suits no longer, a new one is not clear. */
  readonly visit?: VisitTime | null;
  /** How grave the new words are by themselves. */
  readonly judged?: {
    readonly urgency: Urgency;
    readonly kind: Kind;
    readonly reasons: readonly Reason[];
  };
}

/** One more thing: words and photos are added, changed facts corrected; graver words raise the class, none lower it. */
export function addInfo(ticket: Ticket, addition: Addition, policy: Policy): Verdict {
  const { words, photos, changes = {}, visit } = addition;
  const events: EventBody[] = [];
  if (words !== '' || photos.length > 0) events.push({ type: 'added', words, photos });
  const fresh = changesTo(ticket, withAccess(ticket, changes));
  if (fresh) events.push({ type: 'corrected', changes: fresh });
  const moved = visit === null ? dropVisit(ticket, words) : visit && appoint(ticket, visit);
  if (moved?.ok) events.push(...moved.events);
  return propose(ticket, ...events, ...raise(ticket, addition, policy));
}

/** What is said about the way in comes to what was known, the newest first. */
function withAccess({ request }: Ticket, changes: Correction): Correction {
  const { access } = changes;
  if (!access || !request.access) return changes;
  const known = request.access.includes(access);
  return { ...changes, access: known ? request.access : `${access}; ${request.access}` };
}

function raise(ticket: Ticket, { judged }: Addition, policy: Policy): readonly EventBody[] {
  const { urgency, kind } = ticket.request;
  if (!judged || urgencies.indexOf(judged.urgency) <= urgencies.indexOf(urgency)) return [];
  // A claim stays a claim, and becomes one; any other kind is what the customer came with.
  const labels = { ...judged, kind: judged.kind === 'compensation' ? judged.kind : kind };
  const verdict = reclassify(ticket, labels, policy);
  return verdict.ok ? verdict.events : [];
}
