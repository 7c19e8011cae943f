import type { Asked } from '../understanding.ts';
import type { Span } from './ticket.ts';

/** What the customer wants to be called: "我姓陈", "免贵姓赵", "this is Mary", or the bare answer. */
export function findName(folded: string, asked: Asked | undefined): Span | undefined {
  for (const pattern of introductions) {
    const match = pattern.exec(folded);
    const name = match?.[1];
    if (match && name) {
      const start = match.index + match[0].lastIndexOf(name);
      return { start, end: start + name.length };
    }
  }
  return asked === 'slot_name' ? bare(folded) : undefined;
}

const title = '(?:先生|女士|小姐|太太|老师|师傅|阿姨|总|经理)';
const introductions = [
  new RegExp(
    `(?:免贵姓|我?姓|敝姓)([\\u4e00-\\u9fff]{1,2}?)(?=$|[,。!?、\\s]|叫|${title}|的|电话|是)`,
  ),
  new RegExp(
    `(?:我叫|叫我|名字是|名字叫|姓名[是:]?|联系人(?:是|写|换成|改成|:)?)\\s*([\\u4e00-\\u9fff]{1,4}?${title}|[\\u4e00-\\u9fff]{2,4}?)(?=$|[,。!?、\\s]|就行|吧|就好|电话)`,
  ),
  /\b(?:my name is|name's|i am|i'm|this is|call me)\s+((?:mr|mrs|ms|miss|dr)?\.? ?[a-z][a-z'-]+(?: [a-z][a-z'-]+)?)(?=$|[,.!?]| and| speaking| here)/,
];

function bare(folded: string): Span | undefined {
  const said = folded.trim().replace(/[。.!,]+$/, '');
  const plain =
    /^(?:[\u4e00-\u9fff·]{1,6}|[a-z][a-z.' -]{1,30})$/.test(said) && !notAName.test(said);
  const start = folded.indexOf(said);
  return plain && said !== '' ? { start, end: start + said.length } : undefined;
}

const notAName =
  /^(?:不|没|我不|是|好|行|可以|对|谢|你好|什么|为什么|转人工|取消|等|跳过|随便|匿名|人工|yes|no|ok|hello|hi|skip|help|none|cancel|wait)|电话|漏|坏|投诉|吗$|呢$|\b(?:the|is|not|you|want|need|my|leak\w*)\b/;
