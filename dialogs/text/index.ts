import type { Language } from '../../desk/words.ts';
import { en } from './en.ts';
import { zhHans } from './zh-hans.ts';
import { zhHant } from './zh-hant.ts';

/** Every sentence we ever say. A language that misses one does not compile. */
export type Sentences = typeof zhHans;

export const sentences: Readonly<Record<Language, Sentences>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};

export type { Sentence } from './facts.ts';
