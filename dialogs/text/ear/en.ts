import { spokenDigits } from '../spoken.ts';
import type { EarWords } from './words.ts';

export const en: EarWords = {
  welcome: 'Hello, this is the 400 customer service line.',
  chooseLanguage: 'For English, press 2.',
  notice: 'To serve you, this call is kept as text.',
  option: (title, key) => `${title}: press ${key}`,
  optionGap: '; ',
  stop: '.',
  more: (key) => `more options: press ${key}`,
  personKey: 'to talk to a person: press 0',
  repeatKey: 'to hear it again: press star',
  byKeys: {
    slot_phone: 'Please key in the number and press the pound key, or just say it.',
    slot_ticket: 'Please key it in, or just say it.',
    slot_last4: 'Please key them in.',
  },
  silence: 'I did not hear you.',
  silenceAgain: 'I still cannot hear you. You may speak, or press a key.',
  hearMore: 'to hear more',
  didYouSay: (words) => `Did you say: ${words}?`,
  itWas: 'yes',
  itWasNot: 'no',
  sayAgain: 'All right, please say it again, or press a key.',
  lastAddress: 'Is it the same address as last time?',
  sameAddress: 'Same address',
  otherAddress: 'Another address',
  addressOnFile: 'the address from last time',
  wrongKey: 'There is no such option.',
  hold: 'One moment, please.',
  connecting: 'I am connecting you to a person. Please hold the line.',
  trouble: 'Sorry, something just went wrong on our side.',
  nobody: 'Sorry, nobody can take your call right now. Let me arrange for a call back.',
  stillWaiting: 'All our colleagues are talking. Please hold the line.',
  ahead: (callers) => {
    if (callers === 0) return 'You are next. Please hold the line.';
    const before = callers === 1 ? 'is one caller' : `are ${callers} callers`;
    return `There ${before} ahead of you. Please hold the line.`;
  },
  callBackOffer: (key) =>
    `If you would rather not wait, press ${key}: we call you back, and you keep your place.`,
  callBack: 'All right, you need not wait: we call you back.',
  whisper: 'A customer of the hotline is waiting. Press 1 to take the call.',
  bye: 'Thank you for calling. Goodbye.',
  texted:
    'The text message is on its way to the phone you are calling from. Is there anything else?',
  notTexted: (no) =>
    `Sorry, the text message could not be sent. Please note the ticket number: ${spokenDigits(no, 'en')}.`,
  text: (number) =>
    `[400 service] Your ticket number is ${number}. Keep it to ask how things stand.`,
  openTicket:
    'Hello, this is customer service. This telephone has a ticket in progress: ask how it is going, or tell me what else went wrong.',
  askTail:
    'To protect your privacy, please key in the last four digits of the ticket number. If you do not have it, ask for a person.',
  askTailAgain: 'Four digits, please: the last four of the ticket number.',
  tailWrong:
    'Those are not the last four digits of the ticket number. Try again, or ask for a person.',
  keptDraft: 'Your last report was not finished, and I have kept it. Shall we go on with it?',
  goOn: 'Go on',
  startAfresh: 'No, thanks',
  textIt: 'Text me the number',
  calling:
    'Hello, this is an automatic call from the 400 customer service line; it takes half a minute.',
  gotIt: 'to confirm',
  begin: 'to begin',
  confirmed: 'Thank you. Goodbye.',
  refusalKey: 'for no more calls: press 9',
  refused: 'All right, we will not call you again. Goodbye.',
  noAnswer: 'There was no answer. Please try again later. Goodbye.',
};
