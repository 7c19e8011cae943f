import type { Language } from '../../desk/words.ts';
import type { Sentence } from './facts.ts';

/** What the bot says when a colleague comes into a conversation, and when it is alone with the customer again. */
export interface Persons {
  personJoined(facts: { readonly name: string }): Sentence;
  personLeft(facts: { readonly name: string; readonly agreed: string }): Sentence;
  personForgot(facts: { readonly name: string }): Sentence;
}

export const persons: Readonly<Record<Language, Persons>> = {
  'zh-Hans': {
    personJoined: ({ name }) =>
      `客服同事${name}来了，接下来由${name}和您说。前面的话都看得到，不用再讲一遍。`,
    personLeft: ({ name, agreed }) =>
      `${name}先忙别的去了。${agreed ? `你们说好的：${agreed}。` : ''}之后有事随时跟我说，也可以再找人工。`,
    personForgot: ({ name }) =>
      `抱歉让您久等，${name}一时没能回您。我先接着为您服务，已经再提醒同事联系您。`,
  },
  'zh-Hant': {
    personJoined: ({ name }) =>
      `客服同事${name}來了，接下來由${name}和您說。前面的話都看得到，不用再講一遍。`,
    personLeft: ({ name, agreed }) =>
      `${name}先忙別的去了。${agreed ? `你們說好的：${agreed}。` : ''}之後有事隨時跟我說，也可以再找專人。`,
    personForgot: ({ name }) =>
      `抱歉讓您久等，${name}一時沒能回您。我先接著為您服務，已經再提醒同事聯絡您。`,
  },
  en: {
    personJoined: ({ name }) =>
      `My colleague ${name} is here and will talk with you now. ${name} can see what you have told us; there is no need to repeat it.`,
    personLeft: ({ name, agreed }) =>
      `${name} has left the conversation.${agreed ? ` You agreed: ${agreed}.` : ''} I am here for whatever comes next, and can fetch a colleague again.`,
    personForgot: ({ name }) =>
      `Sorry to keep you waiting: ${name} could not answer just now. I will go on helping you, and have reminded my colleagues to contact you.`,
  },
};
