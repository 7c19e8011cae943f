import { yesOrNo } from './form.ts';
import { reply } from './say.ts';
import {
  Dialog,
  type DialogContext,
  type DialogInstance,
  type DialogTurnResult,
  type TurnContext,
} from './sdk.ts';
import { ask, stateOf, talkOf, tell } from './talk.ts';
import { codeIn, wantsLink } from './text/link.ts';

interface LinkState {
  code?: string;
}

/** The wish to be one person in two places: gives a code, or takes one that was given elsewhere. True if it was that. */
export async function linkWish(dc: DialogContext): Promise<boolean> {
  const { picked = '', understanding } = talkOf(dc.context);
  if (dc.stack.some(({ id }) => id === 'link')) return false;
  const scanned = picked.startsWith('link:') ? picked.slice('link:'.length) : undefined;
  if (!scanned && (picked || !wantsLink(understanding.text))) return false;
  const code = scanned ?? codeIn(understanding.text);
  if (code) await dc.beginDialog('link', { code });
  else await giveCode(dc);
  return true;
}

async function giveCode(dc: DialogContext): Promise<void> {
  const { say, links } = talkOf(dc.context);
  await tell(dc.context, reply(say.s.linkCode({ code: say.number(await links.offer()) })));
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
    const open =
      yesOrNo(talk) === 'yes' ? await talk.links.join(stateOf<LinkState>(dc).code ?? '') : 'no';
    if (!open || open === 'no') {
      await tell(dc.context, reply(open === 'no' ? s.notLinked() : s.linkWrong()));
      return dc.endDialog();
    }
    await tell(dc.context, reply(s.linked()));
    const result = await dc.endDialog();
    // What was begun over there goes on here, unless something is open here.
    if (dc.activeDialog || open.length === 0) return result;
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
