import type { Language } from '../../desk/words.ts';

/** What a colleague hears on the telephone when a case cannot wait, and what the keys do. */
export interface CaseCall {
  readonly hello: (name: string) => string;
  readonly accept: string;
  readonly pass: string;
  readonly repeat: string;
  readonly connect: string;
  readonly connecting: string;
  readonly noTelephone: string;
  /** They have talked with the customer, and it is written down. */
  readonly talked: string;
  readonly customerAway: string;
  readonly again: string;
  readonly accepted: (number: string) => string;
  readonly inHand: string;
  readonly passed: string;
  readonly taken: (name: string) => string;
  readonly over: string;
}

export const caseCalls: Readonly<Record<Language, CaseCall>> = {
  'zh-Hans': {
    hello: (name) => `${name}您好，这里是400调度，有一张工单等您接。`,
    accept: '接单',
    pass: '您去不了，转给下一位',
    repeat: '再听一遍',
    connect: '接单并接通客户',
    connecting: '现在为您接通客户，请稍等。',
    noTelephone: '这张单没有留下能接通的电话。',
    talked: '已记下您和客户通过话，谢谢，再见。',
    customerAway: '客户没有接听，这次不算已联系客户，请按时再联系。',
    again: '再拨一次',
    accepted: (number) => `已记您接单，工单 ${number}。请按时联系客户，谢谢。`,
    inHand: '好的，已记您在跟进。',
    passed: '好的，马上通知下一位。',
    taken: (name) => `这张单${name}已经接了，不用您去了，谢谢。`,
    over: '这张单已经不需要处理了，谢谢。',
  },
  'zh-Hant': {
    hello: (name) => `${name}您好，這裡是400調度，有一張工單等您接。`,
    accept: '接單',
    pass: '您去不了，轉給下一位',
    repeat: '再聽一遍',
    connect: '接單並接通客戶',
    connecting: '現在為您接通客戶，請稍等。',
    noTelephone: '這張單沒有留下能接通的電話。',
    talked: '已記下您和客戶通過話，謝謝，再見。',
    customerAway: '客戶沒有接聽，這次不算已聯絡客戶，請準時再聯絡。',
    again: '再撥一次',
    accepted: (number) => `已記您接單，工單 ${number}。請準時聯絡客戶，謝謝。`,
    inHand: '好的，已記您在跟進。',
    passed: '好的，馬上通知下一位。',
    taken: (name) => `這張單${name}已經接了，不用您去了，謝謝。`,
    over: '這張單已經不需要處理了，謝謝。',
  },
  en: {
    hello: (name) => `Hello ${name}, this is the 400 dispatch desk. A ticket is waiting for you.`,
    accept: 'to take it',
    pass: 'if you cannot, and the next colleague is asked',
    repeat: 'to hear it again',
    connect: 'to take it and talk with the customer now',
    connecting: 'We are calling the customer for you. One moment, please.',
    noTelephone: 'There is no telephone on this ticket that we can call.',
    talked: 'It is noted that you have talked with the customer. Thank you, goodbye.',
    customerAway: 'The customer did not answer, so this does not count as contact yet.',
    again: 'to try again',
    accepted: (number) =>
      `Ticket ${number} is yours. Please contact the customer in time. Thank you.`,
    inHand: 'Good, it is noted that you have it in hand.',
    passed: 'All right, the next colleague is asked now.',
    taken: (name) => `${name} has taken this one already. You need not go, thank you.`,
    over: 'This one is settled already, thank you.',
  },
};
