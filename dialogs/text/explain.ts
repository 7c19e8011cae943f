import type { Promised } from '../../desk/policy.ts';
import type { Language } from '../../desk/words.ts';
import { happenedIn } from './happened.ts';

/** How a deadline came about, in words. Times and days arrive ready to be read, lengths as minutes. */
export interface ExplainWords {
  promise(f: { what: string; who: string; limit: string; because: string }): string;
  readonly limitBy: Readonly<Record<'vip' | 'ordinary_area', string>>;
  readonly since: Readonly<Record<'registered' | 'refused' | 'reopened' | 'reclassified', string>>;
  after(what: string): string;
  happened(type: string): string;
  readonly promised: Readonly<Record<Promised, string>>;
  before(length: string, what: string): string;
  date(month: number, day: number): string;
  length(minutes: number): string;
  started(when: string): string;
  open(f: { day: string; from: string; to: string; length: string; makeUp: boolean }): string;
  closed(day: string): string;
  holiday(day: string, name: string): string;
  paused(f: { from: string; to?: string; why: 'customer' | 'parts' }): string;
  due(when: string): string;
  met(when: string, late: boolean): string;
  acknowledged(when: string): string;
  waiting(): string;
  source(source: string): string;
}

export const explains: Readonly<Record<Language, ExplainWords>> = {
  'zh-Hans': {
    promise: ({ what, who, limit, because }) => `${what}：由${who}在${because}起${limit}内完成`,
    limitBy: { vip: '按VIP客户的响应时限', ordinary_area: '按普通区域的时限' },
    since: {
      registered: '登记',
      refused: '客户验收未通过',
      reopened: '重新打开',
      reclassified: '调整等级',
    },
    after: (what) => `“${what}”完成`,
    happened: (type) => `“${happenedIn['zh-Hans'](type)}”`,
    promised: {
      appointment: '约定上门时间',
      expected: '预计到达时间',
      finish: '承诺完成时间',
      dropped: '取消原定时间',
    },
    before: (length, what) => `${what}前${length}`,
    date: (month, day) => `${month}月${day}日`,
    length: (all) => {
      const [hours, minutes] = [Math.floor(all / 60), all % 60];
      if (hours === 0) return `${minutes}分钟`;
      return minutes === 0 ? `${hours}小时` : `${hours}小时${minutes}分钟`;
    },
    started: (when) => `${when} 开始计时`,
    open: ({ day, from, to, length, makeUp }) =>
      `${day}${makeUp ? '（调休上班）' : ''} ${from}–${to} 计${length}`,
    closed: (day) => `${day} 休息，不计时`,
    holiday: (day, name) => `${day} ${name}，不计时`,
    paused: ({ from, to, why }) =>
      `${from} 起暂停（${why === 'parts' ? '等配件' : '等客户'}），${to ? `${to} 恢复` : '尚未恢复'}`,
    due: (when) => `${when} 到期`,
    met: (when, late) => `${when} 完成${late ? '，已超时' : '，按时'}`,
    acknowledged: (when) => `${when} 已有同事接手，不再逐级上报`,
    waiting: () => '还没有开始计时',
    source: (source) => `依据：${source}`,
  },
  'zh-Hant': {
    promise: ({ what, who, limit, because }) => `${what}：由${who}在${because}起${limit}內完成`,
    limitBy: { vip: '按VIP客戶的回應時限', ordinary_area: '按普通區域的時限' },
    since: {
      registered: '登記',
      refused: '客戶驗收未通過',
      reopened: '重新打開',
      reclassified: '調整等級',
    },
    after: (what) => `「${what}」完成`,
    happened: (type) => `「${happenedIn['zh-Hant'](type)}」`,
    promised: {
      appointment: '約定上門時間',
      expected: '預計到達時間',
      finish: '承諾完成時間',
      dropped: '取消原定時間',
    },
    before: (length, what) => `${what}前${length}`,
    date: (month, day) => `${month}月${day}日`,
    length: (all) => {
      const [hours, minutes] = [Math.floor(all / 60), all % 60];
      if (hours === 0) return `${minutes}分鐘`;
      return minutes === 0 ? `${hours}小時` : `${hours}小時${minutes}分鐘`;
    },
    started: (when) => `${when} 開始計時`,
    open: ({ day, from, to, length, makeUp }) =>
      `${day}${makeUp ? '（調休上班）' : ''} ${from}–${to} 計${length}`,
    closed: (day) => `${day} 休息，不計時`,
    holiday: (day, name) => `${day} ${name}，不計時`,
    paused: ({ from, to, why }) =>
      `${from} 起暫停（${why === 'parts' ? '等配件' : '等客戶'}），${to ? `${to} 恢復` : '尚未恢復'}`,
    due: (when) => `${when} 到期`,
    met: (when, late) => `${when} 完成${late ? '，已逾時' : '，準時'}`,
    acknowledged: (when) => `${when} 已有同事接手，不再逐級上報`,
    waiting: () => '還沒有開始計時',
    source: (source) => `依據：${source}`,
  },
  en: {
    promise: ({ what, who, limit, because }) => `${what}: by ${who}, within ${limit} of ${because}`,
    limitBy: {
      vip: 'the response time of a VIP customer',
      ordinary_area: 'the time for an ordinary area',
    },
    since: {
      registered: 'registration',
      refused: 'the customer sending the work back',
      reopened: 'being opened again',
      reclassified: 'the change of class',
    },
    after: (what) => `“${what}”`,
    happened: (type) => `“${happenedIn.en(type)}”`,
    promised: {
      appointment: 'the agreed visit',
      expected: 'the announced arrival',
      finish: 'the promised finish',
      dropped: 'the old time being given up',
    },
    before: (length, what) => `${length} before ${what}`,
    date: (month, day) => `${day} ${months[month - 1]}`,
    length: (all) => {
      const [hours, minutes] = [Math.floor(all / 60), all % 60];
      if (hours === 0) return `${minutes} min`;
      return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`;
    },
    started: (when) => `${when}: the clock starts`,
    open: ({ day, from, to, length, makeUp }) =>
      `${day}${makeUp ? ' (make-up working day)' : ''}, ${from}–${to}: ${length} counted`,
    closed: (day) => `${day}: closed, not counted`,
    holiday: (day, name) => `${day}: ${name}, not counted`,
    paused: ({ from, to, why }) =>
      `${from}: paused (waiting for ${why === 'parts' ? 'parts' : 'the customer'}), ${to ? `resumed ${to}` : 'not resumed yet'}`,
    due: (when) => `${when}: due`,
    met: (when, late) => `${when}: done${late ? ', late' : ', in time'}`,
    acknowledged: (when) => `${when}: a colleague has it in hand, nobody further up is told`,
    waiting: () => 'not started yet',
    source: (source) => `Promised in: ${source}`,
  },
};

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
