import type { Crew } from '../../desk/crew-accounts.ts';
import type { Rosters } from '../../desk/rosters.ts';
import { codeIn, wantsLink } from '../../dialogs/text/link.ts';
import { staffCodeIn } from '../../dialogs/text/work-heard.ts';
import type { Codes } from '../codes.ts';

export interface BindingParts {
  readonly codes: Codes;
  readonly crew: Crew;
  readonly rosters: Rosters;
}

/** A code that binds the account which says it to this member of the crew; good for ten minutes. */
export function bindingCode(name: string, { codes }: Pick<BindingParts, 'codes'>): Promise<string> {
  return codes.make({
    account: `crew:${name}`,
    conversationId: '',
    saidBy: 'elsewhere',
    crew: name,
  });
}

/**
 * The name of whoever is bound to this account by these words. "绑定 123456" binds a colleague as well; if it is no
 * code of the crew's it is left to the customer's linking, which counts it: every guess counts once.
 */
export async function boundBy(
  text: string,
  account: string,
  parts: BindingParts,
): Promise<string | undefined> {
  const said = staffCodeIn(text);
  if (said) return bind(said, account, parts);
  const code = wantsLink(text) ? codeIn(text) : undefined;
  const known = code && (await parts.codes.of(code, account, 'crew'));
  return known ? bind(code, account, parts) : undefined;
}

async function bind(code: string, account: string, { codes, crew, rosters }: BindingParts) {
  const offer = await codes.check(code, account, 'crew');
  const name = typeof offer === 'object' ? offer.crew : undefined;
  const known = name === undefined ? undefined : await crew.account(name);
  if (!known?.colleague || known.disabled) return undefined;
  const saved = await rosters.change({ bind: known.colleague, account });
  const colleague = saved.ok && saved.roster.colleagues.find(({ id }) => id === known.colleague);
  if (!colleague) return undefined;
  await codes.useUp(code);
  return colleague.name;
}
