import type { Model } from '../classifier/model.ts';
import type { Intent, Language, Reason, Urgency } from '../understanding.ts';
import { type Said, weightiest } from '../weightiest.ts';
import type { Finding } from './rules.ts';
import type { Judgement } from './urgency.ts';

/** A finding in words a customer and a supervisor can read. */
export function reasonOf({ rule, hits, suppressed }: Finding, text: string): Reason {
  return {
    rule: rule.id,
    words: [...new Set(hits.map(({ start, end }) => text.slice(start, end)))],
    says: rule.says,
    source: rule.source,
    ...(suppressed && { suppressed }),
  };
}

/** Why the class, when no rule but the model decided it. */
export function modelReason(model: Model, said: Said, urgency: Urgency): Reason {
  return {
    rule: 'model',
    words: weightiest(model, 'urgency', urgency, said),
    says: spoken(alike, names[urgency]),
  };
}

/** Why we would rather ask: nothing to read, or two meanings too close. */
export function doubtReason(readable: boolean): Reason {
  return { rule: 'unsure', words: [], says: readable ? close : unreadable };
}

/** Which words decided the intent, and what would have changed the class. */
export function notesOf(
  model: Model,
  said: Said,
  intent: Intent,
  { urgency, decisive, otherwise }: Judgement,
): Reason[] {
  const words = weightiest(model, 'intent', intent, said);
  const notes: Reason[] = words.length > 0 ? [{ rule: 'intent', words, says: intentWords }] : [];
  if (urgency === null) return notes;
  if (urgency === 'general') notes.push({ rule: 'otherwise', words: [], says: raisedBy });
  else if (decisive.length > 0 && otherwise !== urgency) {
    notes.push({ rule: 'otherwise', words: [], says: spoken(without, names[otherwise]) });
  }
  return notes;
}

type Says = Readonly<Record<Language, string>>;

/** Why words that are there did not count, for whoever reads the explanation. */
export const causes: Readonly<Record<NonNullable<Reason['suppressed']>, Says>> = {
  negated: {
    'zh-Hans': '没有计入：说的是没有',
    'zh-Hant': '沒有計入：說的是沒有',
    en: 'not counted: it is denied',
  },
  resolved: {
    'zh-Hans': '没有计入：已经过去了',
    'zh-Hant': '沒有計入：已經過去了',
    en: 'not counted: it is over',
  },
  hypothetical: {
    'zh-Hans': '没有计入：只是假设',
    'zh-Hant': '沒有計入：只是假設',
    en: 'not counted: it is only supposed',
  },
  third_party: {
    'zh-Hans': '没有计入：说的是别人',
    'zh-Hant': '沒有計入：說的是別人',
    en: 'not counted: it happened to others',
  },
  own: {
    'zh-Hans': '没有计入：不是我们造成的',
    'zh-Hant': '沒有計入：不是我們造成的',
    en: 'not counted: it was not our doing',
  },
  idiom: {
    'zh-Hans': '没有计入：话不是这个意思',
    'zh-Hant': '沒有計入：話不是這個意思',
    en: 'not counted: it is said of something else',
  },
};

const names: Readonly<Record<Urgency, Says>> = {
  general: { 'zh-Hans': '一般需求', 'zh-Hant': '一般需求', en: 'general' },
  urgent: { 'zh-Hans': '紧急需求', 'zh-Hant': '緊急需求', en: 'urgent' },
  major: { 'zh-Hans': '重大投诉', 'zh-Hant': '重大投訴', en: 'major' },
};
const alike: Says = {
  'zh-Hans': '说法与以往的{}相近',
  'zh-Hant': '說法與以往的{}相近',
  en: 'The wording resembles past reports that were {}',
};
const without: Says = {
  'zh-Hans': '没有这些话，会按{}处理',
  'zh-Hant': '沒有這些話，會按{}處理',
  en: 'Without these words it would be {}',
};
const raisedBy: Says = {
  'zh-Hans': '正在发生的危险会改为紧急；受伤、财物损失、要求赔偿、再次失败或向外投诉会改为重大投诉',
  'zh-Hant': '正在發生的危險會改為緊急；受傷、財物損失、要求賠償、再次失敗或向外投訴會改為重大投訴',
  en: 'A danger going on now would make it urgent; injury, loss, a claim, a repeated failure or an outside complaint would make it major',
};
const close: Says = {
  'zh-Hans': '几种意思都说得通，要再问一句才能确定',
  'zh-Hant': '幾種意思都說得通，要再問一句才能確定',
  en: 'More than one meaning fits, so we must ask',
};
const unreadable: Says = {
  'zh-Hans': '里面没有读得懂的话',
  'zh-Hant': '裡面沒有讀得懂的話',
  en: 'There are no words in it that could be understood',
};
const intentWords: Says = {
  'zh-Hans': '从这些词看出来意',
  'zh-Hant': '從這些詞看出來意',
  en: 'These words told what is wanted',
};

function spoken(sentence: Says, name: Says): Says {
  return {
    'zh-Hans': sentence['zh-Hans'].replace('{}', name['zh-Hans']),
    'zh-Hant': sentence['zh-Hant'].replace('{}', name['zh-Hant']),
    en: sentence.en.replace('{}', name.en),
  };
}
