import type { Accounts } from '../../desk/accounts.ts';
import type { Customers, Traces } from '../../desk/customers.ts';
import type { Store } from '../../store/store.ts';
import type { Line } from '../channels/channel.ts';
import { e164 } from '../channels/phone/out/e164.ts';
import type { Sms } from '../channels/sms/index.ts';

export interface ForgettingParts {
  readonly customers: Customers;
  readonly accounts: Pick<Accounts, 'forget'>;
  readonly line: Pick<Line, 'forget'>;
  readonly blobs: Pick<Store['blobs'], 'remove'>;
  /** Knows telephones by accounts of its own. */
  readonly sms?: Pick<Sms, 'forget'> | undefined;
}

/** Their record goes last, since it names the rest: interrupted anywhere, it can be asked for again. */
export function forgetting({ customers, accounts, line, blobs, sms }: ForgettingParts) {
  return async (phone: string): Promise<{ open: readonly string[] } | Traces | undefined> => {
    const traces = await customers.trace(phone);
    if (!traces || 'open' in traces) return traces;
    for (const id of traces.conversations) await line.forget(id);
    for (const id of traces.pictures) await blobs.remove(id);
    for (const account of traces.accounts) await accounts.forget(account);
    const to = e164(phone);
    const texted = to && (await sms?.forget(to));
    if (texted) {
      await line.forget(texted);
      await accounts.forget(texted);
    }
    await customers.erase(phone);
    return traces;
  };
}
