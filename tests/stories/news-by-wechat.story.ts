import assert from 'node:assert/strict';
import { Work } from '../kit/desk-work.ts';
import { type Friend, openWeChat, type WeChatScene } from '../kit/wechat.ts';
import { report } from '../kit/wechat-scenes.ts';

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

describe('A customer on WeChat', () => {
  let scene: WeChatScene;
  let customer: Friend;
  let work: Work;
  beforeEach(async () => {
    scene = await openWeChat();
    customer = scene.friend();
    await customer.does((phone) => phone.follow());
    work = new Work(() => scene.running, await report(customer));
  });
  afterEach(() => scene.close());
  const outbox = async () => {
    const answer = await fetch(`${scene.running.url}/demo/outbox`);
    const { outbox: all } = (await answer.json()) as {
      outbox: { to: { customer?: string; phone?: string }; text: string }[];
    };
    return all.filter(({ to }) => to.customer);
  };

  it('hears a whole ticket, and signs off with a tap', async () => {
    await customer.does(() => work.does({ do: 'dispatch' }));
    customer.hears('师傅已经出发').by('message');
    await work.passes(10 * minute);
    await customer.does(() => work.does({ do: 'arrive' }));
    customer.hears('师傅已到您那里');
    await work.passes(10 * minute);
    await customer.does(() => work.does({ do: 'resolve' }));
    customer.hears('已处理完成', '[已弄好]', '[没弄好]');
    await customer.does((phone) => phone.tap('已弄好'));
    customer.hears('签收').by('passive');
    await customer.says('查进度');
    customer.hears('已完成，您已签收');
  });

  it('answers a template message two days later in words', async () => {
    scene.time.advance(49 * hour);
    await customer.does(() => work.does({ do: 'resolve' }));
    customer.hears('工单进度通知', '已处理完成，请您验收').by('template');
    await customer.says('地面好了但是油烟机没擦');
    customer.hears('没弄好', '重大投诉');
  });

  it('has it by text message where WeChat has no way left, and every try is on the ticket', async () => {
    scene.time.advance(49 * hour);
    scene.simulator.api.fail('/cgi-bin/message/template/send', { code: 43116 });
    await customer.does(() => work.does({ do: 'dispatch' }));
    customer.hearsNothing();
    const [news] = await work.news();
    assert.deepEqual(
      news?.attempts?.map(({ way, arrived, never = false }) => [way, arrived, never]),
      [
        ['wechat', false, true],
        ['demo outbox', true, false],
      ],
    );
    const [text] = await outbox();
    assert.match(text?.text ?? '', /师傅已经出发/);
    assert.equal(text?.to.phone, '13812345678');
  });

  it('who wants no calls and no text messages is reached by WeChat or not at all', async () => {
    await customer.says('不要打电话也别发短信，微信就行');
    customer.hears('短信、电话');
    scene.time.advance(49 * hour);
    scene.simulator.api.fail('/cgi-bin/message/template/send', { code: 43116 });
    await customer.does(() => work.does({ do: 'dispatch' }));
    await work.passes(hour);
    assert.deepEqual(await outbox(), []);
    const [news] = await work.news();
    assert.match(news?.outcome ?? '', /asked not to have text/);
  });

  it('hears in the morning what happened at night, in one message', async () => {
    await work.passes(12 * hour);
    await customer.does(() =>
      work.does({ do: 'progress', note: '配件已到' }, { do: 'plan', plan: '明早换新' }),
    );
    customer.hearsNothing();
    await customer.does(() => work.passes(10 * hour));
    customer.hears('处理有进展：配件已到', '措施：明早换新', '[同意]');
    assert.equal(customer.news.length, 1);
    await customer.says('可以，就按这个来');
    customer.hears('就按这个方案办');
  });

  it('never answers: asked again, then closed; nobody counts it as satisfied', async () => {
    await work.does({ do: 'resolve' });
    await work.passes(4 * day);
    assert.ok(!(await work.types()).includes('accepted'));
    const last = (await work.record()).timeline.at(-1);
    assert.ok(last?.type === 'closed' && last.outcome === 'unanswered');
  });
});
