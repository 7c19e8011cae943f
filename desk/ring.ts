import { isPressing } from './dispatch/need.ts';
import { handsOver } from './notices.ts';
import type { Notice } from './ports.ts';
import type { Ticket } from './ticket.ts';

/** What cannot wait is telephoned as well as written, each with its own outcome. */
export function alsoRung(notices: readonly Notice[], ticket: Ticket): Notice[] {
  if (!isPressing(ticket)) return [...notices];
  return notices.flatMap((notice) =>
    'role' in notice.to && rings(notice.what)
      ? [notice, { ...notice, id: `${notice.id}c`, ring: true as const }]
      : [notice],
  );
}

const rings = (what: string): boolean =>
  handsOver.has(what) ||
  what === 'staff.unmanned' ||
  what === 'staff.missed' ||
  what === 'staff.call_back';
