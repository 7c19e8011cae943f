import type { Order } from '../desk/delivery.ts';
import type { Desk } from '../desk/desk.ts';
import type { Later } from '../desk/later.ts';
import type { Records } from '../desk/ports.ts';
import type { Hearer } from '../desk/staff-out.ts';
import { foldTicket } from '../desk/ticket.ts';
import type { Answer } from '../desk/view.ts';
import type { Language } from '../desk/words.ts';
import { sayIn } from '../dialogs/say.ts';
import { caseCalls } from '../dialogs/text/case-call.ts';
import type { CallOrder, Facts } from './channels/phone/out/attempt.ts';
import { e164 } from './channels/phone/out/e164.ts';
import { repeatCode, type Script } from './channels/phone/out/script.ts';

export const caseScript = 'case';

/** What a call to a colleague needs to know of the case; no personal data. */
export function caseFacts(
  { notice, ticket }: Order,
  { role, colleague }: Hearer,
  words: string,
): Facts {
  const { id: staff, name } = colleague;
  return { no: ticket.no, staff, role, name, what: notice.what, words };
}

export interface CaseParts {
  readonly desk: Pick<Desk, 'staff'>;
  readonly later: Pick<Later, 'waitsFor'>;
  readonly records: Pick<Records, 'tx'>;
}

/** A colleague hears a case that cannot wait: 1 takes it, 2 passes it on, 3 says it again, 0 takes it and rings the customer. */
export function caseCall({ desk, later, records }: CaseParts): Script {
  return {
    async open({ facts }, language) {
      const { no, name, words, ...asked } = caseIn(facts);
      if (!(await later.waitsFor(no, asked))) return undefined;
      const say = caseCalls[language];
      return {
        says: [say.hello(name), words],
        choices: [
          { key: '1', title: say.accept, code: 'take' },
          { key: '2', title: say.pass, code: 'decline' },
          { key: '3', title: say.repeat, code: repeatCode },
          { key: '0', title: say.connect, code: 'connect' },
        ],
      };
    },
    async chosen(order, code, language) {
      const { done, says } = await decided(desk, order, code !== 'decline', language);
      // Only whoever has it talks with the customer; whose telephone it is, is not told.
      if (code !== 'connect' || !done) return { next: 'bye', says: [says] };
      const to = await customerOf(records, caseIn(order.facts).no);
      const say = caseCalls[language];
      if (!to) return { next: 'bye', says: [says, say.noTelephone] };
      return { next: 'connect', says: [says, say.connecting], to };
    },
    // Whose telephone it is, is not told: they can only try again from here.
    async connected({ key, facts }, reached, language) {
      const { no, staff, role } = caseIn(facts);
      const say = caseCalls[language];
      if (!reached) {
        const choices = [{ key: '0', title: say.again, code: 'connect' }];
        return { next: 'ask', says: [say.customerAway], choices };
      }
      await desk.staff(no, { do: 'contact' }, { id: staff, role }, `${key}/talked`);
      return { next: 'bye', says: [say.talked] };
    },
    // Whoever wanted the call asks how it ended, and asks the next one.
    async ended() {},
  };
}

/** A missed promise is taken in hand; everything else is taken over, or passed on. */
async function decided(
  desk: Pick<Desk, 'staff'>,
  { key, facts }: CallOrder,
  takes: boolean,
  language: Language,
): Promise<{ readonly done: boolean; readonly says: string }> {
  const { no, staff, role, what } = caseIn(facts);
  const say = caseCalls[language];
  const by = { id: staff, role };
  if (what === 'staff.missed' || what === 'staff.call_back') {
    if (takes) await desk.staff(no, { do: 'acknowledge' }, by, key);
    return { done: true, says: takes ? say.inHand : say.passed };
  }
  const action = takes ? ({ do: 'take' } as const) : ({ do: 'decline', why: 'telephone' } as const);
  const answer = await desk.staff(no, action, by, key);
  if (!answer.done) return { done: false, says: refused(answer, takes, language) };
  return {
    done: true,
    says: takes ? say.accepted(sayIn(language, 0).number(no).speak) : say.passed,
  };
}

/** The telephone to ring; undefined if none is on record. */
async function customerOf(records: CaseParts['records'], no: string): Promise<string | undefined> {
  const record = await records.tx((tx) => tx.ticket(no));
  return record && e164(foldTicket(record).request.phone);
}

function refused(
  answer: Extract<Answer, { done: false }>,
  takes: boolean,
  language: Language,
): string {
  const say = caseCalls[language];
  if (answer.why === 'taken') return say.taken(answer.owner?.name ?? '');
  // Whoever was not asked by name has nothing to pass on: the next one is told in any case.
  return answer.why === 'not_now' && !takes ? say.passed : say.over;
}

function caseIn(facts: Facts) {
  const text = (name: string) => String(facts[name] ?? '');
  const [no, staff, role] = [text('no'), text('staff'), text('role')];
  return { no, staff, role, name: text('name'), what: text('what'), words: text('words') };
}
