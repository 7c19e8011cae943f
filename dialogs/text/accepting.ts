import type { Language } from '../../desk/words.ts';
import type { Sentence, Shown } from './facts.ts';

/** What is said around the customer's sign-off and their answer to a plan. */
export interface Accepting {
  signedOff(facts: { readonly number: Shown; readonly when: string }): Sentence;
  signedByPhone(): Sentence;
  allSigned(facts: { readonly count: number }): Sentence;
  /** Not a yes yet: thanks, noted. */
  askSure(facts: { readonly words: string }): Sentence;
  askWhatsWrong(): Sentence;
  askSameTrouble(facts: { readonly words: string }): Sentence;
  readonly sameTrouble: string;
  readonly otherTrouble: string;
  whichDone(): Sentence;
  readonly allOfThem: string;
  returned(facts: { readonly number: Shown; readonly again: boolean }): Sentence;
  noHurry(): Sentence;
  answeredAlready(): Sentence;
  planAgreed(): Sentence;
  nextStep(facts: { readonly what: string; readonly when: string }): Sentence;
  askChanges(): Sentence;
  planReturned(facts: { readonly who: string }): Sentence;
  planQuestion(facts: { readonly who: string }): Sentence;
  /** Greeting whoever calls from a telephone that has not answered yet; tells nothing of the ticket. */
  answerAwaited(): Sentence;
  readonly giveAnswer: string;
  /** Greeting somebody who has not answered yet. */
  stillAsked(facts: { readonly number: Shown; readonly words: string }): Sentence;
}

