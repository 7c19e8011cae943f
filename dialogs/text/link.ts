import type { Language } from '../../desk/words.ts';
import type { Sentence, Shown } from './facts.ts';

/** What we say to who is one person in two places, or shows us what cannot be seen or heard. */
export interface Linking {
  linkCode(facts: { readonly code: Shown }): Sentence;
  askLink(): Sentence;
  linked(): Sentence;
  notLinked(): Sentence;
  linkWrong(): Sentence;
  mediaLost(): Sentence;
  voiceUnclear(): Sentence;
}

/** "绑定微信", "把账号关联起来", "link my account": a wish to be known as one person in two places. */
export function wantsLink(normal: string): boolean {
  return (
    /绑定|綁定|(关联|連結|连接|關聯).{0,4}(账号|帳號|微信|手机|手機|电话|電話)/.test(normal) ||
    /\b(link|connect|bind)\b.{0,12}\b(account|wechat|phone|web|chat|code|\d{6})\b/i.test(normal)
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
    mediaLost: () => '没能收到您发的图片或视频，麻烦再发一次。',
    voiceUnclear: () => '抱歉，没听清这段语音，请再说一遍，或打字告诉我。',
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
    mediaLost: () => '沒能收到您傳的圖片或影片，麻煩再傳一次。',
    voiceUnclear: () => '抱歉，沒聽清這段語音，請再說一遍，或打字告訴我。',
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
    mediaLost: () => 'I could not get your picture or video. Please send it again.',
    voiceUnclear: () =>
      'Sorry, I could not make out that voice message. Please say it again, or type it.',
  },
};
