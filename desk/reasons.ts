import type { Reason } from './events.ts';

/** The desk's own reasons: conclusions from a customer's history, not from words. */
export function secondFailure(days: number, source: string): Reason {
  return {
    rule: 'history.second_failure',
    words: [],
    says: {
      'zh-Hans': `同一问题处理后${days}天内再次出现，视为连续两次服务不达标`,
      'zh-Hant': `同一問題處理後${days}天內再次出現，視為連續兩次服務不達標`,
      en: `The same problem came back within ${days} days of being dealt with: a second failed service`,
    },
    source,
  };
}

/** The customer sent back the work that was to put an earlier failure right. */
export function reworkRefused(source: string): Reason {
  return {
    rule: 'history.rework_refused',
    words: [],
    says: {
      'zh-Hans': '返工后客户仍不满意，视为连续两次服务不达标',
      'zh-Hant': '返工後客戶仍不滿意，視為連續兩次服務不達標',
      en: 'The customer is still not satisfied after rework: a second failed service',
    },
    source,
  };
}
