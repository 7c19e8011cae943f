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
import type { Sentences } from './index.ts';
import { linking } from './link.ts';
import { persons } from './person.ts';
import { staffNotices } from './staff.ts';
import { statuses } from './status.ts';

const urgencyNames: UrgencyNames = { general: '一般', urgent: '緊急', major: '重大投訴' };

const day = ({ days, month, day: date }: DayFacts): string => {
  if (days === 0) return '今天';
  if (days === 1) return '明天';
  if (days === 2) return '後天';
  if (days === -1) return '昨天';
  return `${month}月${date}日`;
};

const wordsAre = { report: '問題', suggestion: '建議', booking: '需求', handoff: '需求' };

export const zhHant: Sentences = {
  dayAndTime: (at: DayFacts): string => `${day(at)} ${at.time}`,
  urgencyNames,
  ...asides['zh-Hant'],
  ...linking['zh-Hant'],
  ...persons['zh-Hant'],
  ...accepting['zh-Hant'],
  ...consentWords['zh-Hant'],
  danger: dangers['zh-Hant'],
  status: statuses['zh-Hant'],

  // Greeting, help, small talk
  hello: (): Sentence => '您好，這裡是400售後服務，全天都在。您遇到了什麼問題？直接說就行。',
  helloAgain: (): Sentence => '您好，請問有什麼可以幫您？',
  menu: (): Sentence =>
    '我可以幫您：報修或投訴、查進度、催辦、補充情況、取消、預約、提建議，也可以轉人工。',
  thanks: (): Sentence => '不客氣，有需要隨時找我們。',
  outOfScope: (): Sentence => '我主要負責服務上的事：報修、投訴、預約、查進度。您直接說就行。',
  faqUnknown: (): Sentence => '這個問題我沒有確切答案，不想隨口說。可以轉人工為您解答。',
  optedOut: (): Sentence => '好的，我們不會再主動給您打電話或傳訊息。您隨時可以聯絡我們。',
  optOutUnknown: (): Sentence =>
    '好的，這個帳號不會再收到我們主動傳送的訊息。如果也不想接到電話，請用那個號碼打來說一聲，或轉人工登記。',
  languageChanged: (): Sentence => '好的，接下來用繁體中文。',
  nothingToRepeat: (): Sentence => '我剛才還沒說什麼。請問有什麼可以幫您？',
  waiting: (): Sentence => '不急，您慢慢來。',
  restarted: (): Sentence => '好的，我們重新開始。',

  // Not understood
  whichOfTwo: (): Sentence => '我想確認一下，您是想：',
  sayItDifferently: (): Sentence => '抱歉沒聽明白，請換個說法，一兩句話就好。',
  offerPerson: (): Sentence => '抱歉，我還是沒明白。要不要請人工客服聯絡您？',
  intentNames: {
    report: '報修或投訴',
    suggestion: '提個建議',
    booking: '預約服務',
    reschedule: '改時間',
    progress: '查進度',
    urge: '催一下',
    addinfo: '補充情況',
    cancel: '取消',
    handoff: '轉人工',
    acceptance_yes: '確認已弄好',
    acceptance_no: '還沒弄好',
    survey_score: '評價服務',
    greeting: '打個招呼',
    thanks_bye: '沒有別的事了',
    faq: '問個問題',
    other: '別的事',
    optout: '不要再聯絡我',
  } satisfies IntentNames,

  // Choices
  yes: '是的',
  no: '不是',
  submit: '確認送出',
  change: '修改',
  skip: '跳過',
  asap: '盡快',
  noneOfThese: '都不是',
  keepGoing: '繼續登記',
  leave: '不登記了',
  appendIt: '是同一件事，補充進去',
  newOne: '不是，另外登記',
  cancelIt: '確認取消',
  keepIt: '先不取消',
  person: '轉人工',

  // Asking for what is missing
  askDescription: (): Sentence => '請說說是什麼問題，在哪裡，現在怎麼樣了？',
  askDescriptionAgain: (): Sentence =>
    '請用一兩句話說說哪裡不對，比如「廚房地面沒擦乾淨」「櫃門關不上」。',
  askNeed: (): Sentence => '好的，請問需要什麼服務？',
  askSuggestion: (): Sentence => '好的，請說說您的建議，我會原話記下來。',
  askLine: (): Sentence => '這是哪方面的服務？',
  askSubject: (): Sentence => '具體是哪件東西，或者哪個位置？',
  askAddress: (): Sentence => '請問地址是哪裡？最好到門牌號。',
  askAddressAgain: (): Sentence => '請再說一下地址：路名或社區、門牌號碼、樓層或房號。',
  askName: (): Sentence => '請問怎麼稱呼您？',
  askNameAgain: (): Sentence => '請告訴我您的姓名，或者貴姓。',
  askPhone: (): Sentence => '請留一個聯絡電話。',
  askPhoneAgain: (): Sentence => '這個號碼好像不完整。請再說一遍，市話要加區號。',
  askTime: (): Sentence => '您希望什麼時候上門或處理？',
  askTimeAgain: (): Sentence =>
    '請說一個方便的時間，比如「明天上午」「週六下午兩點」，或者說「盡快」。',
  askHandoffPhone: (): Sentence => '好的，請留一個電話，客服會打給您。',
  photosWelcome: (): Sentence => '有照片也可以直接傳過來。',
  photosKept: ({ count }: { count: number }): Sentence =>
    `收到${count}張照片，會一起交給處理的人。`,
  accessKept: (): Sentence => '進門怎麼走記下了，只給上門的同事看。',
  placeKept: (): Sentence => '定位收到了。',
  placeAdded: (): Sentence => '定位記下了，上門會按這個位置走；地址文字沒有改。',
  backToQuestion: (): Sentence => '我們接著剛才的：',

  // Reading back and correcting
  readBack: (f: ReadBackFacts): Sentence =>
    lines(
      '請核對一下：',
      f.words && `${wordsAre[f.purpose]}：${f.words}`,
      f.line && `服務：${f.line}`,
      f.subject && `位置或產品：${f.subject}`,
      f.address && `地址：${f.address}`,
      f.name && `稱呼：${f.name}`,
      f.phone && `電話：${f.phone}`,
      f.time && `時間：${f.time}`,
      f.photos > 0 && `照片：${f.photos}張`,
      '對嗎？要改哪一項，直接說就行。',
    ),
  fieldNames: {
    description: '問題描述',
    line: '服務類型',
    product: '位置或產品',
    address: '地址',
    name: '稱呼',
    phone: '電話',
    time: '時間',
  } satisfies FieldNames,
  whichField: (): Sentence => '要改哪一項？',
  corrected: ({ field, value }: { field: string; value: string }): Sentence =>
    `好的，${field}改為：${value}。`,
  added: (): Sentence => '好的，已加上。',
  askLeave: (): Sentence => '這次還沒登記。要放棄嗎？',
  left: (): Sentence => '好的，這次不登記了。需要時隨時再說。',

  // Opened
  similar: ({ number, when, words }: { number: Shown; when: string; words: string }): Sentence => ({
    text: `您在${when}登記過「${words}」（工單 ${number.text}）。是同一件事嗎？`,
    speak: `您在${when}登記過：${words}。是同一件事嗎？`,
  }),
  registered: ({ number, again }: { number: Shown; again: boolean }): Sentence => ({
    text: `${again ? '這件事已經登記過了' : '已為您登記'}，工單號 ${number.text}。`,
    speak: `${again ? '這件事已經登記過了' : '已為您登記'}。工單號是：${number.speak}。再說一遍：${number.speak}。`,
  }),
  classIs: ({
    urgency,
    reasons,
  }: {
    urgency: 'general' | 'urgent' | 'major';
    reasons: readonly string[];
  }): Sentence =>
    reasons.length > 0
      ? `按「${urgencyNames[urgency]}」處理：${reasons.join('；')}。`
      : `按「${urgencyNames[urgency]}」處理。`,
  wordGap: '、',
  because: ({ words, says }: { words: string; says: string }): string =>
    words ? `您提到「${words}」，${says}` : says,
  willContact: ({ who, when, late }: ContactFacts): Sentence =>
    late
      ? `${who}本應在${when}前聯絡您，已經逾時，我們正在催辦，對不起。`
      : `${who}會在${when}前聯絡您。`,
  howToFollow: (): Sentence => '隨時說「查進度」就能知道到哪一步了。',

  // Which ticket
  askNumber: (): Sentence => '請說一下10位工單號。',
  askNumberAgain: (): Sentence => '這個工單號不對，應該是10位數字。請再核對一下。',
  didYouMean: (): Sentence => '這個號碼好像有一位不對，您是說：',
  askLast4: (): Sentence => '為了保護隱私，請告訴我登記電話的後四位。',
  askLast4Again: (): Sentence => '請說四位數字：登記電話的後四位。',
  notVerified: (): Sentence => '工單號和電話後四位對不上。請核對後再試，也可以轉人工。',
  locked: (): Sentence => '輸錯次數太多，為保護隱私先鎖定30分鐘。急事可以轉人工。',
  whichTicket: (): Sentence => '您說的是哪一單？',
  ticketChoice: ({ number, words }: { number: Shown; words: string }): string =>
    `${number.text} ${words}`,
  notYet: (): Sentence => '這次的問題還沒登記完，登記好就有工單號，隨時能查進度。',
  noTickets: (): Sentence =>
    '這裡沒有查到您的工單。如果有工單號，請告訴我；沒有的話我現在就幫您登記。',
  noNumber: '沒有工單號',

  // How it stands
  urged: ({ number }: { number: Shown }): Sentence => ({
    text: `已為您催辦工單 ${number.text}，負責人會馬上收到提醒。`,
    speak: '已為您催辦，負責人會馬上收到提醒。',
  }),
  askMore: (): Sentence => '請說要補充的內容，也可以傳照片。',
  infoAdded: ({ number }: { number: Shown }): Sentence => ({
    text: `已補充到工單 ${number.text}。`,
    speak: '已經補充到工單裡。',
  }),
  visitAgreed: ({ when, dayBefore }: { when: string; dayBefore: boolean }): Sentence =>
    `上門時間約在${when}${dayBefore ? '，前一天會再與您確認' : ''}。想改時間，隨時說一聲。`,
  visitSuits: ({ when }: { when: string }): Sentence => `好的，${when}見。`,
  visitOpen: (): Sentence => '具體上門時間，工作人員會與您約定。',
  askNewTime: (): Sentence => '想改到什麼時候？',
  rescheduled: ({ time }: { time: string }): Sentence =>
    `已記下改到「${time}」，負責人會與您確認。`,
  askCancel: ({ number, words }: { number: Shown; words: string }): Sentence => ({
    text: `要取消工單 ${number.text}（${words}）嗎？`,
    speak: `要取消這一單嗎？內容是：${words}。`,
  }),
  cancelled: ({ number }: { number: Shown }): Sentence => ({
    text: `工單 ${number.text} 已取消。如有需要可以重新登記。`,
    speak: '這一單已經取消。如有需要可以重新登記。',
  }),
  notCancelled: (): Sentence => '好的，不取消，照常處理。',
  finished: ({ number }: { number: Shown }): Sentence => ({
    text: `工單 ${number.text} 已經結束了。如果還有問題，直接告訴我，我馬上重新登記。`,
    speak: '這一單已經結束了。如果還有問題，直接告訴我，我馬上重新登記。',
  }),
  notNow: (): Sentence => '這一步現在辦不了，我轉給客服跟進。',
  acceptedThanks: (): Sentence => '太好了，謝謝您告訴我們。',
  scoreThanks: (): Sentence => '謝謝您的評價，已經記在對話裡。',

  // A person
  handedOff: ({ number }: { number: Shown }): Sentence => ({
    text: `已轉人工，您說過的話都會交給客服（工單 ${number.text}），不用再講一遍。`,
    speak: '已轉人工，您說過的話都會交給客服，不用再講一遍。',
  }),
  handoffWords: '客戶要求人工客服聯絡',

  // Trouble
  broken: (): Sentence =>
    '抱歉，系統剛剛出了點問題，您說的話已經收到。請再試一次，或者說「轉人工」。',
  busy: (): Sentence => '訊息有點多，我一條一條來，請稍等再發。',
  unsupported: (): Sentence => '這種訊息我還看不懂，請用文字或照片告訴我。',

  // Notices: to staff, and to customers when something changes
  notices: staffNotices['zh-Hant'],
};
