import type { Language } from '../../desk/words.ts';
import { lines, type Sentence, type StatusFacts } from './facts.ts';

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
  const last = `最新：${f.last.when} ${happenedIn['zh-Hans'](f.last.type)}`;
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
  const status = `狀態：${names[f.status]}${holdIn(f, '等配件，時限暫停', '等您回覆，時限暫停') || comma(exact[f.stage])}`;
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
  const last = `最新：${f.last.when} ${happenedIn['zh-Hant'](f.last.type)}`;
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
  const last = `Latest (${f.last.when}): ${happenedIn.en(f.last.type)}`;
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
export const happenedIn: Readonly<Record<Language, (type: string) => string>> = {
  'zh-Hans': (type) => happened.zhHans[type] ?? '有更新',
  'zh-Hant': (type) => happened.zhHant[type] ?? '有更新',
  en: (type) => happened.en[type] ?? 'updated',
};

/** What happened last, by type of event. */
const happened: Readonly<Record<'zhHans' | 'zhHant' | 'en', Readonly<Record<string, string>>>> = {
  zhHans: {
    registered: '已登记',
    assigned: '已转给负责人',
    taken: '负责人已接单',
    informed: '已通知负责人',
    contacted: '工作人员已与您联系',
    diagnosed: '已做初步判断',
    dispatched: '师傅已出发',
    arrived: '师傅已到现场',
    surveyed: '已到现场查看',
    planned: '处理方案已出',
    plan_confirmed: '您已同意方案',
    plan_changes: '您想改方案，正在重新出',
    negotiated: '已与您协商',
    paid: '赔付已完成',
    progressed: '处理有进展',
    resolved: '已处理完成',
    reported_back: '处理结果已反馈给您',
    accepted: '您已确认验收',
    refused: '您反馈还没弄好，正在返工',
    called_back: '已回访',
    closed: '已结单',
    held: '暂停中',
    resumed: '已恢复处理',
    reopened: '已重新打开',
    cancelled: '已取消',
    added: '您的补充已收到',
    urged: '您的催办已转达',
    corrected: '资料已更正',
    reclassified: '紧急程度已调整',
    handoff_requested: '已安排人工联系您',
    person_joined: '客服同事正在和您对话',
    person_left: '客服同事已和您谈过',
    filed: '报告已归档',
    appointed: '上门时间已约好',
    visit_dropped: '上门时间待重新约定',
    visit_confirmed: '上门时间已确认',
    late: '上门会晚到',
    replanned: '现场方案有调整',
    related: '已与另一张工单关联',
  },
  zhHant: {
    registered: '已登記',
    assigned: '已轉給負責人',
    taken: '負責人已接單',
    informed: '已通知負責人',
    contacted: '工作人員已與您聯絡',
    diagnosed: '已做初步判斷',
    dispatched: '師傅已出發',
    arrived: '師傅已到現場',
    surveyed: '已到現場查看',
    planned: '處理方案已出',
    plan_confirmed: '您已同意方案',
    plan_changes: '您想改方案，正在重新出',
    negotiated: '已與您協商',
    paid: '賠償已完成',
    progressed: '處理有進展',
    resolved: '已處理完成',
    reported_back: '處理結果已回報給您',
    accepted: '您已確認驗收',
    refused: '您反映還沒弄好，正在重做',
    called_back: '已回訪',
    closed: '已結案',
    held: '暫停中',
    resumed: '已恢復處理',
    reopened: '已重新打開',
    cancelled: '已取消',
    added: '您的補充已收到',
    urged: '您的催辦已轉達',
    corrected: '資料已更正',
    reclassified: '緊急程度已調整',
    handoff_requested: '已安排人工聯絡您',
    person_joined: '客服同事正在和您對話',
    person_left: '客服同事已和您談過',
    filed: '報告已歸檔',
    appointed: '上門時間已約好',
    visit_dropped: '上門時間待重新約定',
    visit_confirmed: '上門時間已確認',
    late: '上門會晚到',
    replanned: '現場方案有調整',
    related: '已與另一張工單關聯',
  },
  en: {
    registered: 'registered',
    assigned: 'passed to the person responsible',
    taken: 'the person responsible has accepted it',
    informed: 'the person responsible was informed',
    contacted: 'our staff has spoken with you',
    diagnosed: 'first diagnosis made',
    dispatched: 'our staff is on the way',
    arrived: 'our staff is on site',
    surveyed: 'inspected on site',
    planned: 'a plan is ready',
    plan_confirmed: 'you agreed to the plan',
    plan_changes: 'you want another plan; it is being made',
    negotiated: 'discussed with you',
    paid: 'compensation paid',
    progressed: 'work is moving on',
    resolved: 'the work is done',
    reported_back: 'the result was reported to you',
    accepted: 'you confirmed it is fixed',
    refused: 'you told us it is not right yet; we are redoing it',
    called_back: 'we called you back',
    closed: 'closed',
    held: 'on hold',
    resumed: 'work has resumed',
    reopened: 'reopened',
    cancelled: 'cancelled',
    added: 'we received what you added',
    urged: 'your reminder was passed on',
    corrected: 'details corrected',
    reclassified: 'the urgency was changed',
    handoff_requested: 'a colleague will contact you',
    person_joined: 'a colleague is in the conversation with you',
    person_left: 'a colleague has spoken with you',
    filed: 'the report is on file',
    appointed: 'a visit has been arranged',
    visit_dropped: 'another time for the visit has to be agreed',
    visit_confirmed: 'the visit has been confirmed',
    late: 'our staff will come later than agreed',
    replanned: 'the plan was changed on site',
    related: 'linked with another ticket',
  },
};
