import assert from 'node:assert/strict';
import { loadPolicies } from '../../bot/policies.ts';
import { customerNoticeKinds, customerNotices } from '../../desk/customer-notices.ts';
import { eventTypes } from '../../desk/event-types.ts';
import type { EventBody } from '../../desk/events.ts';
import type { TicketView } from '../../desk/view.ts';
import { languages } from '../../desk/words.ts';
import { newsReply } from '../../dialogs/news.ts';
import { sayIn } from '../../dialogs/say.ts';

const policy = loadPolicies().of('cleaning');
const now = Date.parse('2026-03-03T02:00:00Z');
const role = policy.roles.area_lead ?? policy.name;
const promise = { milestone: 'general.done', what: policy.name, who: role, due: now, late: false };
const ticket: TicketView = {
  no: '4829130576',
  line: 'cleaning',
  lineName: policy.name,
  kind: 'request',
  urgency: 'general',
  reasons: [],
  status: 'working',
  stage: 'on_site',
  owner: { role, staff: 'li', name: '李强' },
  asked: { about: 'acceptance', closesAt: now + 86_400_000 },
  plan: {
    words: '重做地面',
    terms: { compensation: '免费深度清洁一次', finish: now },
    state: 'shown',
    at: now,
  },
  expected: now + 3_600_000,
  hold: 'parts',
  returns: 1,
  registeredAt: now,
  words: '厨房地面还是黏的',
  last: { type: 'registered', at: now },
  contact: promise,
  next: promise,
};
const event = (body: EventBody) =>
  ({ ...body, seq: 1, at: now, by: { who: 'system' }, cause: 'test' }) as const;
const events: Readonly<Record<string, EventBody>> = {
  'customer.progress': { type: 'progressed', note: '配件已到' },
  'customer.replanned': { type: 'replanned', plan: '换新', why: '板材受潮', finish: now },
};

describe('Every piece of news', () => {
  for (const language of languages)
    for (const what of customerNoticeKinds)
      it(`${what} in ${language} is whole, for the eye, the ear and in 20 characters`, () => {
        const say = sayIn(language, now);
        const told = events[what];
        const happened = [{ what, event: told && event(told) }];
        const { text, speak, brief } = newsReply(happened, ticket, say);
        for (const words of [text, speak, brief]) {
          assert.ok(words.trim().length > 1);
          assert.doesNotMatch(words, /undefined|null|NaN|\[object| {2}|。。|，，|：：/);
        }
        assert.ok([...brief].length <= 20, brief);
        assert.match(text, /482 913 0576/);
        assert.doesNotMatch(speak, /482/);
        if (language === 'en')
          assert.doesNotMatch(
            speak.replace(/李强|配件已到|换新|板材受潮|重做地面|免费深度清洁一次/g, ''),
            /[\u4e00-\u9fff]/,
          );
      });

  it('is overtaken by something that can happen, and goes at least as a message', () => {
    for (const [what, { media, overtakenBy }] of Object.entries(customerNotices)) {
      assert.ok(media.includes('message'), what);
      assert.ok(overtakenBy.length > 0 && overtakenBy.every((type) => eventTypes.includes(type)));
    }
  });

  it('of one message names its ticket once, and asks what is asked now', () => {
    const say = sayIn('zh-Hans', now);
    const news = newsReply(
      [{ what: 'customer.arrived' }, { what: 'customer.resolved' }],
      ticket,
      say,
    );
    assert.equal(news.text.match(/482 913 0576/g)?.length, 1);
    assert.match(news.text, /师傅已到.*\n已处理完成/s);
    assert.equal(news.asked, 'acceptance_prompt');
    const { asked: _, ...answered } = ticket;
    assert.deepEqual(newsReply([{ what: 'customer.resolved' }], answered, say).choices, []);
  });
});
