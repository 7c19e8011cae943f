import type { FormState } from './form.ts';
import { yesOrNo } from './form.ts';
import { type Reply, reply } from './say.ts';
import type { Talk } from './talk.ts';

/** A form that knows the address last given for the telephone they call from: used if they say so, told to nobody. */
export interface WithOnFile extends FormState {
  onFile?: string | undefined;
}

/** A number can be forged by a caller: what is on file for it may be used for it, and is not read out. */
export async function lookUp({ claimedPhone, desk }: Talk, form: WithOnFile): Promise<void> {
  if (claimedPhone && form.purpose !== 'handoff')
    form.onFile = await desk.lastAddress(claimedPhone);
}

/** "The same address as last time?", instead of dictating one; undefined if none is on file. */
export function sameAgain({ say: { ear } }: Talk, form: WithOnFile): Reply | undefined {
  if (!form.onFile || form.tries > 0) return undefined;
  return reply(ear.lastAddress, [
    { title: ear.sameAddress, code: 'address:same' },
    { title: ear.otherAddress, code: 'address:other' },
  ]);
}

/** Takes the answer to that; false if this was none. */
export function takesOnFile(talk: Talk, form: WithOnFile): boolean {
  if (form.asking !== 'address' || !form.onFile) return false;
  const said = yesOrNo(talk);
  if (talk.picked === 'address:same' || said === 'yes') form.facts.address = form.onFile;
  else if (talk.picked === 'address:other' || said === 'no') form.onFile = undefined;
  else return false;
  return true;
}

/** As it may be read out. */
export function tellable({ say }: Talk, { onFile }: WithOnFile, address: string): string {
  return address === onFile ? say.ear.addressOnFile : address;
}
