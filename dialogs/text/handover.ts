import type { Language } from '../../desk/words.ts';

/** Why a ticket stays with whoever wanted to hand it over, or is no matter of theirs any more. */
export type Stays = 'no_post' | 'helping' | 'not_yours' | 'finished' | 'changed';

export interface HandoverWords {
  /** The numbers of what moved; none: nothing did. */
  moved(name: string, numbers: readonly string[]): string;
  stayed(number: string, because: string): string;
  readonly because: Readonly<Record<Stays, (name: string) => string>>;
}

/** What we say at the end of a shift, ticket by ticket. */
export const handoverWords: Readonly<Record<Language, HandoverWords>> = {
  'zh-Hans': {
    moved: (name, numbers) =>
      numbers.length > 0
        ? `已把${numbers.length}张单交给${name}：${numbers.join('、')}。`
        : `没有单交给${name}。`,
    stayed: (number, because) => `${number} 没有交出：${because}。`,
    because: {
      no_post: (name) => `${name}没有这项服务的岗位`,
      helping: () => '您是来帮忙的，请负责人另叫同事',
      not_yours: () => '已经不在您手上',
      finished: () => '已经结束',
      changed: () => '刚刚有变化，请再说一次“交班”',
    },
  },
  'zh-Hant': {
    moved: (name, numbers) =>
      numbers.length > 0
        ? `已把${numbers.length}張單交給${name}：${numbers.join('、')}。`
        : `沒有單交給${name}。`,
    stayed: (number, because) => `${number} 沒有交出：${because}。`,
    because: {
      no_post: (name) => `${name}沒有這項服務的崗位`,
      helping: () => '您是來幫忙的，請負責人另叫同事',
      not_yours: () => '已經不在您手上',
      finished: () => '已經結束',
      changed: () => '剛剛有變化，請再說一次“交班”',
    },
  },
  en: {
    moved: (name, numbers) =>
      numbers.length > 0
        ? `${numbers.length} handed over to ${name}: ${numbers.join(', ')}.`
        : `Nothing was handed over to ${name}.`,
    stayed: (number, because) => `${number} was not: ${because}.`,
    because: {
      no_post: (name) => `${name} has no post in this service`,
      helping: () => 'you were called in to help, so its owner calls somebody else',
      not_yours: () => 'it is not in your hands any more',
      finished: () => 'it is over',
      changed: () => 'it has just changed; please say "hand over" again',
    },
  },
};
