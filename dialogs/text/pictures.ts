import type { Language } from '../../desk/words.ts';

export interface PicturesWords {
  title(number: string): string;
  readonly empty: string;
  /** In a notice, with the address of the page. */
  at(page: string): string;
  by(whose: 'customer' | 'staff', when: string): string;
}

/** On the page with a ticket's pictures. */
export const picturesWords: Readonly<Record<Language, PicturesWords>> = {
  'zh-Hans': {
    title: (number) => `工单 ${number} 的照片`,
    empty: '还没有照片。',
    at: (page) => `照片：${page}`,
    by: (whose, when) => `${whose === 'customer' ? '客户' : '同事'}，${when}`,
  },
  'zh-Hant': {
    title: (number) => `工單 ${number} 的照片`,
    empty: '還沒有照片。',
    at: (page) => `照片：${page}`,
    by: (whose, when) => `${whose === 'customer' ? '客戶' : '同事'}，${when}`,
  },
  en: {
    title: (number) => `Pictures of ticket ${number}`,
    empty: 'No pictures yet.',
    at: (page) => `Photos: ${page}`,
    by: (whose, when) => `${whose === 'customer' ? 'Customer' : 'Colleague'}, ${when}`,
  },
};
