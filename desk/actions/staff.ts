import { propose, type Verdict } from '../decision.ts';
import type { Correction, Fault, Photo, SuggestionDecision } from '../events.ts';
import type { House } from '../house.ts';
import type { Ticket } from '../ticket.ts';
import type { Instant } from '../words.ts';
import { accept } from './accept.ts';
import { acknowledge } from './acknowledge.ts';
import { type Appointing, appoint, dropVisit, late, type Replanning, replan } from './appoint.ts';
import { arrive } from './arrive.ts';
import { type Assignment, assign } from './assign.ts';
import { cancel } from './cancel.ts';
import { close, type Outcome } from './close.ts';
import { contact } from './contact.ts';
import { correct } from './correct.ts';
import { decideSuggestion } from './decide.ts';
import { hold } from './hold.ts';
import { type Finding, inspect } from './inspect.ts';
import { note } from './note.ts';
import { type PlanMade, plan } from './plan.ts';
import { type Labels, reclassify } from './reclassify.ts';
import { refuseWork } from './refuse.ts';
import { reopen } from './reopen.ts';
import { resolve, type Work } from './resolve.ts';
import { resume } from './resume.ts';
import { record, type Stage } from './stage.ts';
import { decline, take } from './take.ts';
import { type Verification, verify } from './verify.ts';

/** Everything a colleague can do with a ticket. */
export type StaffAction =
  | { readonly do: 'take' }
  | { readonly do: 'decline'; readonly why: string }
  | ({ readonly do: 'assign' } & Assignment)
  | { readonly do: 'contact'; readonly note?: string }
  | { readonly do: 'dispatch'; readonly staff?: string; readonly note?: string }
  | { readonly do: 'arrive'; readonly note?: string }
  | ({ readonly do: 'plan' } & PlanMade)
  | { readonly do: 'progress'; readonly note: string }
  | { readonly do: 'record'; readonly stage: Stage; readonly note?: string }
  | ({ readonly do: 'resolve' } & Work)
  | { readonly do: 'hold'; readonly why: 'customer' | 'parts' }
  | { readonly do: 'resume' }
  | { readonly do: 'accept'; readonly words?: string }
  | { readonly do: 'refuse'; readonly words: string }
  | { readonly do: 'close'; readonly outcome: Outcome }
  | { readonly do: 'reopen'; readonly words?: string }
  | { readonly do: 'cancel'; readonly words: string }
  | { readonly do: 'correct'; readonly changes: Correction }
  | { readonly do: 'note'; readonly note: string; readonly photos?: readonly Photo[] }
  | { readonly do: 'acknowledge'; readonly milestone?: string; readonly note?: string }
  | { readonly do: 'diagnose'; readonly fault: Fault; readonly note?: string }
  | { readonly do: 'file'; readonly report: 'responsibility' | 'closing'; readonly note?: string }
  | ({ readonly do: 'appoint' } & Appointing)
  | { readonly do: 'drop_visit'; readonly words?: string }
  | { readonly do: 'late'; readonly expected: Instant; readonly note?: string }
  | ({ readonly do: 'replan' } & Replanning)
  | ({ readonly do: 'inspect' } & Finding)
  | { readonly do: 'decide'; readonly decision: SuggestionDecision; readonly note?: string }
  | ({ readonly do: 'verify' } & Verification)
  | ({ readonly do: 'reclassify' } & Labels);

/** A colleague who acts, in the role they act in. */
export interface Hand {
  readonly id: string;
  readonly role: string;
}

export function staffVerdict(
  ticket: Ticket,
  action: StaffAction,
  { policy }: House,
  by: Hand,
): Verdict {
  switch (action.do) {
    case 'verify':
      return verify(ticket, action, by);
    case 'take':
      return take(ticket, by);
    case 'decline':
      return decline(ticket, action.why, by);
    case 'assign':
      return assign(ticket, action);
    case 'contact':
      return contact(ticket, action.note);
    case 'dispatch': {
      const { staff, note } = action;
      return propose(ticket, {
        type: 'dispatched',
        ...(staff && { staff }),
        ...(note && { note }),
      });
    }
    case 'arrive':
      return arrive(ticket, action.note);
    case 'plan':
      return plan(ticket, action, policy);
    case 'progress':
      return propose(ticket, { type: 'progressed', note: action.note });
    case 'record':
      return record(ticket, action.stage, action.note);
    case 'resolve':
      return resolve(ticket, action);
    case 'hold':
      return hold(ticket, action.why);
    case 'resume':
      return resume(ticket);
    case 'accept':
      return accept(ticket, action.words);
    case 'refuse':
      return refuseWork(ticket, action.words, policy);
    case 'close':
      return close(ticket, action.outcome);
    case 'reopen':
      return reopen(ticket, action.words);
    case 'cancel':
      return cancel(ticket, action.words);
    case 'correct':
      return correct(ticket, action.changes);
    case 'note':
      return note(ticket, action.note, action.photos);
    case 'acknowledge':
      return acknowledge(ticket, action);
    case 'diagnose': {
      const { fault, note } = action;
      return propose(ticket, { type: 'diagnosed', fault, ...(note && { note }) });
    }
    case 'file': {
      const { report, note } = action;
      return propose(ticket, { type: 'filed', report, ...(note && { note }) });
    }
    case 'appoint':
      return appoint(ticket, action);
    case 'drop_visit':
      return dropVisit(ticket, action.words);
    case 'late':
      return late(ticket, action.expected, action.note);
    case 'replan':
      return replan(ticket, action);
    case 'inspect':
      return inspect(ticket, action, policy, by);
    case 'decide':
      return decideSuggestion(ticket, action.decision, action.note);
    case 'reclassify':
      return reclassify(ticket, action, policy);
  }
}
