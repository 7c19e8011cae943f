import type { Language } from '../../desk/words.ts';
import { workEnglish } from './work/en.ts';
import { workHans } from './work/zh-hans.ts';
import { workHant } from './work/zh-hant.ts';
import type { WorkWords } from './work-kinds.ts';

/** What we say to a colleague on the road. */
export const workWords: Readonly<Record<Language, WorkWords>> = {
  'zh-Hans': workHans,
  'zh-Hant': workHant,
  en: workEnglish,
};
