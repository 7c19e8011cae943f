import type { Language } from '../../../desk/words.ts';

/** A way of speaking: one written language may be heard in two. */
export type Accent = 'zh-CN' | 'zh-HK' | 'zh-TW' | 'en-US';

export interface Voice {
  readonly language: Language;
  /** Of the provider; a wrong pair of voice and language can silence a sentence. */
  readonly voice: string;
  /** Set only if it is the voice's own code. */
  readonly says?: SayLanguage;
  /** What the recogniser listens for. The model stays unset: the provider picks one and fails over. */
  readonly hears: GatherLanguage;
}

type SayLanguage = 'cmn-CN' | 'cmn-TW' | 'yue-HK' | 'en-US';
type GatherLanguage = 'cmn-Hans-CN' | 'yue-Hant-HK' | 'cmn-Hant-TW' | 'en-US';

export const voices: Readonly<Record<Accent, Voice>> = {
  'zh-CN': {
    language: 'zh-Hans',
    voice: 'Polly.Zhiyu-Neural',
    says: 'cmn-CN',
    hears: 'cmn-Hans-CN',
  },
  'zh-HK': {
    language: 'zh-Hant',
    voice: 'Google.yue-HK-Standard-A',
    says: 'yue-HK',
    hears: 'yue-Hant-HK',
  },
  'zh-TW': {
    language: 'zh-Hant',
    voice: 'Google.cmn-TW-Wavenet-A',
    says: 'cmn-TW',
    hears: 'cmn-Hant-TW',
  },
  'en-US': { language: 'en', voice: 'Polly.Joanna-Neural', says: 'en-US', hears: 'en-US' },
};

/** How a caller is spoken to before they choose: by the country they call from. */
export function accentOfCaller(from = ''): Accent {
  if (/^85[23]/.test(from)) return 'zh-HK';
  if (from.startsWith('886')) return 'zh-TW';
  return 'zh-CN';
}

/** The accent for a language the conversation turned to; the present one if it fits. */
export function accentFor(language: Language, now: Accent, from?: string): Accent {
  if (voices[now].language === language) return now;
  if (language === 'en') return 'en-US';
  if (language === 'zh-Hans') return 'zh-CN';
  return from?.startsWith('886') ? 'zh-TW' : 'zh-HK';
}

export const isAccent = (text: unknown): text is Accent => String(text) in voices;
