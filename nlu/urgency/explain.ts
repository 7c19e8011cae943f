import type { Model } from '../classifier/model.ts';
import type { Intent, Language, Reason, Urgency } from '../understanding.ts';
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
export function modelReason(model: Model, tokens: readonly string[], urgency: Urgency): Reason {
  return {
    rule: 'model',
    words: weightiest(model, 'urgency', urgency, tokens),
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
  tokens: readonly string[],
  intent: Intent,
  { urgency, decisive, otherwise }: Judgement,
): Reason[] {
  const notes: Reason[] = [
    { rule: 'intent', words: weightiest(model, 'intent', intent, tokens), says: intentWords },
  ];
  if (urgency === null) return notes;
  if (urgency === 'general') notes.push({ rule: 'otherwise', words: [], says: raisedBy });
  else if (decisive.length > 0 && otherwise !== urgency) {
    notes.push({ rule: 'otherwise', words: [], says: spoken(without, names[otherwise]) });
  }
  return notes;
}

/** The readable tokens that speak most for a label; a part of a longer one is left out. */
function weightiest(
  model: Model,
  head: 'intent' | 'urgency',
  label: string,
  tokens: readonly string[],
): string[] {
  const readable = tokens.filter((token) => /^(?:[\u4e00-\u9fff]{2,3}|w:.+)$/.test(token));
  const weighed = readable
    .map((token) => ({ token, weight: weightOf(model, head, label, token) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  const chosen: string[] = [];
  for (const { token } of weighed) {
    const word = token.replace(/^w:/, '');
    if (
      chosen.length < 4 &&
      !chosen.some((other) => other.includes(word) || word.includes(other))
    ) {
      chosen.push(word);
    }
  }
  return chosen;
}

function weightOf(model: Model, head: 'intent' | 'urgency', label: string, token: string): number {
  const [number] = model.vocabulary.numbers([token]);
  return number === undefined ? 0 : model.learned[head].weight(number, label);
}

type Says = Readonly<Record<Language, string>>;

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
