import { propose, refuse, type Verdict } from '../decision.ts';
import type { EventBody, InspectedAs, Photo } from '../events.ts';
import type { Inspection, Policy } from '../policy.ts';
import type { Ticket } from '../ticket.ts';
import type { Names } from '../words.ts';
import type { Hand } from './staff.ts';

export interface Finding {
  /** `self`: who did the work, before leaving; `lead` and `quality`: samples afterwards. */
  readonly as: InspectedAs;
  /** Numbers of the items that failed, 1 for the first; none: all is well. */
  readonly failed: readonly number[];
  readonly note?: string | undefined;
  /** Ids of pictures of this ticket. */
  readonly photos?: readonly string[] | undefined;
}

/**
 * The list of the service line was gone through. What a lead or quality finds wanting in finished work is done
 * again, and nobody finds that of their own work.
 */
export function inspect(
  ticket: Ticket,
  finding: Finding,
  { inspection }: Policy,
  by: Pick<Hand, 'id'>,
): Verdict {
  if (!inspection) return refuse(ticket);
  const { as, note } = finding;
  if (as !== 'self' && workersOn(ticket).includes(by.id)) return { ok: false, why: 'own_work' };
  const photos = picked(finding.photos, ticket.photos);
  if (!photos) return { ok: false, why: 'no_picture' };
  const failed = [...new Set(finding.failed)].filter(
    (item) => Number.isInteger(item) && item >= 1 && item <= inspection.count,
  );
  const inspected: EventBody = {
    type: 'inspected',
    as,
    failed,
    ...(failed.length > 0 && { items: failed.map((item) => itemOf(inspection, item)) }),
    ...(note && { note }),
    ...(photos.length > 0 && { photos }),
  };
  const again = as !== 'self' && failed.length > 0 && isFinished(ticket);
  return propose(ticket, inspected, ...(again ? [{ type: 'reopened' } as const] : []));
}

/** Who did the work: was there, finished it, or was sent; whoever owns it as long as nobody did. */
export function workersOn({ timeline, owner }: Ticket): readonly string[] {
  const found = timeline.flatMap((event) => {
    if (event.type === 'dispatched' && event.staff) return [event.staff];
    const worked = event.type === 'arrived' || event.type === 'resolved';
    return worked && event.by.who === 'staff' ? [event.by.id] : [];
  });
  if (found.length === 0 && owner.staff) return [owner.staff];
  return [...new Set(found)];
}

/** What an item is called; by its number where an older list does not name it. */
export function itemOf({ items }: Inspection, item: number): Names {
  const named = items[item - 1];
  if (!named) return { 'zh-Hans': `#${item}`, 'zh-Hant': `#${item}`, en: `#${item}` };
  return { 'zh-Hans': named['zh-Hans'], 'zh-Hant': named['zh-Hant'], en: named.en };
}

const isFinished = ({ status, mergedInto }: Ticket): boolean =>
  mergedInto === undefined && ['resolved', 'accepted', 'closed'].includes(status);

/** undefined if one of them is not the ticket's: an id alone opens nothing. */
function picked(
  ids: readonly string[] = [],
  photos: readonly Photo[],
): readonly Photo[] | undefined {
  const found = photos.filter(({ id }) => ids.includes(id));
  return found.length === new Set(ids).size ? found : undefined;
}
