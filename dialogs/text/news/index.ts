import type { Language } from '../../../desk/words.ts';
import { en } from './en.ts';
import type { NewsWords } from './words.ts';
import { zhHans } from './zh-hans.ts';
import { zhHant } from './zh-hant.ts';

export type { NewsFacts, NewsLine, NewsWords, PlanFacts } from './words.ts';

export const news: Readonly<Record<Language, NewsWords>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};
