import type { Language } from '../../desk/words.ts';
import type { Sentence } from './facts.ts';

/** What we say when we come back to a customer unasked; complete in every language or it does not compile. */
export interface CallbackWords {
  /** Where a template takes twenty characters and no more: what we want of them, or the heart of it. */
  invite(): string;
  inviteCare(facts: { readonly when: string }): string;
  adviceShort(): string;
  /** A text message with a link. */
  inviteLink(facts: { readonly line: string; readonly url: string }): string;
  advice(facts: { readonly line: string }): string;
  /** Tickets the house opens for itself. */
  visitTask(): string;
  careTask(facts: { readonly when: string }): string;
  careBooking(facts: { readonly when: string }): string;
  reworkTask(): string;

  /** On the telephone, before anybody has proved to be there: nothing private. */
  calling(facts: { readonly line: string }): readonly string[];
  begin: string;
  wrongNumber: string;
  sorryToDisturb(): string;

  /** In writing, before the first question. */
  hello(facts: { readonly line: string }): Sentence;
  begun(): Sentence;
  carryOn(): Sentence;
  late(): Sentence;
  askLevel(): Sentence;
  askLevelAgain(): Sentence;
  askSolved(): Sentence;
  askSolvedAgain(): Sentence;
  solved: string;
  notSolved: string;
  askWrong(): Sentence;
  askWrongAgain(): Sentence;
  askWord(): Sentence;
  askWordAgain(): Sentence;
  nothing: string;
  changed(facts: { readonly level: string }): Sentence;
  thanks(): Sentence;
  sentBack(): Sentence;
  personCalls(facts: { readonly who: string; readonly when: string }): Sentence;
  passedOn(): Sentence;
  already(): Sentence;
  another(): Sentence;

  careHello(facts: { readonly line: string; readonly when: string }): Sentence;
  askCare(facts: { readonly when: string }): Sentence;
  careYes: string;
  careOther: string;
  careNo: string;
  askCareDay(): Sentence;
  careArranged(facts: { readonly when: string }): Sentence;
  careDeclined(): Sentence;
}

const zhHans: CallbackWords = {
  invite: () => '服务回访：请回复消息评价',
  inviteCare: ({ when }) => `免费养护${when}方便吗`,
  adviceShort: () => '保养：少用湿布别重压，有问题请回复',
  inviteLink: ({ line, url }) =>
    `【400售后】这次的${line}做完了，没能联系上您。点开评价，一分钟就好：${url} 不想再收到，打开后说“不要再发”。`,
  advice: ({ line }) =>
    `您好，我们是售后服务（自动发送）。${line}完成一周了，用着还顺手吗？平时少用湿布擦五金件，螺丝松了先别用力，避免阳光直晒和重压。有不对劲的地方，直接回复我们就行。不想再收到，请回复“不要再发”。`,
  visitTask: () => '满月上门回访：查看使用情况，检查连接件，听取意见。',
  careTask: ({ when }) => `合同客户定期养护，预定${when}。客户尚未确认，请联系约定时间。`,
  careBooking: ({ when }) => `合同客户定期养护，已与客户约定${when}。`,
  reworkTask: () => '回访时客户表示不满意，请返工。',

  calling: ({ line }) => [
    '您好，这里是400售后服务的自动语音回访，大约占用您一分钟。',
    `想听听您对我们${line}的评价。请本人接听。`,
  ],
  begin: '开始评价',
  wrongNumber: '打错了',
  sorryToDisturb: () => '打扰您了，很抱歉。再见。',

  hello: ({ line }) =>
    `您好，我们是400售后服务，这是一条自动回访。这次的${line}做完了，想请您评价，一分钟就好。不想再收到，请回复“不要再发”。`,
  begun: () => '谢谢您。',
  carryOn: () => '我们接着评价。',
  late: () => '回访已经结束，您现在说的我们也会记下。',
  askLevel: () => '您对这次服务满意吗？',
  askLevelAgain: () => '怕记错您的意思，请在这几项里选一个：很满意、满意、较满意、不满意。',
  askSolved: () => '问题解决了吗？',
  askSolvedAgain: () => '请告诉我：已经解决，还是没有解决？',
  solved: '解决了',
  notSolved: '没有解决',
  askWrong: () => '很抱歉。是哪里没有做好？请说一说，我们照着改。',
  askWrongAgain: () => '请用一句话说说哪里不好；不想说，就说“没有”。',
  askWord: () => '还有什么话想对公司说吗？没有就说“没有”。',
  askWordAgain: () => '您想对公司说的话是？没有就说“没有”。',
  nothing: '没有',
  changed: ({ level }) => `好的，改记为${level}。`,
  thanks: () => '谢谢您的评价，祝您生活愉快。',
  sentBack: () => '您的问题已重新打开，师傅会再来处理，直到您满意。',
  personCalls: ({ who, when }) => `${who}会在${when}前亲自给您回电。`,
  passedOn: () => '您的意见已经转给负责的同事。',
  already: () => '这次服务您已经评价过了，谢谢您。还有问题的话，直接告诉我就行。',
  another: () => '目前没有要评价的服务。谢谢您。',

  careHello: ({ line, when }) =>
    `您好，我们是400售后服务，这是一条自动消息。按照合同，${when}该为您做一次免费的${line}养护。不想再收到，请回复“不要再发”。`,
  askCare: ({ when }) => `${when}上门方便吗？`,
  careYes: '方便',
  careOther: '换个时间',
  careNo: '这次不用',
  askCareDay: () => '好的，哪天什么时候方便？',
  careArranged: ({ when }) => `好的，为您约在${when}，同事上门前会再联系您。`,
  careDeclined: () => '好的，这次就不安排了，下次到期前再问您。',
};

