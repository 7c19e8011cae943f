import { accepting } from './accepting.ts';
import { asides } from './asides.ts';
import { consentWords } from './consent.ts';
import { dangers } from './danger.ts';
import { classes, englishDay as day, lowered } from './english.ts';
import type {
  ContactFacts,
  DayFacts,
  FieldNames,
  IntentNames,
  ReadBackFacts,
  Sentence,
  Shown,
  UrgencyNames,
} from './facts.ts';
import { lines } from './facts.ts';
import type { Sentences } from './index.ts';
import { linking } from './link.ts';
import { persons } from './person.ts';
import { staffNotices } from './staff.ts';
import { statuses } from './status.ts';

const urgencyNames: UrgencyNames = {
  general: 'general',
  urgent: 'urgent',
  major: 'major complaint',
};

const wordsAre = {
  report: 'Problem',
  suggestion: 'Suggestion',
  booking: 'Request',
  handoff: 'Request',
};

export const en: Sentences = {
  dayAndTime: (at: DayFacts): string => `${at.time} ${day(at)}`,
  urgencyNames,
  ...asides.en,
  ...linking.en,
  ...persons.en,
  ...accepting.en,
  ...consentWords.en,
  danger: dangers.en,
  status: statuses.en,

  // Greeting, help, small talk
  hello: (): Sentence =>
    'Hello, this is customer service, open day and night. What went wrong? Just tell me in your own words.',
  helloAgain: (): Sentence => 'Hello, what can I do for you?',
  menu: (): Sentence =>
    'I can report a problem, check progress, send a reminder, add details, cancel, book a visit, take a suggestion, or get you a person.',
  thanks: (): Sentence => 'You are welcome. We are always here.',
  outOfScope: (): Sentence =>
    'I look after service matters: repairs, complaints, bookings, and how your ticket stands. Just tell me what you need.',
  faqUnknown: (): Sentence =>
    'I do not have a sure answer to that and would rather not guess. A colleague can answer it.',
  optedOut: (): Sentence =>
    'All right, we will not call or message you any more unless you contact us.',
  optOutUnknown: (): Sentence =>
    'All right, we will not message this account any more. If you do not want calls either, please call from that number, or ask for a person.',
  languageChanged: (): Sentence => 'All right, let us go on in English.',
  nothingToRepeat: (): Sentence => 'I have not said anything yet. What can I do for you?',
  waiting: (): Sentence => 'Take your time.',
  restarted: (): Sentence => 'All right, let us start again.',

  // Not understood
  whichOfTwo: (): Sentence => 'Just to be sure, would you like to:',
  sayItDifferently: (): Sentence =>
    'Sorry, I did not get that. Please say it in other words, a sentence or two is enough.',
  offerPerson: (): Sentence => 'Sorry, I still do not understand. Shall a colleague contact you?',
  intentNames: {
    report: 'Report a problem',
    suggestion: 'Make a suggestion',
    booking: 'Book a visit',
    reschedule: 'Change the time',
    progress: 'Check progress',
    urge: 'Send a reminder',
    addinfo: 'Add details',
    cancel: 'Cancel',
    handoff: 'Talk to a person',
    acceptance_yes: 'Confirm it is fixed',
    acceptance_no: 'It is not fixed',
    survey_score: 'Rate the service',
    greeting: 'Just saying hello',
    thanks_bye: 'Nothing else',
    faq: 'Ask a question',
    other: 'Something else',
    optout: 'Stop contacting me',
  } satisfies IntentNames,

  // Choices
  yes: 'Yes',
  no: 'No',
  submit: 'Yes, submit',
  change: 'Change something',
  skip: 'Skip',
  asap: 'As soon as possible',
  noneOfThese: 'Neither',
  keepGoing: 'Go on',
  leave: 'Leave it',
  appendIt: 'Same problem, add this to it',
  newOne: 'No, this is another one',
  cancelIt: 'Yes, cancel it',
  keepIt: 'No, keep it',
  person: 'Talk to a person',

  // Asking for what is missing
  askDescription: (): Sentence => 'What is the problem, where is it, and how is it now?',
  askDescriptionAgain: (): Sentence =>
    'Please tell me in a sentence or two what is wrong, for example "the kitchen floor is still dirty" or "the wardrobe door does not close".',
  askNeed: (): Sentence => 'Certainly. What service do you need?',
  askSuggestion: (): Sentence => 'Please tell me your suggestion; I will pass it on word for word.',
  askLine: (): Sentence => 'Which service is this about?',
  askSubject: (): Sentence => 'Which item or which place exactly?',
  askAddress: (): Sentence => 'What is the address, with the room number if possible?',
  askAddressAgain: (): Sentence =>
    'Please tell me the address again: compound or company, building, room.',
  askName: (): Sentence => 'May I have your name?',
  askNameAgain: (): Sentence => 'Please tell me your name; the family name is enough.',
  askPhone: (): Sentence => 'Which telephone number can we reach you on?',
  askPhoneAgain: (): Sentence =>
    'That number seems incomplete. Please give it again: a mobile has 11 digits, a landline needs its area code.',
  askTime: (): Sentence => 'When would suit you?',
  askTimeAgain: (): Sentence =>
    'Please name a time, such as "tomorrow morning" or "Saturday at two", or say "as soon as possible".',
  askHandoffPhone: (): Sentence => 'Certainly. Which number may our colleague call?',
  photosWelcome: (): Sentence => 'You can send photos here too.',
  photosKept: ({ count }: { count: number }): Sentence =>
    `${count === 1 ? 'Photo' : `${count} photos`} received; whoever handles this will see ${count === 1 ? 'it' : 'them'}.`,
  accessKept: (): Sentence => 'Noted how to get in; only the colleague who comes will see it.',
  placeKept: (): Sentence => 'I have your location.',
  placeAdded: (): Sentence =>
    'Your location is noted for the visit; the written address stays as it was.',
  backToQuestion: (): Sentence => 'Back to where we were:',

  // Reading back and correcting
  readBack: (f: ReadBackFacts): Sentence =>
    lines(
      'Please check:',
      f.words && `${wordsAre[f.purpose]}: ${f.words}`,
      f.line && `Service: ${f.line}`,
      f.subject && `Item or place: ${f.subject}`,
      f.address && `Address: ${f.address}`,
      f.name && `Name: ${f.name}`,
      f.phone && `Phone: ${f.phone}`,
      f.time && `Time: ${f.time}`,
      f.photos > 0 && `Photos: ${f.photos}`,
      'Is that right? To change anything, just say so.',
    ),
  fieldNames: {
    description: 'Problem',
    line: 'Service',
    product: 'Item or place',
    address: 'Address',
    name: 'Name',
    phone: 'Phone',
    time: 'Time',
  } satisfies FieldNames,
  whichField: (): Sentence => 'What shall I change?',
  corrected: ({ field, value }: { field: string; value: string }): Sentence =>
    `${field} changed to: ${value}.`,
  added: (): Sentence => 'All right, added.',
  askLeave: (): Sentence => 'This is not registered yet. Leave it?',
  left: (): Sentence => 'All right, nothing was registered. Just tell me whenever you need us.',

  // Opened
  similar: ({ number, when, words }: { number: Shown; when: string; words: string }): Sentence => ({
    text: `You reported "${words}" at ${when} (ticket ${number.text}). Is this the same problem?`,
    speak: `You reported at ${when}: ${words}. Is this the same problem?`,
  }),
  registered: ({ number, again }: { number: Shown; again: boolean }): Sentence => ({
    text: `${again ? 'This was registered already' : 'Registered'}. Your ticket number is ${number.text}.`,
    speak: `${again ? 'This was registered already' : 'Registered'}. Your ticket number is: ${number.speak}. Once more: ${number.speak}.`,
  }),
  classIs: ({
    urgency,
    reasons,
  }: {
    urgency: 'general' | 'urgent' | 'major';
    reasons: readonly string[];
  }): Sentence =>
    reasons.length > 0
      ? `We treat this as ${classes[urgency]}: ${reasons.join('; ')}.`
      : `We treat this as ${classes[urgency]}.`,
  wordGap: ', ',
  because: ({ words, says }: { words: string; says: string }): string =>
    words ? `you said "${words}" (${lowered(says)})` : lowered(says),
  willContact: ({ who, when, late }: ContactFacts): Sentence =>
    late
      ? `Our ${who} should have contacted you by ${when}. That is late, and we are chasing it. We are sorry.`
      : `Our ${who} will contact you by ${when}.`,
  howToFollow: (): Sentence => 'Say "check progress" at any time to know how it stands.',

  // Which ticket
  askNumber: (): Sentence => 'Please tell me the 10-digit ticket number.',
  askNumberAgain: (): Sentence =>
    'That is not a ticket number; it should have 10 digits. Please check it.',
  didYouMean: (): Sentence => 'One digit seems to be off. Did you mean:',
  askLast4: (): Sentence =>
    'To protect your privacy, please tell me the last four digits of the phone number on the ticket.',
  askLast4Again: (): Sentence =>
    'Four digits please: the last four of the phone number on the ticket.',
  notVerified: (): Sentence =>
    'The ticket number and the four digits do not match. Please check and try again, or ask for a person.',
  locked: (): Sentence =>
    'That was wrong too often, so it is locked for 30 minutes to protect your privacy. If it is urgent, ask for a person.',
  whichTicket: (): Sentence => 'Which ticket do you mean?',
  ticketChoice: ({ number, words }: { number: Shown; words: string }): string =>
    `${number.text} ${words}`,
  notYet: (): Sentence =>
    'This report is not registered yet; once it is, you get a number and can ask how it stands at any time.',
  noTickets: (): Sentence =>
    'I found no ticket of yours here. If you have a ticket number, tell me; if not, I can register the problem now.',
  noNumber: 'I have no number',

  // How it stands
  urged: ({ number }: { number: Shown }): Sentence => ({
    text: `I have sent a reminder for ticket ${number.text}; the person responsible gets it now.`,
    speak: 'I have sent a reminder; the person responsible gets it now.',
  }),
  askMore: (): Sentence => 'What would you like to add? Photos are welcome.',
  infoAdded: ({ number }: { number: Shown }): Sentence => ({
    text: `Added to ticket ${number.text}.`,
    speak: 'Added to your ticket.',
  }),
  visitAgreed: ({ when, dayBefore }: { when: string; dayBefore: boolean }): Sentence =>
    `We will be with you at ${when}${dayBefore ? ', and will check with you the day before' : ''}. If another time suits you better, just say so.`,
  visitSuits: ({ when }: { when: string }): Sentence => `Good, we will see you at ${when}.`,
  visitOpen: (): Sentence => 'Our staff will agree the exact time of the visit with you.',
  askNewTime: (): Sentence => 'What time would suit you instead?',
  rescheduled: ({ time }: { time: string }): Sentence =>
    `Noted: "${time}". The person responsible will confirm it with you.`,
  askCancel: ({ number, words }: { number: Shown; words: string }): Sentence => ({
    text: `Cancel ticket ${number.text} (${words})?`,
    speak: `Cancel this ticket? It says: ${words}.`,
  }),
  cancelled: ({ number }: { number: Shown }): Sentence => ({
    text: `Ticket ${number.text} is cancelled. You can report again at any time.`,
    speak: 'The ticket is cancelled. You can report again at any time.',
  }),
  notCancelled: (): Sentence => 'All right, it stays as it is.',
  finished: ({ number }: { number: Shown }): Sentence => ({
    text: `Ticket ${number.text} is closed. If something is still wrong, tell me and I will register it at once.`,
    speak:
      'That ticket is closed. If something is still wrong, tell me and I will register it at once.',
  }),
  notNow: (): Sentence => 'That is not possible at this step; a colleague will follow up.',
  acceptedThanks: (): Sentence => 'Good to hear. Thank you for telling us.',
  scoreThanks: (): Sentence => 'Thank you for your rating; it is kept with this conversation.',

  // A person
  handedOff: ({ number }: { number: Shown }): Sentence => ({
    text: `A colleague takes over (ticket ${number.text}) and sees everything you told me; no need to say it again.`,
    speak: 'A colleague takes over and sees everything you told me; no need to say it again.',
  }),
  handoffWords: 'The customer asked for a person.',

  // Trouble
  broken: (): Sentence =>
    'Sorry, something went wrong on our side just now. Your message was received. Please try once more, or say "talk to a person".',
  busy: (): Sentence =>
    'That is many messages at once; I take them one by one. Please wait a moment.',
  unsupported: (): Sentence =>
    'I cannot read this kind of message yet. Please send text or a photo.',

  // Notices: to staff, and to customers when something changes
  notices: staffNotices.en,
};
