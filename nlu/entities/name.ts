import type { Asked } from '../understanding.ts';
import type { Span } from './ticket.ts';

/** What the customer wants to be called: "我姓陈", "免贵姓赵", "this is Mary", or the bare answer. */
export function findName(folded: string, asked: Asked | undefined): Span | undefined {
  for (const pattern of introductions) {
    const match = pattern.exec(folded);
    const name = match?.[1];
    if (match && name && !noName.test(name)) {
      const start = match.index + match[0].lastIndexOf(name);
      return { start, end: start + name.length };
    }
  }
  return asked === 'slot_name' ? bare(folded) : undefined;
}

const title =
  '(?:先生|女士|小姐|太太|老师|师傅|阿姨|大爷|大妈|大姐|大哥|姐|哥|叔|婶|伯|太|生|总|经理)';
const surname =
  '(?:欧阳|司马|上官|诸葛|[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏章云苏潘葛奚范彭郎鲁韦马苗方俞任袁柳鲍史唐费廉薛雷贺倪汤滕殷罗毕郝安常乐于傅皮卞齐康伍余顾孟黄和穆萧尹姚邵汪祁毛狄米明臧计成戴宋庞熊纪舒屈项祝董梁杜阮蓝闵席季贾路江童颜郭梅盛林钟徐邱骆高夏蔡田胡凌霍万柯管卢莫房丁邓洪包左石崔龚程邢裴陆翁荀甄曲储靳段焦侯宁仇甘厉武刘詹龙叶白赖卓池乔谭申冉牛边燕尚温庄晏柴瞿连习向古易廖耿欧沃曾沙丰关游肖])';
const given = '[\\u4e00-\\u9fff]{1,2}';
const ends = '(?=$|[,。!?、\\s\\d]';
const introductions = [
  new RegExp(`(?:免贵|敝|我|本人)姓([\\u4e00-\\u9fff]{1,2}?)${ends}|叫|${title}|的|电话|是|\\1)`),
  new RegExp(`姓([\\u4e00-\\u9fff]{1,2}?)${ends}|叫|${title}|的|电话|是)`),
  new RegExp(
    `(?:我叫|叫我|喊我|(?:名字|姓名|称呼|联系人)(?:应该)?(?:是|叫|写|换成|改成|改为|为|:)?)\\s*([\\u4e00-\\u9fff]{1,4}?${title}|[\\u4e00-\\u9fff]{2,4}?)${ends}|就行|吧|就好|电话)`,
  ),
  new RegExp(
    `(?:我是|这里是|联系(?:人)?(?:行政|物业|前台|保安|管家|同事|我)?|找(?:行政|物业|前台|管家)?)\\s*([小老阿]${surname}|${surname}${title}|(?<=我是)${surname}${given})${ends}|电话|就行)`,
  ),
  /\b(?:my name is|my name's|name's|i am|i'm|this is|calls? me|name (?:to|should be))\s+((?:mr|mrs|ms|miss|dr)?\.? ?[a-z][a-z'-]+(?: [a-z][a-z'-]+)?)(?=$|[,.!?]| and| speaking| here)/,
];

/** What follows "this is" or "我是" and is no name: feelings, places, things. */
const noName =
  /^(?:not|so|very|the|an?|my|your|our|his|her|it|its|this|that|really|too|quite|sorry|fine|ok|okay|sure|just|here|at|in|on|out|off|from|about|still|all|enough|what|why|how|who|no|yes|good|great|bad|happy|angry|sick|tired|home|stuck|stupid|nuts|urgent|crap|insane|absurd|nonsense|unfair|wrong|right|correct|again|now|calling|speaking|interested)\b|(?:ing|ous|able|ible|ful|ted|sed|red|ked)\b|[户员主卡客]$|^何时|^任何|^方便|^白/;

/** The bare answer without its "it's" and without the number that follows it. */
function bare(folded: string): Span | undefined {
  const lead = /^\s*(?:it's |it is |i'm |just |就叫|叫|我是|我)?/.exec(folded)?.[0].length ?? 0;
  const said = folded
    .slice(lead)
    .replace(/[\s,]*\+?\d[\d\s-]{6,}$/, '')
    .replace(/(?: here)?[。.!,\s]*$/, '');
  const plain =
    /^(?:[\u4e00-\u9fff·]{1,6}|[a-z][a-z.' -]{1,30})$/.test(said) &&
    !notAName.test(said) &&
    !noName.test(said);
  return plain ? { start: lead, end: lead + said.length } : undefined;
}

/** Orders, curses, questions and answers of another kind. */
const notAName =
  /^(?:不|没|我不|是|好|行|可以|对|谢|你|什么|为什么|怎|谁|哪|干|转人工|取消|等|跳过|随便|匿名|人工|快|赶|急|催|问|说过|来人|都|再|先|嗯|哦|呃|额|啊|哎|他妈|妈的|操|滚|傻|笨|烦|废话|救|yes|no|ok|hello|hi|skip|help|none|cancel|wait|hurry|come|quick|what|why|who|how|never|now|please|fuck|shit|damn|stupid|idiot|human|agent|get|stop)(?![a-z])|电话|漏|坏|投诉|地址|告诉|知道|[吗呢么]$|\b(?:the|is|not|you|want|need|my|leak\w*|fuck\w*|shit)\b/;
