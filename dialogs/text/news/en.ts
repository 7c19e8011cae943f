import { lines } from '../facts.ts';
import type { NewsFacts, NewsWords, PlanFacts } from './words.ts';

const willCall = ({ contact }: NewsFacts): string =>
  contact ? `Our ${contact.who} will contact you by ${contact.when}.` : '';
const nextIs = ({ next }: NewsFacts): string =>
  next ? `Next: ${next.what}, by ${next.when}.` : '';
const sentences = (...parts: readonly string[]): string =>
  parts.filter((part) => part !== '').join(' ');

const plan = (f: PlanFacts) => ({
  text: lines(
    `What we do: ${f.words}`,
    f.responsibility && `Responsibility: ${f.responsibility}`,
    f.compensation && `Compensation: ${f.compensation}`,
    f.price && `Price: ${f.price}`,
    f.finish && `Finished by: ${f.finish}`,
  ),
  speak: lines(
    `${f.words}.`,
    f.compensation && `Compensation: ${f.compensation}.`,
    f.price && `Price: ${f.price}.`,
    f.finish && `Finished by ${f.finish}.`,
  ),
});

const planShown = (f: NewsFacts, before: string, ask: string) => {
  const shown = f.plan ? plan(f.plan) : { text: '', speak: '' };
  const asks = f.plan?.asks === false ? '' : ask;
  return { text: lines(before, shown.text, asks), speak: lines(before, shown.speak, asks) };
};

export const en: NewsWords = {
  about: (f) => ({
    text: `Your ticket ${f.number.text} (${f.line}): `,
    speak: `About your ${f.line} ticket: `,
  }),
  says: {
    'customer.registered': (f) => ({
      text: sentences('it is registered.', willCall(f)),
      brief: 'registered',
    }),
    'customer.assigned': (f) => ({
      text: sentences(`our ${f.who} looks after it now.`, willCall(f) || nextIs(f)),
      brief: 'in good hands now',
    }),
    'customer.contacted': (f) => ({
      text: sentences(`that was our ${f.who} who just spoke with you.`, nextIs(f)),
      brief: 'we spoke with you',
    }),
    'customer.appointed': (f) => ({
      text: `we come at ${f.expected ?? 'the agreed time'}. If that does not suit you, please tell us beforehand.`,
      brief: 'visit arranged',
    }),
    'customer.visit_asked': (f) => ({
      text: `we come at ${f.expected ?? 'the agreed time'}. Does that still suit you? If not, please tell us.`,
      brief: 'we come soon',
    }),
    'customer.dispatched': (f) => ({
      text: `our colleague is on the way${f.expected ? ` and should be there at ${f.expected}` : ''}. Please keep your phone at hand.`,
      brief: 'on the way',
    }),
    'customer.late': (f) => ({
      text: `we are sorry, our colleague is late and should be there at ${f.expected ?? 'a later time'}. If that does not suit you, please tell us.`,
      brief: 'sorry, running late',
    }),
    'customer.arrived': () => ({
      text: 'our colleague is at your place. Please look at their pass first, then go through the work together.',
      brief: 'we are at your place',
    }),
    'customer.planned': (f) => ({
      ...planShown(
        f,
        'here is what we suggest.',
        'If you agree, say "I agree"; if not, tell us what to change.',
      ),
      brief: 'please see our plan',
    }),
    'customer.replanned': ({ replan }) => ({
      text: replan
        ? `things on site are different: ${replan.why}. Now we do this: ${replan.plan}, finished by ${replan.finish}. If that is not all right, please tell us at once.`
        : 'things on site are different; our colleague will explain.',
      brief: 'a change on site',
    }),
    'customer.progress': (f) => ({
      text: sentences(
        f.note ? `there is progress: ${ended(f.note)}` : 'work is moving on.',
        nextIs(f),
      ),
      brief: 'work is moving on',
    }),
    'customer.held': (f) =>
      f.hold === 'parts'
        ? {
            text: 'we are waiting for parts and have stopped the clock. We go on as soon as they are here.',
            brief: 'waiting for parts',
          }
        : {
            text: 'we are waiting for your answer, and go on as soon as we have it.',
            brief: 'waiting for you',
          },
    'customer.resumed': (f) => ({
      text: sentences('work has resumed.', nextIs(f)),
      brief: 'work has resumed',
    }),
    'customer.resolved': () => ({
      text: 'the work is done, please have a look. If it is all right, say "it is fixed": that signs it off. If not, tell us what is wrong and we redo it.',
      speak: 'the work is done, please have a look.',
      brief: 'done, please check',
    }),
    'customer.signed_off': () => ({
      text: 'the work is done and signed off, as you told our colleague. If anything is not right, please tell us at once.',
      brief: 'signed off',
    }),
    'customer.reopened': (f) => ({
      text: sentences(
        'we are sorry that it is not right yet.',
        f.major ? 'It is now a major complaint.' : 'It will be redone.',
        willCall(f),
      ),
      brief: f.major ? 'a major complaint now' : 'it will be redone',
    }),
    'customer.asked_again': (f) => ({
      text: sentences(
        'may we ask once more: is it all right?',
        f.closesAt
          ? `If we do not hear from you by ${f.closesAt} we close it; you can always come back to us.`
          : '',
      ),
      brief: 'is it all right?',
    }),
    'customer.plan_asked_again': (f) => ({
      ...planShown(
        f,
        'this plan still waits for your answer.',
        'If you agree, say "I agree"; if not, tell us what to change.',
      ),
      brief: 'please see our plan',
    }),
    'customer.merged': ({ other }) => ({
      text: `your other ticket${other ? ` ${other.text}` : ''} is about the same thing, so we look after both here.`,
      speak: 'your other ticket is about the same thing, so we look after both here.',
      brief: 'Tickets joined',
    }),
    'customer.closed': (f) => ({
      text: f.unanswered
        ? 'we have not heard from you and closed it. If anything is wrong, tell us and we take it up again at once.'
        : 'it is closed. Thank you.',
      brief: f.unanswered ? 'closed, no answer' : 'closed, thank you',
    }),
    'customer.cancelled': () => ({
      text: 'it is cancelled. If you did not want that, please tell us at once.',
      brief: 'cancelled',
    }),
  },
  howToAnswer: 'To answer, call the hotline or tell us in WeChat or the web chat.',
  plan,
  answers: {
    good: 'It is fixed',
    bad: 'Not yet',
    agree: 'I agree',
    change: 'Change something',
    suits: 'That suits me',
    another: 'Another time',
  },
  called: (role, name) => (name ? `${role} ${name}` : role),
};

const ended = (note: string): string => (/[.!?]$/.test(note) ? note : `${note}.`);
