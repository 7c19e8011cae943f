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
