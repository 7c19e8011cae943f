import { lines } from '../facts.ts';
import type { NewsFacts, NewsWords, PlanFacts } from './words.ts';

const willCall = ({ contact }: NewsFacts): string =>
  contact ? `${contact.who}會在${contact.when}前聯絡您。` : '';
const nextIs = ({ next }: NewsFacts): string =>
  next ? `下一步：${next.what}，${next.when}前。` : '';

const plan = (f: PlanFacts) => ({
  text: lines(
    `措施：${f.words}`,
    f.responsibility && `責任：${f.responsibility}`,
    f.compensation && `補償：${f.compensation}`,
    f.price && `費用：${f.price}`,
    f.finish && `完成時間：${f.finish}前`,
  ),
  speak: lines(
    `${f.words}。`,
    f.compensation && `補償是：${f.compensation}。`,
    f.price && `費用是：${f.price}。`,
    f.finish && `${f.finish}前完成。`,
  ),
});

const planShown = (f: NewsFacts, before: string, ask: string) => {
  const shown = f.plan ? plan(f.plan) : { text: '', speak: '' };
  const asks = f.plan?.asks === false ? '' : ask;
  return { text: lines(before, shown.text, asks), speak: lines(before, shown.speak, asks) };
};

export const zhHant: NewsWords = {
  about: (f) => ({
    text: `您的工單 ${f.number.text}（${f.line}）：`,
    speak: `您的${f.line}工單：`,
  }),
  says: {
    'customer.registered': (f) => ({ text: `已為您登記。${willCall(f)}`, brief: '已為您登記' }),
    'customer.assigned': (f) => ({
      text: `現在由${f.who}負責。${willCall(f) || nextIs(f)}`,
      brief: '已安排專人負責',
    }),
    'customer.contacted': (f) => ({
      text: `剛才與您聯絡的是我們的${f.who}。${nextIs(f)}`,
      brief: '工作人員已與您聯絡',
    }),
    'customer.appointed': (f) => ({
      text: `到府時間定在${f.expected ?? '約好的時間'}。不方便請提前告訴我們。`,
      brief: `到府時間${f.expected ?? '已定'}`,
    }),
    'customer.visit_asked': (f) => ({
      text: `提醒您：我們${f.expected ?? '明天'}到府，方便嗎？要改時間請告訴我們。`,
      brief: `我們${f.expected ?? '明天'}到府`,
    }),
    'customer.dispatched': (f) => ({
      text: `師傅已經出發${f.expected ? `，預計${f.expected}到` : ''}，請留意電話。`,
      brief: '師傅已經出發',
    }),
    'customer.late': (f) => ({
      text: `對不起，師傅要晚一些，預計${f.expected ?? '稍後'}到。時間不方便請告訴我們。`,
      brief: `抱歉，預計${f.expected ?? '稍後'}到`,
    }),
    'customer.arrived': () => ({
      text: '師傅已到您那裡，請先看工作證，再確認要做的內容。',
      brief: '師傅已到現場',
    }),
    'customer.planned': (f) => ({
      ...planShown(f, '處理方案出來了，請您過目。', '同意請說「同意」，想改哪裡直接告訴我們。'),
      brief: f.plan?.asks === false ? '處理方案已出' : '處理方案已出，請您確認',
    }),
    'customer.replanned': ({ replan }) => ({
      text: replan
        ? `現場情況有變：${replan.why}。改為：${replan.plan}，預計${replan.finish}前完成。不合適請馬上告訴我們。`
        : '現場情況有變，師傅會當面與您說明。',
      brief: '現場方案有調整',
    }),
    'customer.progress': (f) => ({
      text: `處理有進展${f.note ? `：${f.note}` : ''}。${nextIs(f)}`.replace(/。。/g, '。'),
      brief: '處理有進展',
    }),
    'customer.held': (f) =>
      f.hold === 'parts'
        ? { text: '在等零件，先暫停計時，零件一到馬上接著辦。', brief: '在等零件，到貨馬上辦' }
        : { text: '在等您的答覆，您回覆後我們馬上接著辦。', brief: '在等您的答覆' },
    'customer.resumed': (f) => ({ text: `已恢復處理。${nextIs(f)}`, brief: '已恢復處理' }),
    'customer.resolved': () => ({
      text: '已處理完成，請您看看。弄好了說「可以了」，就算您簽收；沒弄好請說哪裡不行，我們馬上重做。',
      speak: '已處理完成，請您驗收。',
      brief: '已處理完成，請您驗收',
    }),
    'customer.signed_off': () => ({
      text: '已處理完成，按您的答覆簽收了。有不對的地方請馬上告訴我們。',
      brief: '已按您的答覆簽收',
    }),
    'customer.reopened': (f) => ({
      text: `沒弄好，對不起。${f.major ? '已按重大投訴處理，' : '已安排重做，'}${willCall(f) || '負責人會馬上跟進。'}`,
      brief: f.major ? '已按重大投訴處理' : '已安排重做',
    }),
    'customer.asked_again': (f) => ({
      text: `想再請您確認：弄好了嗎？${f.closesAt ? `${f.closesAt}前沒有回覆，我們會先結案，之後有問題隨時說。` : ''}`,
      brief: '請您確認是否弄好',
    }),
    'customer.plan_asked_again': (f) => ({
      ...planShown(f, '這個方案還等您答覆。', '同意請說「同意」，想改哪裡直接告訴我們。'),
      brief: '處理方案等您答覆',
    }),
    'customer.merged': ({ other }) => ({
      text: `您的另一張工單${other ? ` ${other.text} ` : ''}說的是同一件事，已併到這張一起處理。`,
      speak: '您另一張工單說的是同一件事，已併到這張一起處理。',
      brief: '兩張工單已合併處理',
    }),
    'customer.closed': (f) => ({
      text: f.unanswered
        ? '沒有等到您的回覆，先結案了。還有問題隨時說，我們馬上重新處理。'
        : '已結案，謝謝您。',
      brief: f.unanswered ? '未等到回覆，先結案了' : '已結案，謝謝您',
    }),
    'customer.cancelled': () => ({
      text: '已取消。如果這不是您的意思，請馬上告訴我們。',
      brief: '已取消',
    }),
  },
  howToAnswer: '答覆請撥打400熱線，或在微信、網頁上告訴我們。',
  plan,
  answers: {
    good: '已弄好',
    bad: '沒弄好',
    agree: '同意',
    change: '想改一改',
    suits: '方便',
    another: '改時間',
  },
  called: (role, name) => (name ? `${role}${name}` : role),
};
