import type { Language } from '../../desk/words.ts';

/** What a colleague hears who reports by the keys of a telephone. */
export interface KeypadWords {
  askNo(): string;
  askCode(): string;
  askDeed(): string;
  readonly arrived: string;
  readonly finished: string;
  wrong(): string;
  locked(): string;
  noted(arrived: boolean): string;
  notNow(): string;
}

export const keypadWords: Readonly<Record<Language, KeypadWords>> = {
  'zh-Hans': {
    askNo: () => '员工报工。请输入十位工单号。',
    askCode: () => '请输入您的个人代码，按井号键结束。',
    askDeed: () => '您要报什么？',
    arrived: '已到现场',
    finished: '已完成',
    wrong: () => '工单号或个人代码不对，什么都没有改动。要再试请按井号键。',
    locked: () => '试得太多了，请过一刻钟再试，或者联系组长。',
    noted: (arrived) =>
      arrived ? '已记下：到达现场。辛苦了，再见。' : '已记下：处理完成。辛苦了，再见。',
    notNow: () => '按这张单现在的进度不能这样报，什么都没有改动。请联系组长，再见。',
  },
  'zh-Hant': {
    askNo: () => '員工報工。請輸入十位工單號。',
    askCode: () => '請輸入您的個人代碼，按井字鍵結束。',
    askDeed: () => '您要報什麼？',
    arrived: '已到現場',
    finished: '已完成',
    wrong: () => '工單號或個人代碼不對，什麼都沒有改動。要再試請按井字鍵。',
    locked: () => '試得太多了，請過一刻鐘再試，或者聯絡組長。',
    noted: (arrived) =>
      arrived ? '已記下：到達現場。辛苦了，再見。' : '已記下：處理完成。辛苦了，再見。',
    notNow: () => '按這張單現在的進度不能這樣報，什麼都沒有改動。請聯絡組長，再見。',
  },
  en: {
    askNo: () => 'Staff report. Please key in the ten digits of the ticket.',
    askCode: () => 'Please key in your own code, then the pound key.',
    askDeed: () => 'What would you like to report?',
    arrived: 'arrived',
    finished: 'done',
    wrong: () => 'Ticket or code is wrong; nothing was changed. To try again, press pound.',
    locked: () => 'Too many tries. Please wait a quarter of an hour, or call your lead.',
    noted: (arrived) =>
      arrived
        ? 'Noted: you have arrived. Thank you, goodbye.'
        : 'Noted: the work is done. Thank you, goodbye.',
    notNow: () =>
      'The ticket does not allow this now; nothing was changed. Please call your lead. Goodbye.',
  },
};
