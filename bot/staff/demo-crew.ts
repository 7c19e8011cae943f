import { createHmac } from 'node:crypto';
import { crewRoles } from '../../desk/crew.ts';
import type { Crew, NewCrewAccount } from '../../desk/crew-accounts.ts';
import people from '../../desk/people/demo-accounts.json' with { type: 'json' };

/** Who can sign in to a demo, all with one password that is this data folder's own. */
export interface DemoCrew {
  readonly names: readonly string[];
  readonly password: string;
}

/** A demo has an account for every role; accounts that are there already stay as they are. */
export async function seedCrew(crew: Crew, secret: Buffer): Promise<DemoCrew> {
  const password = createHmac('sha256', secret).update('demo crew').digest('hex').slice(0, 12);
  const accounts = people.map((one): NewCrewAccount => {
    const role = crewRoles.find((known) => known === one.role);
    if (!role) throw new Error(`demo-accounts.json: ${one.name} has no known role`);
    return { name: one.name, role, colleague: one.colleague, password, own: true };
  });
  await crew.begin(accounts);
  return { names: people.map(({ name }) => name), password };
}
