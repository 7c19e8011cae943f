/** "我要报修", "I want to report a problem": a wish to report that says nothing about what is wrong. */
export function saysNoMore(normal: string): boolean {
  return bareChinese.test(normal) || bareEnglish.test(normal);
}

/** A bare wish to report, without a word on what. */
export const wantsReport = (normal: string): boolean =>
  saysNoMore(normal) &&
  /报修|报障|保修|投诉|维修|修理|报个修|登记|\b(?:repair|fix|report|complain\w*|problem|issue)\b/i.test(
    normal,
  );

const opening =
  '你好|您好|喂|嗯|那个|就是|我想|我要|想要|想|要|帮我|帮忙|请|麻烦|能不能|可以|给我|我';
const wish =
  '报修|报障|保修|投诉|维修|修理|售后|报个修|登记|反映|反馈|预约|建议|提|个|有|一个|问题|情况|服务|转|人工|客服|催|一下|一点|点|东西|下|单';
const bareChinese = new RegExp(`^(?:${opening}|${wish}|吗|呢|吧|啊|呀|了|的|[\\s\\p{P}])+$`, 'u');

const bareEnglish =
  /^(?:(?:hi|hello|hey|please|can|could|i|you|me|we|want|need|would|like|to|'d|help|with|make|report|file|book|a|an|the|my|some|problem|issue|complaint|complain|suggestion|service|repair|fix|something|have|got|there|is|new|visit|talk|speak|agent|human|person|someone)[\s\p{P}]*)+$/iu;

/** The place in "我住在徐汇区", without the words around it. */
export function placeIn(text: string): string {
  return text
    .trim()
    .replace(
      /^(?:anyway|well|so|oh|actually|我们?家?|我們?家?|[他她它]家?|您?们?|请|送到|来|來|地址|住址|就|是|住|在|到|係|it'?s|i live|i am|i'm|we live|we are|(?:she|he|they) lives?|(?:my|the|our) address is|address|is|in|at|:|：|\s)+/iu,
      '',
    )
    .replace(/[\s。.！!，,]+$/u, '');
}

/** The name in "it's Amy", "就叫老王吧". */
export const nameIn = (text: string): string =>
  text
    .replace(/^(?:我|免贵|免貴)?姓([\p{Script=Han}])[\s,，]*[\p{Script=Han}]{1,4}的\1.*$/u, '$1')
    .replace(
      /^(?:(?:it'?s|i'?m|i am|this is|my name is|name is|call me|就?叫我?|我是|我叫|姓名|名字|是)[\s:：]*)+/iu,
      '',
    )
    .replace(/(?:吧|就行|就好|就可以了?|please|here)[\s\p{P}]*$/iu, '')
    .trim();

/** What is left of "王芳 13911112222" when the number is taken away. */
export function withoutNumber(text: string): string {
  return text
    .replace(/\+?[\d][\d\s-]{5,}\d/g, ' ')
    .replace(/(?:电话|手机|電話|手機|phone|mobile)(?:号码?|號碼?|number)?(?:是|is)?/giu, ' ')
    .replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '');
}

/** What stands between two things said one after the other. */
export const gapBefore = (words: string): string => (/[\u4e00-\u9fff]/.test(words) ? '；' : '; ');
