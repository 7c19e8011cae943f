import type { Language } from '../../desk/words.ts';
import { lines, type Sentence, type StatusFacts } from './facts.ts';
import { happenedIn } from './happened.ts';

/** How a ticket stands, in the customer's words. */
export const statuses: Readonly<Record<Language, (f: StatusFacts) => Sentence>> = {
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  en,
};

function zhHans(f: StatusFacts): Sentence {
  const names = { waiting: '待处理', working: '处理中', done: '已完成', cancelled: '已取消' };
  const exact: Partial<Record<StatusFacts['stage'], string>> = {
    confirmed: '已与您确认',
    dispatched: '师傅在路上',
    on_site: '师傅在现场',
    reopened: '返工中',
    accepted: '您已签收',
    closed: '已结单',
  };
  const status = `状态：${names[f.status]}${holdIn(f, '等配件，时限暂停', '等您回复，时限暂停') || comma(exact[f.stage])}`;
  const asked =
    f.asked === 'plan'
      ? '等您答复：方案同意吗？'
      : f.asked === 'acceptance' && '等您验收：弄好了请说“可以了”，没弄好请说哪里不行。';
  const next =
    f.next &&
    (f.next.late
      ? `${f.next.what}：应由${f.next.who}在${f.next.when}前完成，已超时，已提醒负责人。对不起。`
      : `下一步：${f.next.what}，${f.next.when}前`);
  const visit =
    f.visit &&
    `上门：${f.visit.when}${visitIn(f.visit, '（已确认）', '（时间已过，没有按时到，对不起，已提醒负责人）')}`;
  const last = `最新：${f.last.when} ${happenedIn['zh-Hans'](f.last.type)}${f.last.expected ? `，预计${f.last.expected}到` : ''}`;
  const who = (f.status === 'working' || f.status === 'waiting') && `负责：${f.who}`;
  return {
    text: lines(
      `工单 ${f.number.text}${joined(f, (no) => `（${no} 已并入）`)}`,
      `${f.line}：${f.words}`,
      status,
      who,
      visit,
      last,
      f.plan?.text,
      asked,
      next,
    ),
    speak: lines(`${f.line}：${f.words}`, status, visit, last, f.plan?.speak, asked, next),
  };
}

function zhHant(f: StatusFacts): Sentence {
  const names = { waiting: '待處理', working: '處理中', done: '已完成', cancelled: '已取消' };
  const exact: Partial<Record<StatusFacts['stage'], string>> = {
    confirmed: '已與您確認',
    dispatched: '師傅在路上',
    on_site: '師傅在現場',
    reopened: '重做中',
    accepted: '您已簽收',
    closed: '已結案',
  };
  const status = `狀態：${names[f.status]}${holdIn(f, '等零件，時限暫停', '等您回覆，時限暫停') || comma(exact[f.stage])}`;
  const asked =
    f.asked === 'plan'
      ? '等您答覆：方案同意嗎？'
      : f.asked === 'acceptance' && '等您驗收：弄好了請說「可以了」，沒弄好請說哪裡不行。';
  const next =
    f.next &&
    (f.next.late
      ? `${f.next.what}：應由${f.next.who}在${f.next.when}前完成，已逾時，已提醒負責人。對不起。`
      : `下一步：${f.next.what}，${f.next.when}前`);
  const visit =
    f.visit &&
    `上門：${f.visit.when}${visitIn(f.visit, '（已確認）', '（時間已過，沒有準時到，對不起，已提醒負責人）')}`;
  const last = `最新：${f.last.when} ${happenedIn['zh-Hant'](f.last.type)}${f.last.expected ? `，預計${f.last.expected}到` : ''}`;
  const who = (f.status === 'working' || f.status === 'waiting') && `負責：${f.who}`;
  return {
    text: lines(
      `工單 ${f.number.text}${joined(f, (no) => `（${no} 已併入）`)}`,
      `${f.line}：${f.words}`,
      status,
      who,
      visit,
      last,
      f.plan?.text,
      asked,
      next,
    ),
    speak: lines(`${f.line}：${f.words}`, status, visit, last, f.plan?.speak, asked, next),
  };
}

function en(f: StatusFacts): Sentence {
  const names = {
    waiting: 'waiting',
    working: 'in progress',
    done: 'done',
    cancelled: 'cancelled',
  };
  const exact: Partial<Record<StatusFacts['stage'], string>> = {
    confirmed: 'agreed with you',
    dispatched: 'our staff is on the way',
    on_site: 'our staff is at your place',
    reopened: 'being redone',
    accepted: 'signed off by you',
    closed: 'closed',
  };
  const hold = holdIn(
    f,
    'waiting for parts, clocks stopped',
    'waiting for your answer, clocks stopped',
    [' (', ')'],
  );
  const status = `Status: ${names[f.status]}${hold || (exact[f.stage] ? `, ${exact[f.stage]}` : '')}`;
  const asked =
    f.asked === 'plan'
      ? 'We wait for your answer: do you agree to the plan?'
      : f.asked === 'acceptance' &&
        'We wait for your word: say "it is fixed", or tell us what is wrong.';
  const next =
    f.next &&
    (f.next.late
      ? `${f.next.what}: this was due from our ${f.next.who} by ${f.next.when}. It is late and they have been reminded. We are sorry.`
      : `Next: ${f.next.what}, by ${f.next.when}`);
  const visit =
    f.visit &&
    `Visit: ${f.visit.when}${visitIn(f.visit, ' (confirmed)', ' (the hour has passed and we were not there; we are sorry, the person responsible has been reminded)')}`;
  const last = `Latest (${f.last.when}): ${happenedIn.en(f.last.type)}${f.last.expected ? `, expected ${f.last.expected}` : ''}`;
  const who = (f.status === 'working' || f.status === 'waiting') && `Looked after by: ${f.who}`;
  return {
    text: lines(
      `Ticket ${f.number.text}${joined(f, (no) => ` (with ${no})`)}`,
      `${f.line}: ${f.words}`,
      status,
      who,
      visit,
      last,
      f.plan?.text,
      asked,
      next,
    ),
    speak: lines(`${f.line}: ${f.words}`, status, visit, last, f.plan?.speak, asked, next),
  };
}

/** What everybody waits for, in brackets; empty if the clocks run. */
function holdIn(
  { hold }: StatusFacts,
  parts: string,
  customer: string,
  [open, close]: readonly [string, string] = ['（', '）'],
): string {
  return hold ? open + (hold === 'parts' ? parts : customer) + close : '';
}

const comma = (stage: string | undefined): string => (stage ? `，${stage}` : '');

const visitIn = (
  { confirmed, passed }: NonNullable<StatusFacts['visit']>,
  suits: string,
  sorry: string,
): string => (passed ? sorry : confirmed ? suits : '');

/** Other numbers the customer may know it by. */
const joined = ({ absorbed = [] }: StatusFacts, say: (no: string) => string): string =>
  absorbed.map(({ text }) => say(text)).join('');

/** What happened, by type of event, for whoever asks. */
