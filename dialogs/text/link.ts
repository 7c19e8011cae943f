import type { Language } from '../../desk/words.ts';
import type { Sentence, Shown } from './facts.ts';

/** What we say to who is one person in two places, or shows us what cannot be seen or heard. */
export interface Linking {
  linkCode(facts: { readonly code: Shown }): Sentence;
  askLink(): Sentence;
  linked(): Sentence;
  notLinked(): Sentence;
  linkWrong(): Sentence;
  parted(): Sentence;
  nothingToPart(): Sentence;
  /** To a caller: the code is on its way by text message. */
  linkTexted(): Sentence;
  /** The text message itself. */
  textedCode(facts: { readonly code: string }): string;
  readonly byMobile: string;
  askMobile(): Sentence;
  notTextable(): Sentence;
  codeSent(facts: { readonly phone: string }): Sentence;
  codeWrong(): Sentence;
  textedTooOften(): Sentence;
  textFailed(): Sentence;
  readonly sendAgain: string;
  readonly leaveBinding: string;
  bound(facts: { readonly phone: string }): Sentence;
  mediaLost(): Sentence;
  voiceUnclear(): Sentence;
  /** Without it news may find no way; the page asks. */
  agreeToNews(facts: { readonly at: string }): Sentence;
  /** A person is looked for in a chat; WeChat itself tells when one is there. */
  findingPerson(): Sentence;
  nobodyOnline(): Sentence;
}

/** "绑定微信", "把账号关联起来", "link my account": a wish to be known as one person in two places. */
export function wantsLink(normal: string): boolean {
  return (
    /绑定|綁定|(关联|連結|连接|關聯).{0,4}(账号|帳號|微信|手机|手機|电话|電話)/.test(normal) ||
    /\b(link|connect|bind)\b.{0,12}\b(account|wechat|phone|web|chat|code|\d{6})\b/i.test(normal)
  );
}

/** "解绑", "取消绑定", "unlink my phone". */
export function wantsParting(normal: string): boolean {
  return (
    /解绑|解綁|(取消|解除|撤销|撤銷|不要|不想).{0,3}(绑定|綁定)/.test(normal) ||
    /\b(unlink|unbind|disconnect)\b/i.test(normal)
  );
}

/** "绑定手机号", "verify my number": with a text message to it. */
export function wantsMobile(normal: string): boolean {
  return /手机|手機|号码|號碼|\b(mobile|number|phone)\b/i.test(normal);
}

/** "继续刚才的", "接着说", "go on with my report". */
export function wantsToGoOn(normal: string): boolean {
  return (
    /^(我?[想要]?(继续|繼續|接着|接著)|(刚才|剛才|刚刚|剛剛|上次|之前).{0,8}(没|沒|一半|继续|繼續|接着|接著|电话|電話))/.test(
      normal,
    ) || /\b(continue|go on|carry on|pick up where|left off|finish my report)\b/i.test(normal)
  );
}

/** The code in such a wish, if it brings one. */
export function codeIn(text: string): string | undefined {
  return /(?<!\d)\d{6}(?!\d)/.exec(text.normalize('NFKC').replace(/(?<=\d)[ -](?=\d)/g, ''))?.[0];
}

