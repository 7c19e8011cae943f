import type { Instant } from '../desk/words.ts';
import type { Field } from '../nlu/understanding.ts';
import { FormDialog, yesOrNo } from './form.ts';
import type { Begin } from './report.ts';
import { reply } from './say.ts';
import type { DialogContext } from './sdk.ts';
import { ask, type Talk, talkOf } from './talk.ts';
import type { Sentence } from './text/index.ts';

/** What somebody said before the line broke, kept under their telephone. */
export interface Draft {
  readonly facts: Partial<Record<Field, string>>;
  readonly at: Instant;
}

export interface Drafts {
  keep(phone: string, draft: Draft): Promise<void>;
  of(phone: string): Promise<Draft | undefined>;
  forget(phone: string): Promise<void>;
}

/** The customer has gone: an unfinished report is kept, nothing is said. */
export async function part(dc: DialogContext): Promise<void> {
  const { drafts, claimedPhone, now } = talkOf(dc.context);
  const facts = FormDialog.draftOf(dc);
  const phone = facts.phone ?? claimedPhone;
  await dc.cancelAllDialogs();
  if (phone && facts.description) await drafts.keep(phone, { facts, at: now });
}

/** Offers to go on with what was kept; false if there is nothing. */
export async function offerDraft(dc: DialogContext, first: readonly Sentence[]): Promise<boolean> {
  const talk = talkOf(dc.context);
  if (!(await draftFor(talk))) return false;
  const { ear } = talk.say;
  const choices = [
    { title: ear.goOn, code: 'draft:yes' },
    { title: ear.startAfresh, code: 'draft:no' },
  ];
  await ask(dc.context, reply([...first, ear.keptDraft], choices), 'confirm_prompt');
  return true;
}

/** Answers that offer; false if this was no answer to it. */
export async function resume(dc: DialogContext): Promise<boolean> {
  const talk = talkOf(dc.context);
  const offered = talk.offered.some(({ code }) => code === 'draft:yes');
  const answer =
    talk.picked === 'draft:yes' ? 'yes' : talk.picked === 'draft:no' ? 'no' : yesOrNo(talk);
  const draft = offered && answer ? await draftFor(talk) : undefined;
  if (!draft) return false;
  await talk.drafts.forget((await phoneOf(talk)) ?? '');
  if (answer === 'no') return false;
  const understanding = talk.understand(draft.description ?? '');
  await dc.beginDialog('report', { purpose: 'report', understanding, draft } satisfies Begin);
  return true;
}

async function draftFor(talk: Talk): Promise<Draft['facts'] | undefined> {
  const phone = await phoneOf(talk);
  const draft = phone ? await talk.drafts.of(phone) : undefined;
  if (!draft || talk.now - draft.at > kept) return undefined;
  // A number can be forged by a caller and typed by anybody: name and address are told to nobody again.
  const { name: _name, address: _address, ...rest } = draft.facts;
  return rest;
}

async function phoneOf({ claimedPhone, desk, account }: Talk): Promise<string | undefined> {
  return claimedPhone ?? (await desk.known(account))?.phone;
}

const kept = 24 * 3_600_000;
