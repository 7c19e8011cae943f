import assert from 'node:assert/strict';
import { LateBook } from '../../bot/channels/wechat/late.ts';
import { png } from '../kit/scenes.ts';
import {
  type Friend,
  keys,
  openWeChat,
  type SceneOptions,
  type WeChatScene,
} from '../kit/wechat.ts';
import { report, silence, tellProblem } from '../kit/wechat-scenes.ts';

const [second, minute, hour] = [1000, 60_000, 3_600_000];

describe('WeChat between us and a customer', () => {
  let scene: WeChatScene;
  let customer: Friend;
  const open = async (options: SceneOptions = {}) => {
    scene = await openWeChat(options);
    customer = scene.friend();
    await customer.does((phone) => phone.follow());
  };
  const tickets = () => scene.running.house.store.liveTickets();
  /** What the log complains of, if a story wants that. */
  let expected: RegExp | undefined;
  afterEach(async () => {
    await scene.close(expected);
    expected = undefined;
  });

  /** A turn that takes as long as the story wants: WeChat gives a photo away only when told to. */
  async function slowPhoto(): Promise<{ release: () => void; sent: Promise<unknown> }> {
    const release = scene.simulator.api.hold('/cgi-bin/media/get');
    const asked = scene.simulator.api.called('/cgi-bin/media/get');
    const sent = customer.does((phone) => phone.photo(png, 'image/png'));
    await asked;
    return { release, sent };
  }

  for (const deliveries of [3, 4])
    it(`hears the outage notice of a house that is silent, after ${deliveries} requests`, async () => {
      await open({ switches: { deliveries } });
      const { answers } = await customer.phone.say('你好', { unheard: deliveries });
      assert.equal(answers.length, deliveries);
      assert.ok(scene.simulator.world.faults.splice(0).length === 1);
      await customer.says('查进度');
      customer.hears('工单号');
    });

  for (const resign of [true, false])
    it(`repeats a message whose answer it did not hear: one ticket, the same words (signed ${resign ? 'anew' : 'once'})`, async () => {
      await open({ switches: { resign } });
      await tellProblem(customer);
      const { answers } = await customer.phone.say('确认提交', { unheard: 2 });
      assert.equal(answers.length, 3);
      const replies = answers.map((answer) =>
        typeof answer === 'object' ? replyText(answer.reply) : answer,
      );
      assert.deepEqual([...new Set(replies)].length, 1, JSON.stringify(answers));
      assert.match(String(replies[0]), /已为您登记/);
      assert.equal((await tickets()).length, 1);
      await customer.says('查进度');
      assert.equal((customer.heard.match(/已为您登记/g) ?? []).length, 0, 'told once');
    });

  it('sends three copies of a message at once: one ticket, one effect', async () => {
    await open();
    await tellProblem(customer);
    await customer.does((phone) => phone.say('确认提交', { copies: 3 }));
    customer.hears('已为您登记');
    assert.equal((await tickets()).length, 1);
  });

  it('gets "success" while a turn is slow, and the answer follows as a message, once', async () => {
    await open();
    const { release, sent } = await slowPhoto();
    scene.time.advance(4 * second);
    await sent;
    customer.hearsNothing();
    const { person } = customer.phone;
    assert.ok(person.typingUntil > scene.time.now(), 'the phone shows that somebody is typing');
    release();
    await customer.waits();
    customer.hears('收到1张照片').by('message');
    await customer.says('昨天做的保洁，厨房地面还是黏的');
    assert.ok(!customer.heard.includes('收到1张照片'), customer.transcript);
  });

  it('tries again, before any restart, a late turn that failed', async () => {
    const listen = async () => {
      if (scene.time.now() < readyAt) throw new Error('no memory left');
      return '客厅的沙发扶手掉漆了';
    };
    await open({ switches: { recognises: false }, given: { listen } });
    const readyAt = scene.time.now() + 20 * second;
    const release = scene.simulator.api.hold('/cgi-bin/media/get');
    const sent = customer.does((phone) => phone.speak('客厅的沙发扶手掉漆了', silence));
    await scene.simulator.api.called('/cgi-bin/media/get');
    scene.time.advance(4 * second);
    await sent;
    release();
    expected = /^wechat\.(unserved|retry)/;
    await scene.until('wechat.unserved');
    scene.time.advance(6 * second);
    await scene.until('wechat.retry');
    scene.time.advance(31 * second);
    await customer.waits();
    customer.hears('地址').by('message');
  });

  it('keeps a late answer for the next message where messages are not permitted', async () => {
    await open({ switches: { certified: false } });
    const { release, sent } = await slowPhoto();
    scene.time.advance(4 * second);
    await sent;
    release();
    await scene.simulator.api.called('/cgi-bin/message/custom/send');
    await customer.says('昨天做的保洁，厨房地面还是黏的');
    customer.hears('收到1张照片', '地址').by('passive');
  });

  it('serves after a restart what was promised before a crash', async () => {
    await open();
    await servedLate('客厅的沙发扶手掉漆了');
    customer.hears('地址').by('message');
    await scene.restart();
    const late = new LateBook(scene.running.house.store.pages, keys.WECHAT_APP_ID);
    assert.deepEqual(await late.all(), []);
  });

  it('tells news as a message while the window is open', async () => {
    await open();
    const no = await report(customer);
    await customer.does(() => dispatch(no));
    customer.hears('师傅已经出发').by('message');
  });

  it('tells news by template when the window is closed, and not again with the next reply', async () => {
    await open();
    const no = await report(customer);
    scene.time.advance(49 * hour);
    await customer.does(() => dispatch(no));
    customer.hears('工单进度通知', no, '师傅已经出发').by('template');
    assert.equal(await outcomeOf(no, 'customer.dispatched'), 'delivered wechat');
    await customer.says('你好');
    assert.ok(!customer.heard.includes('出发'), customer.transcript);
  });

  for (const quota of ['reset', 'add'] as const)
    it(`tells news by template when the five messages are used up (quota: ${quota})`, async () => {
      await open({ switches: { quota } });
      const no = await report(customer);
      scene.time.advance(2 * minute);
      for (let nth = 0; nth < 5; nth += 1) {
        await staff(no, { do: 'progress', note: '在处理' });
        scene.time.advance(2 * minute);
      }
      await customer.does(() => dispatch(no));
      customer.hears('师傅已经出发');
      assert.ok(!scene.simulator.api.codes.includes(45047), 'we count as well as WeChat');
      if (quota === 'reset') customer.by('template');
    });

  it('counts as WeChat does, and believes WeChat when it counts otherwise', async () => {
    await open();
    const no = await report(customer);
    scene.simulator.api.fail('/cgi-bin/message/custom/send', { code: 45047 });
    await customer.does(() => dispatch(no));
    customer.hears('师傅已经出发').by('template');
  });

  it('keeps news for the next message where nothing reaches the customer, and says so on the ticket', async () => {
    await open({
      settings: { WECHAT_TEMPLATE: '', DEMO: '0', PUBLIC_BASE_URL: 'http://localhost:1' },
    });
    const no = await report(customer);
    scene.time.advance(49 * hour);
    await customer.does(() => dispatch(no));
    customer.hearsNothing();
    assert.match(
      (await outcomeOf(no, 'customer.dispatched')) ?? '',
      /^failed wechat: .*writes again/,
    );
    await customer.says('你好');
    customer.hears('师傅已经出发').by('passive');
    expected = /^notice.undelivered/;
  });

  for (const endsFirst of [true, false])
    it(`takes another way when a template message was taken but did not arrive (told ${endsFirst ? 'before' : 'after'} the answer)`, async () => {
      await open({ switches: { endsFirst } });
      const no = await report(customer);
      scene.time.advance(49 * hour);
      customer.phone.person.blocks = true;
      const ended = scene.simulator.world.pushed('TEMPLATESENDJOBFINISH');
      await dispatch(no);
      scene.time.advance(second);
      await ended;
      await scene.running.house.worker.runDue();
      assert.equal(await outcomeOf(no, 'customer.dispatched'), 'delivered demo outbox');
    });

  it('never says "sent" of a message that may not have arrived', async () => {
    await open();
    const no = await report(customer);
    scene.simulator.api.fail('/cgi-bin/message/custom/send', 'breaks before');
    scene.simulator.api.fail('/cgi-bin/message/template/send', { code: 43116 });
    await customer.does(() => dispatch(no));
    customer.hearsNothing();
    assert.equal(await outcomeOf(no, 'customer.dispatched'), 'delivered demo outbox');
  });

  it('fetches another token when WeChat has taken ours back', async () => {
    await open();
    const no = await report(customer);
    await staff(no, { do: 'progress', note: '在处理' });
    scene.time.advance(2 * minute);
    scene.simulator.api.tokens.revoke();
    await customer.does(() => dispatch(no));
    customer.hears('师傅已经出发').by('message');
  });

  it('shows choices as a menu in messages, and as numbers where menus are refused', async () => {
    await offersMenu(true);
    await customer.does((phone) => phone.tap('确认提交'));
    customer.hears('已为您登记').by('passive');
    await scene.close();
    await offersMenu(false);
    customer.hears('1. 确认提交');
  });

  it('asks for a photo again that WeChat does not have any more', async () => {
    await open();
    scene.simulator.api.fail('/cgi-bin/media/get', { code: 40007 });
    await customer.does((phone) => phone.photo(png, 'image/png'));
    customer.hears('麻烦再发一次');
  });

  it('asks for words when nobody could make out a voice message, and listens itself if it can', async () => {
    await open({ switches: { recognises: false } });
    await customer.does((phone) => phone.speak('水管漏水了', silence));
    customer.hears('没听清');
    await scene.close();
    await open({
      switches: { recognises: false },
      given: { listen: async () => '水管一直漏水，地上全是水' },
    });
    await customer.does((phone) => phone.speak('水管一直漏水，地上全是水', silence));
    customer.hears('总水阀', '地址');
  });

  it('answers in the plain and the compatible mode too', async () => {
    await open({ mode: 'plain' });
    customer.hears('您好');
    await scene.close();
    await open({ mode: 'compatible' });
    customer.hears('您好');
  });

  /** The question before the last is answered late, so that it comes as a message. */
  async function offersMenu(menus: boolean): Promise<void> {
    await open({ switches: { menus } });
    await customer.says('昨天做的保洁，厨房地面还是黏的，油烟机上面没擦');
    await customer.says('朝阳区望京花园3号楼2单元501，我姓王，电话13812345678');
    await servedLate('尽快');
    assert.equal(
      customer.news.some(({ type }) => type === 'menu'),
      menus,
      customer.transcript,
    );
  }

  /** As if the process had died after promising WeChat that it has this message. */
  async function servedLate(text: string): Promise<void> {
    const late = new LateBook(scene.running.house.store.pages, keys.WECHAT_APP_ID);
    const what = { kind: 'text', text, menu: false } as const;
    const { openid } = customer.phone;
    await late.add({ openid, to: 'gh_1', at: scene.time.now(), key: `m${text}`, what });
    await customer.does(() => scene.restart());
    await customer.waits();
  }

  type Staff = Parameters<WeChatScene['running']['house']['desk']['staff']>;
  async function staff(no: string, action: Staff[1]): Promise<void> {
    const { desk, worker } = scene.running.house;
    const answer = await desk.staff(
      no,
      action,
      { id: 'li', role: 'attendant' },
      crypto.randomUUID(),
    );
    assert.ok(answer.done, JSON.stringify(answer));
    await worker.runDue();
  }

  const dispatch = (no: string) => staff(no, { do: 'dispatch' });

  async function outcomeOf(no: string, what: string): Promise<string | undefined> {
    const record = await scene.running.house.store.tx((tx) => tx.ticket(no));
    const notice = record?.notices.find((one) => one.what === what);
    return notice && `${notice.state} ${notice.outcome}`;
  }
});

const replyText = (xml: string): string | undefined =>
  /<Content><!\[CDATA\[([\s\S]*?)\]\]><\/Content>/.exec(xml)?.[1];