export const accepting: Readonly<Record<Language, Accepting>> = {
  'zh-Hans': {
    signedOff: ({ number, when }) => ({
      text: `好的，工单 ${number.text} 已于${when}签收。谢谢您，有问题随时说。`,
      speak: `好的，已为您签收。谢谢您，有问题随时说。`,
    }),
    signedByPhone: () => '好的，已为您签收。谢谢您，再见。',
    allSigned: ({ count }) => `好的，${count}个工单都已签收。谢谢您，有问题随时说。`,
    askSure: ({ words }) => `“${words}”已经弄好了、可以签收了，对吗？`,
    askWhatsWrong: () => '对不起。请说说哪里还没弄好，我们马上返工。',
    askSameTrouble: ({ words }) => `是“${words}”这件事没弄好，还是另一个问题？`,
    sameTrouble: '这件事没弄好',
    otherTrouble: '是另一个问题',
    whichDone: () => '您说的是哪一单？',
    allOfThem: '都是',
    returned: ({ number, again }) => ({
      text: `对不起，${again ? '又' : ''}没弄好。工单 ${number.text} 已重新打开，安排返工，您的话已原样转给负责人。`,
      speak: `对不起，${again ? '又' : ''}没弄好。已安排返工，您的话已原样转给负责人。`,
    }),
    noHurry: () => '不急，您看好了再告诉我。',
    answeredAlready: () => '这件事您已经答复过了，现在是这样：',
    planAgreed: () => '好的，就按这个方案办。',
    nextStep: ({ what, when }) => `下一步：${what}，${when}前。`,
    askChanges: () => '好的，想怎么改？请直接说。',
    planReturned: ({ who }) => `已转给${who}，会按您的意见重新出方案，再请您过目。`,
    planQuestion: ({ who }) => `您的问题已转给${who}，会答复您。方案先放着，想好了再说“同意”。`,
    answerAwaited: () => '您这个号码有工单等您答复。',
    giveAnswer: '答复工单',
    stillAsked: ({ number, words }) => ({
      text: `工单 ${number.text}（${words}）还等您答复。`,
      speak: `您的工单：${words}，还等您答复。`,
    }),
  },
  'zh-Hant': {
    signedOff: ({ number, when }) => ({
      text: `好的，工單 ${number.text} 已於${when}簽收。謝謝您，有問題隨時說。`,
      speak: `好的，已為您簽收。謝謝您，有問題隨時說。`,
    }),
    signedByPhone: () => '好的，已為您簽收。謝謝您，再見。',
    allSigned: ({ count }) => `好的，${count}個工單都已簽收。謝謝您，有問題隨時說。`,
    askSure: ({ words }) => `「${words}」已經弄好了、可以簽收了，對嗎？`,
    askWhatsWrong: () => '對不起。請說說哪裡還沒弄好，我們馬上重做。',
    askSameTrouble: ({ words }) => `是「${words}」這件事沒弄好，還是另一個問題？`,
    sameTrouble: '這件事沒弄好',
    otherTrouble: '是另一個問題',
    whichDone: () => '您說的是哪一單？',
    allOfThem: '都是',
    returned: ({ number, again }) => ({
      text: `對不起，${again ? '又' : ''}沒弄好。工單 ${number.text} 已重新打開，安排重做，您的話已原樣轉給負責人。`,
      speak: `對不起，${again ? '又' : ''}沒弄好。已安排重做，您的話已原樣轉給負責人。`,
    }),
    noHurry: () => '不急，您看好了再告訴我。',
    answeredAlready: () => '這件事您已經答覆過了，現在是這樣：',
    planAgreed: () => '好的，就按這個方案辦。',
    nextStep: ({ what, when }) => `下一步：${what}，${when}前。`,
    askChanges: () => '好的，想怎麼改？請直接說。',
    planReturned: ({ who }) => `已轉給${who}，會按您的意見重新出方案，再請您過目。`,
    planQuestion: ({ who }) => `您的問題已轉給${who}，會答覆您。方案先放著，想好了再說「同意」。`,
    answerAwaited: () => '您這個號碼有工單等您答覆。',
    giveAnswer: '答覆工單',
    stillAsked: ({ number, words }) => ({
      text: `工單 ${number.text}（${words}）還等您答覆。`,
      speak: `您的工單：${words}，還等您答覆。`,
    }),
  },
  en: {
    signedOff: ({ number, when }) => ({
      text: `Thank you: ticket ${number.text} was signed off at ${when}. If anything comes up, just tell us.`,
      speak: 'Thank you, it is signed off. If anything comes up, just tell us.',
    }),
    signedByPhone: () => 'Thank you, it is signed off. Goodbye.',
    allSigned: ({ count }) =>
      `Thank you: all ${count} tickets are signed off. If anything comes up, just tell us.`,
    askSure: ({ words }) => `So "${words}" is done well and you sign it off, is that right?`,
    askWhatsWrong: () => 'We are sorry. Please tell me what is still wrong, and we redo it.',
    askSameTrouble: ({ words }) => `Is that about "${words}" not being right, or another problem?`,
    sameTrouble: 'It is not right yet',
    otherTrouble: 'Another problem',
    whichDone: () => 'Which ticket do you mean?',
    allOfThem: 'All of them',
    returned: ({ number, again }) => ({
      text: `We are sorry that it is not right${again ? ' again' : ''}. Ticket ${number.text} is open again and will be redone; we passed your words on as you said them.`,
      speak: `We are sorry that it is not right${again ? ' again' : ''}. It will be redone; we passed your words on as you said them.`,
    }),
    noHurry: () => 'No hurry, tell me when you have had a look.',
    answeredAlready: () => 'You have answered that already. This is how it stands:',
    planAgreed: () => 'All right, that is what we will do.',
    nextStep: ({ what, when }) => `Next: ${what}, by ${when}.`,
    askChanges: () => 'All right. What should be different?',
    planReturned: ({ who }) =>
      `I passed it on to our ${who}, who will make another plan and show it to you.`,
    planQuestion: ({ who }) =>
      `I passed your question on to our ${who}, who will answer you. The plan can wait; say "I agree" when you do.`,
    answerAwaited: () => 'A ticket of this telephone waits for your answer.',
    giveAnswer: 'Answer it',
    stillAsked: ({ number, words }) => ({
      text: `Ticket ${number.text} (${words}) still waits for your answer.`,
      speak: `Your ticket about "${words}" still waits for your answer.`,
    }),
  },
};
