import type { EventType } from '../../desk/events.ts';
import type { StaffNoticeKind } from '../../desk/notices.ts';
import type { Language } from '../../desk/words.ts';
import type { NoticeFacts, NoticeWords, Sentence } from './facts.ts';

/** What colleagues are told: never a customer's name, telephone or words, for it passes through many hands. */
export const staffNotices: Readonly<Record<Language, NoticeWords>> = {
  'zh-Hans': worded(hans()),
  'zh-Hant': worded(hant()),
  en: worded(english()),
};

/** The same where there is room for some twenty characters, and the number stands beside. */
export const staffBriefs: Readonly<
  Record<Language, (what: StaffNoticeKind, f: NoticeFacts) => string>
> = { 'zh-Hans': briefly(hans()), 'zh-Hant': briefly(hant()), en: briefly(english()) };

/** A promise from the side of whoever must keep it: what keeps it. */
export const taskIn: Readonly<Record<Language, (task: EventType) => string | undefined>> = {
  'zh-Hans': (task) => tasks[task]?.[0],
  'zh-Hant': (task) => tasks[task]?.[1],
  en: (task) => tasks[task]?.[2],
};

const tasks: { readonly [K in EventType]?: readonly [string, string, string] } = {
  informed: ['通知负责人', '通知負責人', 'inform the person responsible'],
  contacted: ['联系客户', '聯絡客戶', 'contact the customer'],
  diagnosed: ['做出初步判断', '做出初步判斷', 'make a first diagnosis'],
  dispatched: ['派人出发', '派人出發', 'send somebody'],
  arrived: ['到达现场', '到達現場', 'be on site'],
  surveyed: ['到现场查看取证', '到現場查看取證', 'inspect on site and take evidence'],
  planned: ['给出处理方案', '給出處理方案', 'give the plan'],
  progressed: ['向客户说明进展', '向客戶說明進展', 'tell the customer how it goes'],
  negotiated: ['与客户协商', '與客戶協商', 'settle it with the customer'],
  paid: ['完成赔付', '完成賠付', 'pay the compensation'],
  filed: ['提交书面报告', '提交書面報告', 'file the report'],
  resolved: ['处理完成', '處理完成', 'finish the work'],
  accepted: ['请客户验收确认', '請客戶驗收確認', 'have the customer sign'],
  called_back: ['回访客户', '回訪客戶', 'call the customer back'],
  reported_back: ['告知客户结果', '告知客戶結果', 'tell the customer the result'],
  appointed: ['约定上门时间', '約定上門時間', 'agree on the visit'],
  visit_confirmed: ['再次确认上门', '再次確認上門', 'confirm the visit once more'],
  closed: ['结案', '結案', 'close the case'],
};

/** What happened to a ticket somebody took first. */
export const followedIn: Readonly<Record<Language, (event: EventType) => string | undefined>> = {
  'zh-Hans': (event) => followed[event]?.[0],
  'zh-Hant': (event) => followed[event]?.[1],
  en: (event) => followed[event]?.[2],
};

const followed: { readonly [K in EventType]?: readonly [string, string, string] } = {
  assigned: ['已转给别的同事', '已轉給別的同事', 'It is with another colleague now'],
  reclassified: ['级别有变', '級別有變', 'Its class has changed'],
  urged: ['客户催办', '客戶催辦', 'The customer asks to hurry'],
  cancelled: ['客户取消', '客戶取消', 'The customer cancelled'],
  refused: ['客户退回，要返工', '客戶退回，要重做', 'The customer sent it back'],
  reopened: ['重新打开', '重新打開', 'It was reopened'],
  resolved: ['已处理完成', '已處理完成', 'The work is done'],
  accepted: ['客户已验收', '客戶已驗收', 'The customer accepted'],
  closed: ['已结案', '已結案', 'It is closed'],
  missed: ['有承诺已超时', '有承諾已逾時', 'A promise is late'],
};

interface Line {
  readonly labels: Readonly<Record<StaffNoticeKind, string>>;
  readonly urgency: Readonly<Record<NoticeFacts['urgency'], string>>;
  line(label: string, urgency: string, f: NoticeFacts): string;
}

function briefly({ labels }: Line) {
  return (what: StaffNoticeKind, { subject, area }: NoticeFacts): string =>
    [labels[what], subject, area].filter(Boolean).join(' · ');
}

function worded({ labels, urgency, line }: Line): NoticeWords {
  const kinds = Object.keys(labels) as StaffNoticeKind[];
  const words = kinds.map((kind) => [
    kind,
    (f: NoticeFacts): Sentence => line(labels[kind], urgency[f.urgency], f),
  ]);
  return Object.fromEntries(words) as NoticeWords;
}

