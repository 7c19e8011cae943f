import type { Language } from '../../../desk/words.ts';
import en from './en.json' with { type: 'json' };
import zhHans from './zh-hans.json' with { type: 'json' };
import zhHant from './zh-hant.json' with { type: 'json' };

/** Small questions and short answers. Questions are written in simplified Chinese or English, as heard. */
export interface Faq {
  readonly id: string;
  readonly questions: readonly string[];
  readonly answer: string;
}

export const faqs: Readonly<Record<Language, readonly Faq[]>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};
