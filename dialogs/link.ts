import { goOn } from './bind.ts';
import { yesOrNo } from './form.ts';
import { reply } from './say.ts';
import {
  Dialog,
  type DialogContext,
  type DialogInstance,
  type DialogTurnResult,
  type TurnContext,
} from './sdk.ts';
import { ask, type Joined, stateOf, talkOf, tell } from './talk.ts';
import { codeIn, wantsLink, wantsMobile, wantsParting } from './text/link.ts';

interface LinkState {
  code?: string;
}

/** The wish to be one person in two places: gives a code, or takes one that was given elsewhere. True if it was that. */
export async function linkWish(dc: DialogContext): Promise<boolean> {
  const { picked = '', understanding, spoken, links } = talkOf(dc.context);
  if (dc.stack.some(({ id }) => id === 'link' || id === 'bind')) return false;
  if (!picked && wantsParting(understanding.text)) return part(dc);
  const scanned = picked.startsWith('link:') ? picked.slice('link:'.length) : undefined;
  const byMobile = picked === 'bind:mobile';
  if (!scanned && !byMobile && (picked || !wantsLink(understanding.text))) return false;
  const code = scanned ?? codeIn(understanding.text);
  const { phone } = understanding.entities;
  if (code) await dc.beginDialog('link', { code });
  else if (byMobile || (!spoken && links.texts && (phone || wantsMobile(understanding.text))))
    await dc.beginDialog('bind', { phone });
  else if (!(await textCode(dc))) await giveCode(dc);
  return true;
}

async function part(dc: DialogContext): Promise<boolean> {
  const { say, links } = talkOf(dc.context);
  await tell(dc.context, reply((await links.part()) ? say.s.parted() : say.s.nothingToPart()));
  if (dc.activeDialog) await dc.repromptDialog();
  return true;
}

/** A caller's code is best texted: who has it holds the telephone they call from. False if that cannot be. */
async function textCode(dc: DialogContext): Promise<boolean> {
  const { say, links, texts, claimedPhone } = talkOf(dc.context);
  if (!texts || !claimedPhone) return false;
  const wording = (code: string) => say.s.textedCode({ code });
  if ((await links.text(claimedPhone, 'elsewhere', wording)) !== 'sent') return false;
  await tell(dc.context, reply(say.s.linkTexted()));
  if (dc.activeDialog) await dc.repromptDialog();
  return true;
}

async function giveCode(dc: DialogContext): Promise<void> {
  const { say, links, spoken } = talkOf(dc.context);
  const other = spoken || !links.texts ? [] : [{ title: say.s.byMobile, code: 'bind:mobile' }];
  const words = say.s.linkCode({ code: say.number(await links.offer()) });
  await tell(dc.context, reply(words, other));
  if (dc.activeDialog) await dc.repromptDialog();
}

/** A code from elsewhere: asked once more, because from then on both places show the same tickets. */
export class LinkDialog extends Dialog {
  override async beginDialog(dc: DialogContext, options?: LinkState): Promise<DialogTurnResult> {
    const { links, say } = talkOf(dc.context);
    const { code = '' } = options ?? {};
    const found = await links.check(code);
    if (found !== 'good') {
      await tell(dc.context, reply(found === 'locked' ? say.s.locked() : say.s.linkWrong()));
      return dc.endDialog();
    }
    stateOf<LinkState>(dc).code = code;
    await this.prompt(dc.context);
    return Dialog.EndOfTurn;
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const talk = talkOf(dc.context);
    const { s } = talk.say;
    const agreed = yesOrNo(talk) === 'yes';
    const joined = agreed ? await talk.links.join(stateOf<LinkState>(dc).code ?? '') : undefined;
    if (joined) return this.joined(dc, joined);
    await tell(dc.context, reply(agreed ? s.linkWrong() : s.notLinked()));
    return dc.endDialog();
  }

  /** What was begun over there goes on here, unless something is open here. */
  private async joined(dc: DialogContext, { open }: Joined): Promise<DialogTurnResult> {
    const { s } = talkOf(dc.context).say;
    const busy = dc.stack.length > 1;
    if (open.length === 0 && !busy) return goOn(dc, s.linked());
    await tell(dc.context, reply(s.linked()));
    const result = await dc.endDialog();
    if (busy) return result;
    dc.stack.push(...(open as DialogInstance[]));
    await tell(dc.context, reply(s.backToQuestion()));
    await dc.repromptDialog();
    return Dialog.EndOfTurn;
  }

  override async repromptDialog(context: TurnContext): Promise<void> {
    await this.prompt(context);
  }

  private async prompt(context: TurnContext): Promise<void> {
    const { s } = talkOf(context).say;
    const choices = [
      { title: s.yes, code: 'yes' },
      { title: s.no, code: 'no' },
    ];
    await ask(context, reply(s.askLink(), choices), 'confirm_prompt');
  }
}