function hans(): Line {
  return {
    urgency: { general: '一般', urgent: '紧急', major: '重大投诉' },
    line: chinese,
    labels: {
      'staff.new': '新工单',
      'staff.confirm_urgency': '请确认紧急程度',
      'staff.assigned': '已派给您',
      'staff.called_out': '请就近赶往现场',
      'staff.unmanned': '无人可派，请处理',
      'staff.followed': '您首接的工单有进展',
      'staff.urged': '客户催办',
      'staff.added': '客户补充',
      'staff.corrected': '客户更正资料',
      'staff.cancelled': '客户取消',
      'staff.handoff': '客户要求人工，请联系',
      'staff.forgotten': '客户还在等您回话，对话已交还机器人，请尽快联系',
      'staff.unanswered': '客户的来电没能接通给您，已由机器人接着服务，请联系客户',
      'staff.reclassified': '紧急程度有变',
      'staff.reopened': '重新打开，请返工',
      'staff.wanting': '检查不合格',
      'staff.accepted': '客户已验收',
      'staff.plan_confirmed': '客户同意方案',
      'staff.plan_changes': '客户想改方案',
      'staff.warned': '将超时',
      'staff.missed': '已超时',
      'staff.call_back': '客户很不满意，请您亲自回电',
      'staff.verify': '请另一位同事向客户核实回访结果',
    },
  };
}

function hant(): Line {
  return {
    urgency: { general: '一般', urgent: '緊急', major: '重大投訴' },
    line: chinese,
    labels: {
      'staff.new': '新工單',
      'staff.confirm_urgency': '請確認緊急程度',
      'staff.assigned': '已派給您',
      'staff.called_out': '請就近趕往現場',
      'staff.unmanned': '無人可派，請處理',
      'staff.followed': '您首接的工單有進展',
      'staff.urged': '客戶催辦',
      'staff.added': '客戶補充',
      'staff.corrected': '客戶更正資料',
      'staff.cancelled': '客戶取消',
      'staff.handoff': '客戶要求人工，請聯絡',
      'staff.forgotten': '客戶還在等您回話，對話已交還機器人，請盡快聯絡',
      'staff.unanswered': '客戶的來電沒能接通給您，已由機器人接著服務，請聯絡客戶',
      'staff.reclassified': '緊急程度有變',
      'staff.reopened': '重新打開，請重做',
      'staff.wanting': '檢查不合格',
      'staff.accepted': '客戶已驗收',
      'staff.plan_confirmed': '客戶同意方案',
      'staff.plan_changes': '客戶想改方案',
      'staff.warned': '即將逾時',
      'staff.missed': '已逾時',
      'staff.call_back': '客戶很不滿意，請您親自回電',
      'staff.verify': '請另一位同事向客戶核實回訪結果',
    },
  };
}

function chinese(label: string, urgency: string, f: NoticeFacts): string {
  const where = [f.subject, f.area].filter(Boolean).join(' · ');
  return [
    `【${label}】${f.number.text} ${f.line} ${urgency}${f.vip ? ' VIP' : ''}${where && `（${where}）`}`,
    f.news,
    f.promise && `${f.promise.due}前：${f.promise.what}`,
    f.why?.join('，'),
  ]
    .filter(Boolean)
    .join('。');
}

function english(): Line {
  return {
    urgency: { general: 'general', urgent: 'URGENT', major: 'MAJOR COMPLAINT' },
    line: (label, urgency, f) => {
      const where = [f.subject, f.area].filter(Boolean).join(', ');
      return [
        `[${label}] ${f.number.text} ${f.line}, ${urgency}${f.vip ? ', VIP' : ''}${where && ` (${where})`}`,
        f.news,
        f.promise && `By ${f.promise.due}: ${f.promise.what}`,
        f.why?.length && `Because ${f.why.join(', ')}`,
      ]
        .filter(Boolean)
        .join('. ');
    },
    labels: {
      'staff.new': 'New ticket',
      'staff.confirm_urgency': 'Please confirm the urgency',
      'staff.assigned': 'Assigned to you',
      'staff.called_out': 'Please go there, you are near',
      'staff.unmanned': 'Nobody available, please step in',
      'staff.followed': 'News of the ticket you took first',
      'staff.urged': 'Customer asks to hurry',
      'staff.added': 'Customer added details',
      'staff.corrected': 'Customer corrected details',
      'staff.cancelled': 'Customer cancelled',
      'staff.handoff': 'Customer wants a person, please call',
      'staff.forgotten': 'The customer still waits for your answer; the bot has taken over again',
      'staff.unanswered':
        'The customer’s call was not put through to you; the bot goes on, please call them',
      'staff.reclassified': 'Urgency changed',
      'staff.reopened': 'Reopened, please redo',
      'staff.wanting': 'Found wanting by inspection',
      'staff.accepted': 'Customer accepted',
      'staff.plan_confirmed': 'Customer agrees to the plan',
      'staff.plan_changes': 'Customer wants the plan changed',
      'staff.warned': 'Due soon',
      'staff.missed': 'Late',
      'staff.call_back': 'The customer is very unhappy: please call in person',
      'staff.verify': 'Another colleague should check these answers with the customer',
    },
  };
}
