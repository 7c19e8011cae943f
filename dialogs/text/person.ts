import type { Language } from '../../desk/words.ts';
import type { Sentence } from './facts.ts';

/** What the bot says when a colleague comes into a conversation, and when it is alone with the customer again. */
export interface Persons {
  personJoined(facts: { readonly name: string }): Sentence;
  personLeft(facts: { readonly name: string; readonly agreed: string }): Sentence;
  personForgot(facts: { readonly name: string }): Sentence;
  /** On the telephone, while the colleague's rings. */
  personComes(facts: { readonly name: string }): Sentence;
  /** Theirs was not answered; `waits`: the caller is in the queue again. */
  personAway(facts: { readonly name: string; readonly waits: boolean }): Sentence;
  /** The caller is still on the line. */
  personHungUp(facts: { readonly name: string; readonly agreed: string }): Sentence;
  /** The colleague's side: who waits, what was said, which key takes it. */
  personWaits(facts: {
    readonly customer: string;
    readonly words: string;
    readonly lately: string;
  }): string;
  readonly nobodyWaits: string;
}

export const persons: Readonly<Record<Language, Persons>> = {
  'zh-Hans': {
    personJoined: ({ name }) =>
      `客服同事${name}来了，接下来由${name}和您说。前面的话都看得到，不用再讲一遍。`,
    personLeft: ({ name, agreed }) =>
      `${name}先忙别的去了。${agreed ? `你们说好的：${agreed}。` : ''}之后有事随时跟我说，也可以再找人工。`,
    personForgot: ({ name }) =>
      `抱歉让您久等，${name}一时没能回您。我先接着为您服务，已经再提醒同事联系您。`,
    personComes: ({ name }) => `请不要挂机，现在请同事${name}来接您的电话，您前面说的都看得到。`,
    personAway: ({ name, waits }) =>
      `抱歉，${name}这会儿没能接起电话。${waits ? '请您继续等候其他客服。' : '我先接着为您服务。'}`,
    personHungUp: ({ name, agreed }) =>
      `${name}那边通话结束了。${agreed ? `你们说好的：${agreed}。` : ''}还有什么可以帮您？`,
    personWaits: ({ customer, words, lately }) =>
      `400热线，${customer || '客户'}在线上等您接听。客户说：${words}。${lately ? `刚才说：${lately}。` : ''}接听请按1，其他键不接。`,
    nobodyWaits: '客户已经不在线上了，再见。',
  },
  'zh-Hant': {
    personJoined: ({ name }) =>
      `客服同事${name}來了，接下來由${name}和您說。前面的話都看得到，不用再講一遍。`,
    personLeft: ({ name, agreed }) =>
      `${name}先忙別的去了。${agreed ? `你們說好的：${agreed}。` : ''}之後有事隨時跟我說，也可以再找專人。`,
    personForgot: ({ name }) =>
      `抱歉讓您久等，${name}一時沒能回您。我先接著為您服務，已經再提醒同事聯絡您。`,
    personComes: ({ name }) => `請不要掛斷，現在請同事${name}來接您的電話，您前面說的都看得到。`,
    personAway: ({ name, waits }) =>
      `抱歉，${name}現在沒能接起電話。${waits ? '請您繼續等候其他客服。' : '我先接著為您服務。'}`,
    personHungUp: ({ name, agreed }) =>
      `${name}那邊通話結束了。${agreed ? `你們說好的：${agreed}。` : ''}還有什麼可以幫您？`,
    personWaits: ({ customer, words, lately }) =>
      `400熱線，${customer || '客戶'}在線上等您接聽。客戶說：${words}。${lately ? `剛才說：${lately}。` : ''}接聽請按1，其他鍵不接。`,
    nobodyWaits: '客戶已經不在線上了，再見。',
  },
  en: {
    personJoined: ({ name }) =>
      `My colleague ${name} is here and will talk with you now. ${name} can see what you have told us; there is no need to repeat it.`,
    personLeft: ({ name, agreed }) =>
      `${name} has left the conversation.${agreed ? ` You agreed: ${agreed}.` : ''} I am here for whatever comes next, and can fetch a colleague again.`,
    personForgot: ({ name }) =>
      `Sorry to keep you waiting: ${name} could not answer just now. I will go on helping you, and have reminded my colleagues to contact you.`,
    personComes: ({ name }) =>
      `Please stay on the line: I am calling my colleague ${name} to talk with you. ${name} can see what you have told us.`,
    personAway: ({ name, waits }) =>
      `Sorry, ${name} could not take the call just now. ${waits ? 'Please go on waiting for another colleague.' : 'I will go on helping you.'}`,
    personHungUp: ({ name, agreed }) =>
      `${name} has left the call.${agreed ? ` You agreed: ${agreed}.` : ''} What else can I do for you?`,
    personWaits: ({ customer, words, lately }) =>
      `400 hotline: ${customer || 'a customer'} is on the line for you. The matter: ${words}. ${lately ? `Just now: ${lately}. ` : ''}Press 1 to take the call, any other key if you cannot.`,
    nobodyWaits: 'The customer is no longer on the line. Goodbye.',
  },
};