const zhHant: CallbackWords = {
  invite: () => '服務回訪：請回覆訊息評價',
  inviteCare: ({ when }) => `免費養護${when}方便嗎`,
  adviceShort: () => '保養：少用濕布別重壓，有問題請回覆',
  inviteLink: ({ line, url }) =>
    `【400售後】這次的${line}做完了，沒能聯絡上您。點開評價，一分鐘就好：${url} 不想再收到，打開後說「不要再發」。`,
  advice: ({ line }) =>
    `您好，我們是售後服務（自動傳送）。${line}完成一週了，用著還順手嗎？平時少用濕布擦五金件，螺絲鬆了先別用力，避免陽光直曬和重壓。有不對勁的地方，直接回覆我們就行。不想再收到，請回覆「不要再發」。`,
  visitTask: () => '滿月上門回訪：查看使用情況，檢查連接件，聽取意見。',
  careTask: ({ when }) => `合約客戶定期養護，預定${when}。客戶尚未確認，請聯絡約定時間。`,
  careBooking: ({ when }) => `合約客戶定期養護，已與客戶約定${when}。`,
  reworkTask: () => '回訪時客戶表示不滿意，請返工。',

  calling: ({ line }) => [
    '您好，這裡是400售後服務的自動語音回訪，大約佔用您一分鐘。',
    `想聽聽您對我們${line}的評價。請本人接聽。`,
  ],
  begin: '開始評價',
  wrongNumber: '打錯了',
  sorryToDisturb: () => '打擾您了，很抱歉。再見。',

  hello: ({ line }) =>
    `您好，我們是400售後服務，這是一則自動回訪。這次的${line}做完了，想請您評價，一分鐘就好。不想再收到，請回覆「不要再發」。`,
  begun: () => '謝謝您。',
  carryOn: () => '我們接著評價。',
  late: () => '回訪已經結束，您現在說的我們也會記下。',
  askLevel: () => '您對這次服務滿意嗎？',
  askLevelAgain: () => '怕記錯您的意思，請在這幾項裡選一個：很滿意、滿意、較滿意、不滿意。',
  askSolved: () => '問題解決了嗎？',
  askSolvedAgain: () => '請告訴我：已經解決，還是沒有解決？',
  solved: '解決了',
  notSolved: '沒有解決',
  askWrong: () => '很抱歉。是哪裡沒有做好？請說一說，我們照著改。',
  askWrongAgain: () => '請用一句話說說哪裡不好；不想說，就說「沒有」。',
  askWord: () => '還有什麼話想對公司說嗎？沒有就說「沒有」。',
  askWordAgain: () => '您想對公司說的話是？沒有就說「沒有」。',
  nothing: '沒有',
  changed: ({ level }) => `好的，改記為${level}。`,
  thanks: () => '謝謝您的評價，祝您生活愉快。',
  sentBack: () => '您的問題已重新打開，師傅會再來處理，直到您滿意。',
  personCalls: ({ who, when }) => `${who}會在${when}前親自給您回電。`,
  passedOn: () => '您的意見已經轉給負責的同事。',
  already: () => '這次服務您已經評價過了，謝謝您。還有問題的話，直接告訴我就行。',
  another: () => '目前沒有要評價的服務。謝謝您。',

  careHello: ({ line, when }) =>
    `您好，我們是400售後服務，這是一則自動訊息。按照合約，${when}該為您做一次免費的${line}養護。不想再收到，請回覆「不要再發」。`,
  askCare: ({ when }) => `${when}上門方便嗎？`,
  careYes: '方便',
  careOther: '換個時間',
  careNo: '這次不用',
  askCareDay: () => '好的，哪天什麼時候方便？',
  careArranged: ({ when }) => `好的，為您約在${when}，同事上門前會再聯絡您。`,
  careDeclined: () => '好的，這次就不安排了，下次到期前再問您。',
};

