import { lines } from '../facts.ts';
import type { NewsFacts, NewsWords, PlanFacts } from './words.ts';

const willCall = ({ contact }: NewsFacts): string =>
  contact ? `${contact.who}会在${contact.when}前联系您。` : '';
const nextIs = ({ next }: NewsFacts): string =>
  next ? `下一步：${next.what}，${next.when}前。` : '';

const plan = (f: PlanFacts) => ({
  text: lines(
    `措施：${f.words}`,
    f.responsibility && `责任：${f.responsibility}`,
    f.compensation && `补偿：${f.compensation}`,
    f.price && `费用：${f.price}`,
    f.finish && `完成时间：${f.finish}前`,
  ),
  speak: lines(
    `${f.words}。`,
    f.compensation && `补偿是：${f.compensation}。`,
    f.price && `费用是：${f.price}。`,
    f.finish && `${f.finish}前完成。`,
  ),
});

const planShown = (f: NewsFacts, before: string, ask: string) => {
  const shown = f.plan ? plan(f.plan) : { text: '', speak: '' };
  const asks = f.plan?.asks === false ? '' : ask;
  return { text: lines(before, shown.text, asks), speak: lines(before, shown.speak, asks) };
};

export const zhHans: NewsWords = {
  about: (f) => ({
    text: `您的工单 ${f.number.text}（${f.line}）：`,
    speak: `您的${f.line}工单：`,
  }),
  says: {
    'customer.registered': (f) => ({ text: `已为您登记。${willCall(f)}`, brief: '已为您登记' }),
    'customer.assigned': (f) => ({
      text: `现在由${f.who}负责。${willCall(f) || nextIs(f)}`,
      brief: '已安排专人负责',
    }),
    'customer.contacted': (f) => ({
      text: `刚才与您联系的是我们的${f.who}。${nextIs(f)}`,
      brief: '工作人员已与您联系',
    }),
    'customer.appointed': (f) => ({
      text: `上门时间定在${f.expected ?? '约好的时间'}。不方便请提前告诉我们。`,
      brief: `上门时间${f.expected ?? '已定'}`,
    }),
    'customer.visit_asked': (f) => ({
      text: `提醒您：我们${f.expected ?? '明天'}上门，方便吗？要改时间请告诉我们。`,
      brief: `我们${f.expected ?? '明天'}上门`,
    }),
    'customer.dispatched': (f) => ({
      text: `师傅已经出发${f.expected ? `，预计${f.expected}到` : ''}，请留意电话。`,
      brief: '师傅已经出发',
    }),
    'customer.late': (f) => ({
      text: `对不起，师傅要晚一些，预计${f.expected ?? '稍后'}到。时间不方便请告诉我们。`,
      brief: `抱歉，预计${f.expected ?? '稍后'}到`,
    }),
    'customer.arrived': () => ({
      text: '师傅已到您那里，请先看工作证，再确认要做的内容。',
      brief: '师傅已到现场',
    }),
    'customer.planned': (f) => ({
      ...planShown(f, '处理方案出来了，请您过目。', '同意请说“同意”，想改哪里直接告诉我们。'),
      brief: f.plan?.asks === false ? '处理方案已出' : '处理方案已出，请您确认',
    }),
    'customer.replanned': ({ replan }) => ({
      text: replan
        ? `现场情况有变：${replan.why}。改为：${replan.plan}，预计${replan.finish}前完成。不合适请马上告诉我们。`
        : '现场情况有变，师傅会当面与您说明。',
      brief: '现场方案有调整',
    }),
    'customer.progress': (f) => ({
      text: `处理有进展${f.note ? `：${f.note}` : ''}。${nextIs(f)}`.replace(/。。/g, '。'),
      brief: '处理有进展',
    }),
    'customer.held': (f) =>
      f.hold === 'parts'
        ? { text: '在等配件，先暂停计时，配件一到马上接着办。', brief: '在等配件，到货马上办' }
        : { text: '在等您的答复，您回复后我们马上接着办。', brief: '在等您的答复' },
    'customer.resumed': (f) => ({ text: `已恢复处理。${nextIs(f)}`, brief: '已恢复处理' }),
    'customer.resolved': () => ({
      text: '已处理完成，请您看看。弄好了说“可以了”，就算您签收；没弄好请说哪里不行，我们马上返工。',
      speak: '已处理完成，请您验收。',
      brief: '已处理完成，请您验收',
    }),
    'customer.signed_off': () => ({
      text: '已处理完成，按您的答复签收了。有不对的地方请马上告诉我们。',
      brief: '已按您的答复签收',
    }),
    'customer.reopened': (f) => ({
      text: `没弄好，对不起。${f.major ? '已按重大投诉处理，' : '已安排返工，'}${willCall(f) || '负责人会马上跟进。'}`,
      brief: f.major ? '已按重大投诉处理' : '已安排返工',
    }),
    'customer.asked_again': (f) => ({
      text: `想再请您确认：弄好了吗？${f.closesAt ? `${f.closesAt}前没有回复，我们会先结单，之后有问题随时说。` : ''}`,
      brief: '请您确认是否弄好',
    }),
    'customer.plan_asked_again': (f) => ({
      ...planShown(f, '这个方案还等您答复。', '同意请说“同意”，想改哪里直接告诉我们。'),
      brief: '处理方案等您答复',
    }),
    'customer.merged': ({ other }) => ({
      text: `您的另一张工单${other ? ` ${other.text} ` : ''}说的是同一件事，已并到这张一起处理。`,
      speak: '您另一张工单说的是同一件事，已并到这张一起处理。',
      brief: '两张工单已合并处理',
    }),
    'customer.closed': (f) => ({
      text: f.unanswered
        ? '没有等到您的回复，先结单了。还有问题随时说，我们马上重新处理。'
        : '已结单，谢谢您。',
      brief: f.unanswered ? '未等到回复，先结单了' : '已结单，谢谢您',
    }),
    'customer.cancelled': () => ({
      text: '已取消。如果这不是您的意思，请马上告诉我们。',
      brief: '已取消',
    }),
  },
  howToAnswer: '答复请拨打400热线，或在微信、网页上告诉我们。',
  plan,
  answers: {
    good: '已弄好',
    bad: '没弄好',
    agree: '同意',
    change: '想改一改',
    suits: '方便',
    another: '改时间',
  },
  called: (role, name) => (name ? `${role}${name}` : role),
};
