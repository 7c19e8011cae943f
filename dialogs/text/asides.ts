import type { Language } from '../../desk/words.ts';
import type { Field } from '../../nlu/understanding.ts';
import type { Sentence } from './facts.ts';

/** What we say when an answer is no answer: to questions, impatience, refusals, slips, and silence. */
export interface Asides {
  /** Why we ask for it. */
  readonly why: Readonly<Record<Field, Sentence>>;
  cannotSay(): Sentence;
  hurrying(): Sentence;
  addressLater(): Sentence;
  askPhoneNeeded(): Sentence;
  phoneOrLeave(): Sentence;
  confirmOrChange(): Sentence;
  /** Written on the ticket when any time suits. */
  readonly anyTime: string;
  fine(): Sentence;
  wordless(): Sentence;
  askNumberNeeded(): Sentence;
  oneDigitOff(): Sentence;
  phoneIsNoNumber(): Sentence;
  urgedAgain(): Sentence;
  nothingAdded(): Sentence;
  askAddToTicket(): Sentence;
  timeStays(): Sentence;
}

export const asides: Readonly<Record<Language, Asides>> = {
  'zh-Hans': {
    why: {
      description: '知道问题是什么，才能派对人。',
      line: '不同的服务由不同的人负责，选一个就能直接交给他们。',
      product: '说得具体，师傅好带对工具；不说也行。',
      address: '要地址是为了能上门找到您。',
      name: '只是为了知道怎么称呼您，不说也行。',
      phone: '要电话是为了让负责的人联系到您，不作别的用途。',
      time: '按您方便的时间来安排；不说也行。',
    },
    cannotSay: () => '这个我说不准，工作人员联系您时可以直接问。',
    hurrying: () => '好的，我抓紧登记，很快就好。',
    addressLater: () => '地址先空着，工作人员联系您时再问。',
    askPhoneNeeded: () => '我们要靠电话联系您。请说一个号码，手机或带区号的座机都行。',
    phoneOrLeave: () => '没有号码就没法联系您，也就没法登记。家人或同事的号码也可以。',
    confirmOrChange: () => '没问题就说“确认提交”；要改哪一项，直接说。',
    anyTime: '随时都可以',
    fine: () => '好的，有需要随时告诉我。',
    wordless: () => '收到。遇到什么问题，用一两句话告诉我就行。',
    askNumberNeeded: () => '要10位工单号才能查到。没有的话，就说“没有工单号”。',
    oneDigitOff: () => '这个工单号好像有一位不对，请再核对一下。',
    phoneIsNoNumber: () => '这像是电话号码。查询要用10位工单号，登记成功时告诉过您。',
    urgedAgain: () => '已经再催了一次，负责人会再收到提醒。等不及的话，可以转人工。',
    nothingAdded: () => '好的，不补充了。',
    askAddToTicket: () => '这句话要补充到您的工单里吗？',
    timeStays: () => '好的，时间不变。',
  },
  'zh-Hant': {
    why: {
      description: '知道問題是什麼，才能派對人。',
      line: '不同的服務由不同的人負責，選一個就能直接交給他們。',
      product: '說得具體，師傅比較能帶對工具；不說也可以。',
      address: '要地址是為了能到府找到您。',
      name: '只是想知道怎麼稱呼您，不說也可以。',
      phone: '要電話是為了讓負責的人聯絡到您，不作其他用途。',
      time: '會照您方便的時間安排；不說也可以。',
    },
    cannotSay: () => '這個我沒把握，工作人員聯絡您時可以直接問。',
    hurrying: () => '好的，我盡快登記，馬上就好。',
    addressLater: () => '地址先空著，工作人員聯絡您時再問。',
    askPhoneNeeded: () => '我們要靠電話聯絡您。請給一個號碼，手機或市話都可以。',
    phoneOrLeave: () => '沒有號碼就無法聯絡您，也就無法登記。家人或同事的號碼也可以。',
    confirmOrChange: () => '沒問題就說「確認送出」；要改哪一項，直接說。',
    anyTime: '隨時都可以',
    fine: () => '好的，有需要隨時告訴我。',
    wordless: () => '收到。遇到什麼問題，用一兩句話告訴我就行。',
    askNumberNeeded: () => '要有10位數的工單號才查得到。沒有的話，就說「沒有工單號」。',
    oneDigitOff: () => '這個工單號好像有一位不對，請再核對一下。',
    phoneIsNoNumber: () => '這看起來是電話號碼。查詢要用10位數的工單號，登記成功時告訴過您。',
    urgedAgain: () => '已經再催了一次，負責人會再收到提醒。等不及的話，可以轉人工。',
    nothingAdded: () => '好的，不補充了。',
    askAddToTicket: () => '這句話要補充到您的工單裡嗎？',
    timeStays: () => '好的，時間不變。',
  },
  en: {
    why: {
      description: 'Knowing what is wrong lets us send the right person.',
      line: 'Different people look after each service; your choice takes it straight to them.',
      product: 'It helps our staff bring the right tools; you may skip it.',
      address: 'We need the address so that our staff can find you.',
      name: 'Only so that we know what to call you; you may skip it.',
      phone: 'The person handling this needs a number to reach you; it is used for nothing else.',
      time: 'So that we come when it suits you; you may skip it.',
    },
    cannotSay: () => 'I am not sure about that; please ask our staff when they contact you.',
    hurrying: () => 'I will be quick; we are nearly there.',
    addressLater: () => 'We can leave the address for now; our staff will ask you for it.',
    askPhoneNeeded: () =>
      'We reach you by phone. Please give me a number, a mobile or a landline with its area code.',
    phoneOrLeave: () =>
      "Without a number we cannot reach you, so I cannot register this. A relative's or colleague's number is fine too.",
    confirmOrChange: () => 'If all is right, say "submit". To change anything, just tell me what.',
    anyTime: 'any time',
    fine: () => 'All right. I am here whenever you need me.',
    wordless: () => 'I see. If something is wrong, tell me in a sentence or two.',
    askNumberNeeded: () =>
      'I need the 10-digit ticket number to find it. If you do not have one, say "I have no number".',
    oneDigitOff: () => 'One digit of that ticket number seems to be off. Please check it.',
    phoneIsNoNumber: () =>
      'That looks like a phone number. I need the 10-digit ticket number you were given when it was registered.',
    urgedAgain: () =>
      'I have reminded the person responsible once more. If you cannot wait, ask for a person.',
    nothingAdded: () => 'All right, nothing was added.',
    askAddToTicket: () => 'Shall I add that to your ticket?',
    timeStays: () => 'All right, the time stays as it is.',
  },
};