const en: CallbackWords = {
  invite: () => 'Please rate us',
  inviteCare: ({ when }) => `Care ${when}?`,
  adviceShort: () => 'Keep it dry and light',
  inviteLink: ({ line, url }) =>
    `Customer service: our ${line} work is done, and we could not reach you. Please rate it here, it takes a minute: ${url} To get no more of these, say so there.`,
  advice: ({ line }) =>
    `Hello, this is customer service (sent automatically). It is a week since our ${line} work: is all well? Keep metal parts dry, do not force a loose screw, avoid direct sun and heavy loads. If anything is wrong, just answer here. To get no more of these, answer "do not contact me".`,
  visitTask: () => 'Visit after a month: see how it is used, check the fittings, hear opinions.',
  careTask: ({ when }) =>
    `Regular care for a contract customer, planned for ${when}. The customer has not confirmed; please agree a time.`,
  careBooking: ({ when }) => `Regular care for a contract customer, agreed for ${when}.`,
  reworkTask: () => 'The customer was not satisfied when we called back: please do it again.',

  calling: ({ line }) => [
    'Hello, this is an automatic call from customer service. It takes about a minute.',
    `We would like to hear how you found our ${line}. It is meant for our customer in person.`,
  ],
  begin: 'To begin',
  wrongNumber: 'Wrong number',
  sorryToDisturb: () => 'We are sorry to have disturbed you. Goodbye.',

  hello: ({ line }) =>
    `Hello, this is customer service, with an automatic message. Our ${line} work is done and we would like your opinion: it takes a minute. To get no more of these, answer "do not contact me".`,
  begun: () => 'Thank you.',
  carryOn: () => 'Back to our questions.',
  late: () => 'The survey is over, but what you say now is kept all the same.',
  askLevel: () => 'How satisfied are you with this service?',
  askLevelAgain: () =>
    'So that we get it right, please choose one: very satisfied, satisfied, fairly satisfied, or dissatisfied.',
  askSolved: () => 'Is the problem solved?',
  askSolvedAgain: () => 'Please tell me: is it solved, or not solved?',
  solved: 'Solved',
  notSolved: 'Not solved',
  askWrong: () => 'We are sorry. What was not good? Tell us, and we put it right.',
  askWrongAgain: () => 'One sentence is enough; if you would rather not say, say "nothing".',
  askWord: () => 'Is there anything you would like to tell the company? If not, say "nothing".',
  askWordAgain: () => 'What would you like to tell the company? If nothing, say "nothing".',
  nothing: 'Nothing',
  changed: ({ level }) => `All right, changed to ${level}.`,
  thanks: () => 'Thank you for your opinion. Have a good day.',
  sentBack: () => 'Your case is open again: we come back until you are satisfied.',
  personCalls: ({ who, when }) => `${who} will call you in person by ${when}.`,
  passedOn: () => 'Your opinion has gone to the colleague in charge.',
  already: () =>
    'You have rated this service already, thank you. If anything is wrong, just tell me.',
  another: () => 'There is nothing to rate at the moment. Thank you.',

  careHello: ({ line, when }) =>
    `Hello, this is customer service, with an automatic message. By your contract, free ${line} care is due ${when}. To get no more of these, answer "do not contact me".`,
  askCare: ({ when }) => `May we come ${when}?`,
  careYes: 'Yes, come',
  careOther: 'Another time',
  careNo: 'Not this time',
  askCareDay: () => 'All right. Which day and time suits you?',
  careArranged: ({ when }) => `All right, noted for ${when}. We call before we come.`,
  careDeclined: () => 'All right, not this time. We ask again before the next one.',
};

export const callbackWords: Readonly<Record<Language, CallbackWords>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};