export const linking: Readonly<Record<Language, Linking>> = {
  'zh-Hans': {
    linkCode: ({ code }) => ({
      text: `请在另一边（微信、网页或电话）说：绑定 ${code.text.replaceAll(' ', '')}。10分钟内有效，不要告诉别人。`,
      speak: `请在微信或网页上说：绑定，${code.speak}。再说一遍：${code.speak}。10分钟内有效，不要告诉别人。`,
    }),
    askLink: () =>
      '绑定后，两边看到的是同样的工单。请确认验证码是您自己拿到的，不是别人发给您的。确认绑定吗？',
    linked: () => '绑定好了，两边的工单都能看到，也能接着办。',
    notLinked: () => '好的，没有绑定。',
    linkWrong: () => '这个验证码不对或已经过期。请在另一边说“绑定”，拿一个新的。',
    parted: () => '已经解除绑定。这里只保留您在这里登记的工单。',
    nothingToPart: () => '这里没有绑定手机，也没有绑定别的账号。',
    linkTexted: () =>
      '验证码已经用短信发到您来电的手机。请在微信里说：绑定，加上短信里的六位数字。',
    textedCode: ({ code }) =>
      `【400售后】绑定验证码 ${code}，10分钟内有效。不是您本人在操作，请不要理会，也不要告诉任何人。`,
    byMobile: '用短信验证手机号',
    askMobile: () => '请告诉我您的手机号，我发一条验证码短信过去。',
    notTextable: () => '这个号码收不到我们的短信，请换一个手机号。',
    codeSent: ({ phone }) => `验证码已发到 ${phone}，10分钟内有效。请把短信里的6位数字告诉我。`,
    codeWrong: () => '验证码不对或已经过期。请再看一下短信里的6位数字。',
    textedTooOften: () => '验证码发得太密了，请过一会儿再说“绑定手机”。',
    textFailed: () => '短信没能发出去。请过一会儿再试，或者拨打热线说“绑定微信”。',
    sendAgain: '再发一次',
    leaveBinding: '先不绑定',
    bound: ({ phone }) =>
      `手机 ${phone} 绑定好了。以后打电话和在这里是同一份记录，工单都能看到，没说完的也能接着办。`,
    mediaLost: () => '没能收到您发的图片或视频，麻烦再发一次。',
    voiceUnclear: () => '抱歉，没听清这段语音，请再说一遍，或打字告诉我。',
    agreeToNews: ({ at }) => `点这里同意接收进度通知：${at}`,
    findingPerson: () => '正在为您找人工客服。',
    nobodyOnline: () => '现在没有客服在线，我来为您登记，由专人联系您。',
  },
  'zh-Hant': {
    linkCode: ({ code }) => ({
      text: `請在另一邊（微信、網頁或電話）說：綁定 ${code.text.replaceAll(' ', '')}。10分鐘內有效，不要告訴別人。`,
      speak: `請在微信或網頁上說：綁定，${code.speak}。再說一遍：${code.speak}。10分鐘內有效，不要告訴別人。`,
    }),
    askLink: () =>
      '綁定後，兩邊看到的是同樣的工單。請確認驗證碼是您自己拿到的，不是別人傳給您的。確認綁定嗎？',
    linked: () => '綁定好了，兩邊的工單都能看到，也能接著辦。',
    notLinked: () => '好的，沒有綁定。',
    linkWrong: () => '這個驗證碼不對或已經過期。請在另一邊說「綁定」，拿一個新的。',
    parted: () => '已經解除綁定。這裡只保留您在這裡登記的工單。',
    nothingToPart: () => '這裡沒有綁定手機，也沒有綁定別的帳號。',
    linkTexted: () =>
      '驗證碼已經用簡訊發到您來電的手機。請在微信裡說：綁定，加上簡訊裡的六位數字。',
    textedCode: ({ code }) =>
      `【400售後】綁定驗證碼 ${code}，10分鐘內有效。不是您本人在操作，請不要理會，也不要告訴任何人。`,
    byMobile: '用簡訊驗證手機號碼',
    askMobile: () => '請告訴我您的手機號碼，我發一則驗證碼簡訊過去。',
    notTextable: () => '這個號碼收不到我們的簡訊，請換一個手機號碼。',
    codeSent: ({ phone }) => `驗證碼已發到 ${phone}，10分鐘內有效。請把簡訊裡的6位數字告訴我。`,
    codeWrong: () => '驗證碼不對或已經過期。請再看一下簡訊裡的6位數字。',
    textedTooOften: () => '驗證碼發得太密了，請過一會兒再說「綁定手機」。',
    textFailed: () => '簡訊沒能發出去。請過一會兒再試，或者撥打熱線說「綁定微信」。',
    sendAgain: '再發一次',
    leaveBinding: '先不綁定',
    bound: ({ phone }) =>
      `手機 ${phone} 綁定好了。以後打電話和在這裡是同一份紀錄，工單都能看到，沒說完的也能接著辦。`,
    mediaLost: () => '沒能收到您傳的圖片或影片，麻煩再傳一次。',
    voiceUnclear: () => '抱歉，沒聽清這段語音，請再說一遍，或打字告訴我。',
    agreeToNews: ({ at }) => `點這裡同意接收進度通知：${at}`,
    findingPerson: () => '正在為您找真人客服。',
    nobodyOnline: () => '現在沒有客服在線，我來為您登記，由專人聯絡您。',
  },
  en: {
    linkCode: ({ code }) => ({
      text: `In the other place (WeChat, web or telephone), say: link code ${code.text.replaceAll(' ', '')}. It is good for 10 minutes; do not tell it to anybody.`,
      speak: `In WeChat or the web chat, say: link code, ${code.speak}. Once more: ${code.speak}. It is good for 10 minutes; do not tell it to anybody.`,
    }),
    askLink: () =>
      'Both places will then show the same tickets. Please be sure that you got this code yourself and nobody sent it to you. Link them?',
    linked: () => 'Linked. Both places show your tickets, and you can go on in either.',
    notLinked: () => 'All right, nothing was linked.',
    linkWrong: () =>
      'That code is wrong or too old. Please say "link my account" in the other place to get a new one.',
    parted: () => 'Unlinked. Only the tickets you opened here stay here.',
    nothingToPart: () => 'No phone and no other account is linked here.',
    linkTexted: () =>
      'The code is on its way to the phone you are calling from. In WeChat, say: link code, and the six digits.',
    textedCode: ({ code }) =>
      `400 hotline: your link code is ${code}, good for 10 minutes. If you did not ask for it, ignore it and tell it to nobody.`,
    byMobile: 'Verify my mobile number',
    askMobile: () => 'Please tell me your mobile number. I will text a code to it.',
    notTextable: () => 'We cannot text that number. Please give me another mobile number.',
    codeSent: ({ phone }) =>
      `A code is on its way to ${phone}. It is good for 10 minutes; please tell me its 6 digits.`,
    codeWrong: () =>
      'That code is wrong or too old. Please look at the 6 digits in the text again.',
    textedTooOften: () =>
      'That was too many codes in a short time. Please wait a while, then say "link my phone".',
    textFailed: () =>
      'The text message could not be sent. Please try again later, or call the hotline and say "link WeChat".',
    sendAgain: 'Send it again',
    leaveBinding: 'Not now',
    bound: ({ phone }) =>
      `${phone} is linked. On the phone and here you are the same person to us: you see all your tickets and can finish in one place what you began in the other.`,
    mediaLost: () => 'I could not get your picture or video. Please send it again.',
    voiceUnclear: () =>
      'Sorry, I could not make out that voice message. Please say it again, or type it.',
    agreeToNews: ({ at }) => `Tap here to be told the next news of it: ${at}`,
    findingPerson: () => 'I am looking for a person to help you.',
    nobodyOnline: () => 'Nobody is online right now. Let me arrange for somebody to contact you.',
  },
};
