import type { Request } from './events.ts';
import type { Area, Policy } from './policy.ts';

type Spoken = Pick<Request, 'words'> & Partial<Pick<Request, 'subject' | 'address'>>;

/** The fast-lane area a request speaks of, best colour first; undefined for an ordinary area. */
export function areaOf(request: Spoken, policy: Policy): Area | undefined {
  if (!policy.fastLane) return undefined;
  const text = `${request.subject ?? ''} ${request.address ?? ''} ${request.words}`.toLowerCase();
  return policy.fastLane.areas.find((area) => area.words.some((word) => text.includes(word)));
}
