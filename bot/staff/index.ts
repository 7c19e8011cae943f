import { Audit } from '../../desk/audit.ts';
import type { Board } from '../../desk/board.ts';
import { Crew } from '../../desk/crew-accounts.ts';
import { Sessions } from '../../desk/crew-sessions.ts';
import type { Desk } from '../../desk/desk.ts';
import type { Policies } from '../../desk/policy.ts';
import type { Clock } from '../../desk/ports.ts';
import type { Roster } from '../../desk/roster.ts';
import type { Store } from '../../store/store.ts';
import { staffDoor } from '../../web/staff/door.ts';
import type { Talks } from '../../web/staff/house.ts';
import type { Log } from '../log.ts';
import { mountStaff } from './mount.ts';
import { passwords } from './passwords.ts';

export interface StaffParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly desk: Desk;
  readonly board: Board;
  readonly policies: Policies;
  readonly roster: () => Promise<Roster>;
  readonly talks: Talks;
  readonly publicBaseUrl: string;
}

/** The people who work at the desk: their accounts, and what they reach over JSON. */
export function staffOn({ store, clock, log, publicBaseUrl, ...parts }: StaffParts) {
  const { books, blobs } = store;
  const ground = { books, clock, passwords: passwords() };
  const crew = new Crew(ground);
  const sessions = new Sessions({ ...ground, crew });
  const audit = new Audit({ books, clock });
  const door = staffDoor({ ...parts, clock, books, blobs, records: store, crew, sessions, audit });
  const secure = publicBaseUrl.startsWith('https:');
  return { crew, audit, mount: mountStaff({ door, log, secure }) };
}
