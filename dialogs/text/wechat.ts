import type { TemplateKind } from './facts.ts';

/** Buttons of the menu below the chat; WeChat shows the same to everybody. */
export const wechatMenu = {
  report: '报修投诉',
  reportNow: '报修或投诉',
  booking: '预约服务',
  suggestion: '提个建议',
  tickets: '我的工单',
  progress: '查进度',
  urge: '催一下',
  addinfo: '补充情况',
  person: '人工客服',
} as const;

/** What WeChat puts in place of a message that it cannot pass on. */
export const wechatUnsupported = /^【收到不支持的消息类型/;

/** Who waits for an agent and would rather go on with the bot. */
export const wechatLeavesQueue = /退出(人工|排队)|不(等|排队|排)了|取消(人工|排队)|機器人|机器人/;

/** WeChat's template fields want a moment so. */
export const wechatMoment = {
  day: ({ year, month, day }: Record<'year' | 'month' | 'day', number>): string =>
    `${year}年${month}月${day}日`,
  isDay: /^\d{4}年\d{1,2}月\d{1,2}日( \d{1,2}:\d{2})?$/,
  isTime: /^(\d{4}年\d{1,2}月\d{1,2}日 ?)?\d{1,2}:\d{2}$/,
} as const;

/** What the simulated WeChat itself says to a person. */
export const wechatItself = {
  outage: '该公众号暂时无法提供服务，请稍后再试',
  transfer: '正在为你接入人工客服',
} as const;

/** The template that a demo's account has. */
export const demoTemplateKind: TemplateKind = {
  title: '工单进度通知',
  fields: {
    character_string1: '工单编号',
    thing2: '服务类型',
    thing3: '最新进度',
    time4: '更新时间',
  },
};
