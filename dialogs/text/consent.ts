import type { ConsentChange, Medium, Topic } from '../../desk/consent.ts';
import type { Language } from '../../desk/words.ts';
import type { Sentence } from './facts.ts';

/** What is said when somebody tells us how they want to be reached, and how not. */
export interface ConsentWords {
  readonly media: Readonly<Record<Medium, string>>;
  readonly topics: Readonly<Record<Topic, string>>;
  /** A topic by a medium. */
  readonly both: (topic: string, medium: string) => string;
  readonly gap: string;
  /** Everything they do not want, read back; empty: nothing is refused. */
  consentNow(facts: { readonly refused: string }): Sentence;
}

/** "别发短信了", "不要打电话，微信就行", "you can call me again": the changes, clause by clause; empty if there is none. */
export function consentIn(text: string): readonly ConsentChange[] {
  if (text.length > longest) return [];
  const clauses = text
    .normalize('NFKC')
    .split(/[,，。.;；!！?？\n]|但是?|不过|不過|\bbut\b|\band\b/iu);
  const changes = clauses.flatMap(changesIn);
  // "微信就行" beside a refusal names what is left; alone it says nothing about wishes.
  return changes.some(({ say }) => say === 'stop')
    ? [...changes, ...clauses.flatMap(left)]
    : changes;
}

function changesIn(clause: string): readonly ConsentChange[] {
  const stops = stop.test(clause);
  if (!stops && !allow.test(clause)) return [];
  if (!stops && everything.test(clause)) return [{ say: 'allow' }];
  const say = stops ? 'stop' : 'allow';
  const topic = found(subjects, clause)[0];
  const by = found(mediums, clause);
  // "不要打电话回访": the topic is what they mind, unless they say "by".
  if (topic && (by.length === 0 || (stops && !byMedium.test(clause)))) return [{ say, topic }];
  return by.map((medium) => ({ say, medium, ...(topic && { topic }) }));
}

function left(clause: string): readonly ConsentChange[] {
  if (!enough.test(clause) || stop.test(clause)) return [];
  return found(mediums, clause).map((medium) => ({ say: 'allow', medium }));
}

const found = <T extends string>(list: readonly (readonly [T, RegExp])[], clause: string): T[] =>
  list.flatMap(([name, pattern]) => (pattern.test(clause) ? [name] : []));

/** Nobody needs more to say it; longer texts are about something else. */
const longest = 60;
const stop =
  /不要|别|別|勿|不用|不想|不必|停止|停掉|取消|拒收|退订|退訂|唔好|唔使|\b(?:don'?t|do not|stop|no more|never|unsubscribe|please no)\b/iu;
const allow =
  /可以|恢复|恢復|重新|欢迎|歡迎|照常|继续|繼續|能够?再|又能|得啦|\b(?:you (?:can|may)|ok(?:ay)? to|feel free|again|resume|please do)\b/iu;
const enough = /就行|就可以|就好|即可|就得|\b(?:is (?:fine|enough|ok)|only|instead|will do)\b/iu;
const everything = /联系我|聯絡我|聯繫我|\bcontact me\b/iu;
const byMedium = /用|打电话做|短信里|\bby\b/iu;
const mediums: readonly (readonly [Medium, RegExp])[] = [
  ['text', /短信|简讯|簡訊|\b(?:text(?:s|ing)?|sms)\b/iu],
  [
    'call',
    /电话|電話|来电|來電|打给我|打給我|打畀我|致电|致電|\b(?:call(?:s|ing)?|phone|ring)\b/iu,
  ],
  ['message', /微信|消息|推送|站内|\b(?:we ?chat|messages?|messaging)\b/iu],
];
const subjects: readonly (readonly [Topic, RegExp])[] = [
  ['survey', /回访|回訪|满意度|滿意度|调查|調查|问卷|問卷|评价|評價|\bsurveys?\b|\bfeedback\b/iu],
  [
    'care',
    /推销|推銷|广告|廣告|营销|行銷|促销|促銷|优惠|優惠|关怀|關懷|保养提醒|\b(?:ads?|advertis\w*|marketing|promotions?|offers?)\b/iu,
  ],
  ['progress', /进度|進度|进展|進展|\b(?:progress|updates?)\b/iu],
];

export const consentWords: Readonly<Record<Language, ConsentWords>> = {
  'zh-Hans': {
    media: { message: '微信和网页消息', text: '短信', call: '电话' },
    topics: { progress: '进度通知', survey: '满意度回访', care: '关怀和优惠' },
    both: (topic, medium) => `${medium}的${topic}`,
    gap: '、',
    consentNow: ({ refused }) =>
      refused
        ? `好的，记下了。这些不会再主动找您：${refused}；其余照常。想恢复随时说，比如“可以打电话给我”。`
        : '好的，记下了，我们可以照常联系您。',
  },
  'zh-Hant': {
    media: { message: '微信和網頁訊息', text: '簡訊', call: '電話' },
    topics: { progress: '進度通知', survey: '滿意度回訪', care: '關懷和優惠' },
    both: (topic, medium) => `${medium}的${topic}`,
    gap: '、',
    consentNow: ({ refused }) =>
      refused
        ? `好的，記下了。這些不會再主動找您：${refused}；其餘照常。想恢復隨時說，比如「可以打電話給我」。`
        : '好的，記下了，我們可以照常聯絡您。',
  },
  en: {
    media: { message: 'WeChat and web messages', text: 'text messages', call: 'calls' },
    topics: { progress: 'progress news', survey: 'satisfaction surveys', care: 'care and offers' },
    both: (topic, medium) => `${topic} by ${medium}`,
    gap: ', ',
    consentNow: ({ refused }) =>
      refused
        ? `All right, noted. You will not get from us unasked: ${refused}. Everything else stays. To change it back just say so, for example "you can call me again".`
        : 'All right, noted: we may contact you as usual.',
  },
};
