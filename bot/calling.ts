import type { Callbacks } from '../desk/callbacks/callbacks.ts';
import type { Disposition } from '../desk/callbacks/dispositions.ts';
import { callbackWords } from '../dialogs/text/callbacks.ts';
import type { Calling, CallState } from './callbacks.ts';
import type { CallOrder, End, Disposition as Ending } from './channels/phone/out/attempt.ts';
import { attemptIdOf } from './channels/phone/out/attempts.ts';
import type { Outgoing } from './channels/phone/out/outgoing.ts';
import type { Script, Scripts } from './channels/phone/out/script.ts';
import { accentFor, accentOfCaller } from './channels/phone/voices.ts';

const script = 'callback';

/** Callbacks by telephone: one call for each attempt, and a conversation once somebody proves to be there. */
export function calling(outgoing: Outgoing, scripts: Scripts, callbacks: Callbacks): Calling {
  scripts.register(script, callbackScript(callbacks));
  return {
    async place({ attempt, callback, purpose, line, language, to }) {
      const accent = accentFor(language, accentOfCaller(to.slice(1)), to.slice(1));
      const facts = { callback, purpose, line };
      const order: CallOrder = { key: attempt, to, whom: 'customer', accent, script, facts };
      const placed = await outgoing.place(order);
      if (placed.is === 'under way') return placed;
      if (placed.is === 'over') return stateOf(placed.end);
      const disposition = placed.at !== undefined ? 'window_closed' : whyNever(placed.why);
      return { is: 'over', disposition, why: placed.why };
    },
    async trace(attempt) {
      const known = await outgoing.load(attemptIdOf(attempt));
      if (!known) return { is: 'over', disposition: 'not_placed', why: 'nobody was asked to dial' };
      return known.end ? stateOf(known.end) : { is: 'under way' };
    },
  };
}

/** Says who calls before anything else, nothing private to anybody, and begins only for who presses a key. */
function callbackScript(callbacks: Callbacks): Script {
  return {
    async open({ key, facts }, language) {
      if ((await callbacks.mayTalk(key)) !== 'yes') return undefined;
      const words = callbackWords[language];
      return {
        says: words.calling({ line: String(facts.line) }),
        choices: [
          { key: '1', title: words.begin, code: 'begin' },
          { key: '2', title: words.wrongNumber, code: 'wrong' },
        ],
      };
    },
    async chosen({ key, facts }, code, language) {
      if (code === 'wrong') {
        await callbacks.ended(key, 'wrong_person');
        return { next: 'bye', says: [callbackWords[language].sorryToDisturb()] };
      }
      // The telephone may have been handed on: what is known of the ticket's own account is not told on it.
      const account = `phone:callback/${key}`;
      const options = { callback: String(facts.callback) };
      return { next: 'talk', talk: { account, dialog: String(facts.purpose), options } };
    },
    async ended({ key, facts }, end) {
      await callbacks.ended(
        key,
        await ending(key, String(facts.callback), end, callbacks),
        end.how,
      );
    },
  };
}

/** What the call came to: only the conversation knows how far it got. */
async function ending(
  key: string,
  callback: string,
  { how, choice }: End,
  callbacks: Callbacks,
): Promise<Disposition> {
  if (choice === 'wrong') return 'wrong_person';
  if (how === 'too late')
    return (await callbacks.mayTalk(key)) === 'unwanted' ? 'unwanted' : 'window_closed';
  if (how !== 'confirmed') return simply[how];
  if ((await callbacks.mayTalk(key)) === 'unwanted') return 'refused';
  const survey = await callbacks.survey(callback);
  return survey && Object.keys(survey.answers).length > 0 ? 'partly' : 'hung_up';
}

const simply: Readonly<Record<Exclude<Ending, 'confirmed' | 'too late'>, Disposition>> = {
  heard: 'hung_up',
  'hung up': 'hung_up',
  refused: 'refused',
  machine: 'machine',
  busy: 'busy',
  'no answer': 'no_answer',
  'invalid number': 'empty_number',
  'not carried': 'not_carried',
  'provider down': 'provider_down',
  unsure: 'unknown',
};

/** What is found out by asking; how a conversation went is told by the script alone, which may still be at it. */
function stateOf({ how }: End): CallState {
  if (how === 'confirmed') return { is: 'under way' };
  return { is: 'over', disposition: how === 'too late' ? 'window_closed' : simply[how], why: how };
}

const whyNever = (why: string): Disposition =>
  why.includes('carries no calls') ? 'not_carried' : 'unwanted';
