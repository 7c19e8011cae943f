import { accepting } from './accepting.ts';
import { asides } from './asides.ts';
import { consentWords } from './consent.ts';
import { dangers } from './danger.ts';
import type {
  ContactFacts,
  DayFacts,
  FieldNames,
  IntentNames,
  ReadBackFacts,
  Sentence,
  Shown,
  UrgencyNames,
} from './facts.ts';
import { lines } from './facts.ts';
import { linking } from './link.ts';
import { persons } from './person.ts';
import { staffNotices } from './staff.ts';
import { statuses } from './status.ts';

const urgencyNames: UrgencyNames = { general: '一般', urgent: '紧急', major: '重大投诉' };

const day = ({ days, month, day: date }: DayFacts): string => {
  if (days === 0) return '今天';
  if (days === 1) return '明天';
  if (days === 2) return '后天';
  if (days === -1) return '昨天';
  return `${month}月${date}日`;
};

const wordsAre = { report: '问题', suggestion: '建议', booking: '需求', handoff: '需求' };

export const zhHans = {
  dayAndTime: (at: DayFacts): string => `${day(at)} ${at.time}`,
  urgencyNames,
  ...asides['zh-Hans'],
  ...linking['zh-Hans'],
  ...persons['zh-Hans'],
  ...accepting['zh-Hans'],
  ...consentWords['zh-Hans'],
  danger: dangers['zh-Hans'],
  status: statuses['zh-Hans'],

  // Greeting, help, small talk
  hello: (): Sentence => '您好，这里是400售后服务，全天都在。您遇到了什么问题？直接说就行。',
  helloAgain: (): Sentence => '您好，请问有什么可以帮您？',
  menu: (): Sentence =>
    '我可以帮您：报修或投诉、查进度、催办、补充情况、取消、预约、提建议，也可以转人工。',
  thanks: (): Sentence => '不客气，有需要随时找我们。',
  outOfScope: (): Sentence => '我主要负责服务上的事：报修、投诉、预约、查进度。您直接说就行。',
  faqUnknown: (): Sentence => '这个问题我没有确切答案，不想随口说。可以转人工为您解答。',
  optedOut: (): Sentence => '好的，我们不会再主动给您打电话或发消息。您随时可以联系我们。',
  optOutUnknown: (): Sentence =>
    '好的，这个账号不会再收到我们主动发出的消息。如果也不想接到电话，请用那个号码打来说一声，或转人工登记。',
  languageChanged: (): Sentence => '好的，接下来用简体中文。',
  nothingToRepeat: (): Sentence => '我刚才还没说什么。请问有什么可以帮您？',
  waiting: (): Sentence => '不急，您慢慢来。',
  restarted: (): Sentence => '好的，我们重新开始。',

  // Not understood
  whichOfTwo: (): Sentence => '我想确认一下，您是想：',
  sayItDifferently: (): Sentence => '抱歉没听明白，请换个说法，一两句话就好。',
  offerPerson: (): Sentence => '抱歉，我还是没明白。要不要请人工客服联系您？',
  intentNames: {
    report: '报修或投诉',
    suggestion: '提个建议',
    booking: '预约服务',
    reschedule: '改时间',
    progress: '查进度',
    urge: '催一下',
    addinfo: '补充情况',
    cancel: '取消',
    handoff: '转人工',
    acceptance_yes: '确认已弄好',
    acceptance_no: '还没弄好',
    survey_score: '评价服务',
    greeting: '打个招呼',
    thanks_bye: '没有别的事了',
    faq: '问个问题',
    other: '别的事',
    optout: '不要再联系我',
  } satisfies IntentNames as IntentNames,

  // Choices
  yes: '是的',
  no: '不是',
  submit: '确认提交',
  change: '修改',
  skip: '跳过',
  asap: '尽快',
  noneOfThese: '都不是',
  keepGoing: '继续登记',
  leave: '不登记了',
  appendIt: '是同一件事，补充进去',
  newOne: '不是，另外登记',
  cancelIt: '确认取消',
  keepIt: '先不取消',
  person: '转人工',

  // Asking for what is missing
  askDescription: (): Sentence => '请说说是什么问题，在哪里，现在怎么样了？',
  askDescriptionAgain: (): Sentence =>
    '请用一两句话说说哪里不对，比如“厨房地面没擦干净”“柜门关不上”。',
  askNeed: (): Sentence => '好的，请问需要什么服务？',
  askSuggestion: (): Sentence => '好的，请说说您的建议，我会原话记下来。',
  askLine: (): Sentence => '这是哪方面的服务？',
  askSubject: (): Sentence => '具体是哪件东西，或者哪个位置？',
  askAddress: (): Sentence => '请问地址是哪里？最好到门牌号。',
  askAddressAgain: (): Sentence => '请再说一下地址：小区或单位、楼栋、房间号。',
  askName: (): Sentence => '请问怎么称呼您？',
  askNameAgain: (): Sentence => '请告诉我您的姓名，或者贵姓。',
  askPhone: (): Sentence => '请留一个联系电话。',
  askPhoneAgain: (): Sentence => '这个号码好像不完整。请再说一遍，手机11位，座机带区号。',
  askTime: (): Sentence => '您希望什么时候上门或处理？',
  askTimeAgain: (): Sentence => '请说一个方便的时间，比如“明天上午”“周六下午两点”，或者说“尽快”。',
  askHandoffPhone: (): Sentence => '好的，请留一个电话，客服会打给您。',
  photosWelcome: (): Sentence => '有照片也可以直接发过来。',
  photosKept: ({ count }: { count: number }): Sentence =>
    `收到${count}张照片，会一起交给处理的人。`,
  accessKept: (): Sentence => '进门怎么走记下了，只给上门的同事看。',
  placeKept: (): Sentence => '定位收到了。',
  placeAdded: (): Sentence => '定位记下了，上门会按这个位置走；地址文字没有改。',
  backToQuestion: (): Sentence => '我们接着刚才的：',

  // Reading back and correcting
  readBack: (f: ReadBackFacts): Sentence =>
    lines(
      '请核对一下：',
      f.words && `${wordsAre[f.purpose]}：${f.words}`,
      f.line && `服务：${f.line}`,
      f.subject && `位置或产品：${f.subject}`,
      f.address && `地址：${f.address}`,
      f.name && `称呼：${f.name}`,
      f.phone && `电话：${f.phone}`,
      f.time && `时间：${f.time}`,
      f.photos > 0 && `照片：${f.photos}张`,
      '对吗？要改哪一项，直接说就行。',
    ),
  fieldNames: {
    description: '问题描述',
    line: '服务类型',
    product: '位置或产品',
    address: '地址',
    name: '称呼',
    phone: '电话',
    time: '时间',
  } satisfies FieldNames as FieldNames,
  whichField: (): Sentence => '要改哪一项？',
  corrected: ({ field, value }: { field: string; value: string }): Sentence =>
    `好的，${field}改为：${value}。`,
  added: (): Sentence => '好的，已加上。',
  askLeave: (): Sentence => '这次还没登记。要放弃吗？',
  left: (): Sentence => '好的，这次不登记了。需要时随时再说。',

  // Opened
  similar: ({ number, when, words }: { number: Shown; when: string; words: string }): Sentence => ({
    text: `您在${when}登记过“${words}”（工单 ${number.text}）。是同一件事吗？`,
    speak: `您在${when}登记过：${words}。是同一件事吗？`,
  }),
  registered: ({ number, again }: { number: Shown; again: boolean }): Sentence => ({
    text: `${again ? '这件事已经登记过了' : '已为您登记'}，工单号 ${number.text}。`,
    speak: `${again ? '这件事已经登记过了' : '已为您登记'}。工单号是：${number.speak}。再说一遍：${number.speak}。`,
  }),
  classIs: ({
    urgency,
    reasons,
  }: {
    urgency: 'general' | 'urgent' | 'major';
    reasons: readonly string[];
  }): Sentence =>
    reasons.length > 0
      ? `按“${urgencyNames[urgency]}”处理：${reasons.join('；')}。`
      : `按“${urgencyNames[urgency]}”处理。`,
  wordGap: '、',
  because: ({ words, says }: { words: string; says: string }): string =>
    words ? `您提到“${words}”，${says}` : says,
  willContact: ({ who, when, late }: ContactFacts): Sentence =>
    late
      ? `${who}本应在${when}前联系您，已经超时，我们正在催办，对不起。`
      : `${who}会在${when}前联系您。`,
  howToFollow: (): Sentence => '随时说“查进度”就能知道到哪一步了。',

  // Which ticket
  askNumber: (): Sentence => '请说一下10位工单号。',
  askNumberAgain: (): Sentence => '这个工单号不对，应该是10位数字。请再核对一下。',
  didYouMean: (): Sentence => '这个号码好像有一位不对，您是说：',
  askLast4: (): Sentence => '为了保护隐私，请告诉我登记电话的后四位。',
  askLast4Again: (): Sentence => '请说四位数字：登记电话的后四位。',
  notVerified: (): Sentence => '工单号和电话后四位对不上。请核对后再试，也可以转人工。',
  locked: (): Sentence => '试错次数太多，为保护隐私先锁定30分钟。急事可以转人工。',
  whichTicket: (): Sentence => '您说的是哪一单？',
  ticketChoice: ({ number, words }: { number: Shown; words: string }): string =>
    `${number.text} ${words}`,
  notYet: (): Sentence => '这次的问题还没登记完，登记好就有工单号，随时能查进度。',
  noTickets: (): Sentence =>
    '这里没有查到您的工单。如果有工单号，请告诉我；没有的话我现在就帮您登记。',
  noNumber: '没有工单号',

  // How it stands
  urged: ({ number }: { number: Shown }): Sentence => ({
    text: `已为您催办工单 ${number.text}，负责人会马上收到提醒。`,
    speak: '已为您催办，负责人会马上收到提醒。',
  }),
  askMore: (): Sentence => '请说要补充的内容，也可以发照片。',
  infoAdded: ({ number }: { number: Shown }): Sentence => ({
    text: `已补充到工单 ${number.text}。`,
    speak: '已经补充到工单里。',
  }),
  visitAgreed: ({ when, dayBefore }: { when: string; dayBefore: boolean }): Sentence =>
    `上门时间约在${when}${dayBefore ? '，前一天会再与您确认' : ''}。想改时间，随时说一声。`,
  visitSuits: ({ when }: { when: string }): Sentence => `好的，${when}见。`,
  visitOpen: (): Sentence => '具体上门时间，工作人员会与您约定。',
  askNewTime: (): Sentence => '想改到什么时候？',
  rescheduled: ({ time }: { time: string }): Sentence => `已记下改到“${time}”，负责人会与您确认。`,
  askCancel: ({ number, words }: { number: Shown; words: string }): Sentence => ({
    text: `要取消工单 ${number.text}（${words}）吗？`,
    speak: `要取消这一单吗？内容是：${words}。`,
  }),
  cancelled: ({ number }: { number: Shown }): Sentence => ({
    text: `工单 ${number.text} 已取消。如有需要可以重新登记。`,
    speak: '这一单已经取消。如有需要可以重新登记。',
  }),
  notCancelled: (): Sentence => '好的，不取消，照常处理。',
  finished: ({ number }: { number: Shown }): Sentence => ({
    text: `工单 ${number.text} 已经结束了。如果还有问题，直接告诉我，我马上重新登记。`,
    speak: '这一单已经结束了。如果还有问题，直接告诉我，我马上重新登记。',
  }),
  notNow: (): Sentence => '这一步现在办不了，我转给客服跟进。',
  acceptedThanks: (): Sentence => '太好了，谢谢您告诉我们。',
  scoreThanks: (): Sentence => '谢谢您的评价，已经记在对话里。',

  // A person
  handedOff: ({ number }: { number: Shown }): Sentence => ({
    text: `已转人工，您说过的话都会交给客服（工单 ${number.text}），不用再讲一遍。`,
    speak: '已转人工，您说过的话都会交给客服，不用再讲一遍。',
  }),
  handoffWords: '客户要求人工客服联系',

  // Trouble
  broken: (): Sentence =>
    '抱歉，系统刚刚出了点问题，您说的话已经收到。请再试一次，或者说“转人工”。',
  busy: (): Sentence => '消息有点多，我一条一条来，请稍等再发。',
  unsupported: (): Sentence => '这种消息我还看不懂，请用文字或照片告诉我。',

  // Notices: to staff, and to customers when something changes
  notices: staffNotices['zh-Hans'],
};
