import type { Photo } from '../desk/events.ts';
import type { Known } from '../desk/people.ts';
import type { Instant } from '../desk/words.ts';
import type { Field } from '../nlu/understanding.ts';
import { type Arriving, arrivingOf } from './arrival.ts';
import { FormDialog, yesOrNo } from './form.ts';
import type { Begin } from './report.ts';
import { reply } from './say.ts';
import type { DialogContext } from './sdk.ts';
import { ask, type Talk, talkOf } from './talk.ts';
import type { Sentence } from './text/index.ts';

/** What somebody said before they left, kept under their telephone. */
export interface Draft {
  readonly facts: Partial<Record<Field, string>>;
  readonly photos?: readonly Photo[];
  readonly arriving?: Arriving;
  readonly at: Instant;
}

export interface Drafts {
  keep(phone: string, draft: Draft): Promise<void>;
  /** What was kept, or is open in another conversation of whoever has proven to hold this telephone. */
  of(phone: string): Promise<Draft | undefined>;
  /** Nothing is kept, and what was open elsewhere is closed there. */
  forget(phone: string): Promise<void>;
}

/** The customer has gone: an unfinished report is kept, nothing is said. */
export async function part(dc: DialogContext): Promise<void> {
  const { drafts, claimedPhone, now } = talkOf(dc.context);
  const facts = FormDialog.draftOf(dc);
  const photos = FormDialog.photosOf(dc);
  const arriving = arrivingOf(dc);
  const phone = facts.phone ?? claimedPhone;
  await dc.cancelAllDialogs();
  if (phone && facts.description) await drafts.keep(phone, { facts, photos, arriving, at: now });
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
  await talk.drafts.forget((await holderOf(talk))?.phone ?? '');
  if (answer === 'no') return false;
  const { facts, photos = [], arriving = {} } = draft;
  const understanding = talk.understand(facts.description ?? '');
  const begin: Begin = { purpose: 'report', understanding, draft: facts, photos, arriving };
  await dc.beginDialog('report', begin);
  return true;
}

async function draftFor(talk: Talk): Promise<Draft | undefined> {
  const holder = await holderOf(talk);
  const draft = holder && (await talk.drafts.of(holder.phone));
  if (!draft || talk.now - draft.at > kept) return undefined;
  if (holder.proven) return draft;
  // A number can be forged by a caller and typed by anybody: name, address and pictures are told to nobody again.
  const { name: _name, address: _address, ...facts } = draft.facts;
  return { facts, at: draft.at };
}

async function holderOf({ claimedPhone, desk, account }: Talk): Promise<Holder | undefined> {
  return claimedPhone ? { phone: claimedPhone } : desk.known(account);
}

type Holder = Pick<Known, 'phone' | 'proven'>;

const kept = 24 * 3_600_000;
