import type { Language } from '../../../desk/words.ts';
import { en } from './en.ts';
import type { EarWords } from './words.ts';
import { zhHans } from './zh-hans.ts';
import { zhHant } from './zh-hant.ts';

export type { EarWords } from './words.ts';

export const ears: Readonly<Record<Language, EarWords>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};
