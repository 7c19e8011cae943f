import assert from 'node:assert/strict';
import { houseForEach } from '../kit/house.ts';
import { quickReport } from '../kit/scenes.ts';
import { Visitor } from '../kit/visitor.ts';

describe('A conversation in the web chat', () => {
  const running = houseForEach();

  it('is held in English with whoever writes English', async () => {
    const customer = await Visitor.arrives(running.url, 'en-US');
    customer.hears('Hello');
    await customer.says(
      'There is water pouring out from behind the washing machine after your cleaner left',
    );
    customer.hears('water valve', 'address');
    await customer.says('Room 501, Building 3, Wangjing Garden, Chaoyang');
    await customer.says('My name is Peter');
    await customer.says('13812345678');
    customer.hears('Please check', 'Peter');
    await customer.says('yes');
    customer.hears('Registered', 'urgent', 'will contact you by 10:05 today');
    await customer.says('how is it going with my ticket?');
    customer.hears('Status: waiting');
  });

  it('is held in traditional Chinese with whoever writes it', async () => {
    const customer = await Visitor.arrives(running.url, 'zh-TW');
    customer.hears('您好，這裡是');
    await customer.says('昨天打掃完，浴室的鏡子還是霧霧的，水垢都沒清');
    customer.hears(/地址|哪/).hearsNothingOf('这');
    await customer.says('台北市信義區松高路10號5樓');
    await customer.says('林小姐');
    await customer.says('0912345678');
    await customer.says('盡快');
    customer.hears('請核對', '0912345678');
    await customer.says('對');
    customer.hears('已為您登記');
  });

  it('changes language when asked, in the middle of a form, and goes on from there', async () => {
    const customer = await Visitor.arrives(running.url);
    await customer.says('柜子的门掉了一个螺丝');
    await customer.says('Please speak English');
    customer.hears('English', /address|Which/);
    await customer.says('说中文');
    customer.hears(/地址|哪/);
  });

  it('serves a question in between and comes back to its own', async () => {
    const customer = await Visitor.arrives(running.url);
    await customer.says('茶几的一条腿有点晃');
    customer.hears('地址');
    await customer.says('家具保修多久啊');
    customer.hears('5年', '地址');
    await customer.says('你刚才说什么？再说一遍');
    customer.hears('地址');
  });

  it('answers how another ticket stands in the middle of a report, then goes on', async () => {
    const customer = await Visitor.arrives(running.url);
    const first = await quickReport(customer);
    running.clock.advance(3_600_000);
    await customer.says('另外次卧的床板松了，想修一下');
    const question = customer.heard.text;
    await customer.says('对了，我之前那单到哪一步了');
    assert.equal(customer.ticketNumber, first);
    assert.ok(
      customer.heard.text.includes(question.split('\n').at(-1) ?? '?'),
      customer.transcript,
    );
  });

  it('hands over to a person at any moment and keeps what was said', async () => {
    const customer = await Visitor.arrives(running.url);
    await customer.says('卫生间的镜子没擦干净');
    await customer.says('转人工');
    customer.hears('电话');
    await customer.says('13500001111');
    customer.hears('已转人工', /前联系您/);
    const [ticket] = await running.house.store.liveTickets();
    const registered = ticket?.timeline.find((event) => event.type === 'registered');
    assert.ok(registered?.request.words.includes('镜子'), JSON.stringify(registered));
    assert.ok(ticket?.timeline.some(({ type }) => type === 'handoff_requested'));
  });

  it('marks the open ticket when a person is asked for, and says who will call by when', async () => {
    const customer = await Visitor.arrives(running.url);
    const no = await quickReport(customer);
    await customer.says('我要找真人客服');
    customer.hears('已转人工', no.slice(0, 3), /前联系您/);
  });

  it('asks between the two likeliest meanings, then for other words, then offers a person', async () => {
    const customer = await Visitor.arrives(running.url);
    await customer.says('啊这个');
    await customer.says('嗯嗯哦');
    await customer.says('呃');
    await customer.says('唔');
    assert.match(customer.transcript, /换个说法/);
  });

  it('takes a suggestion without asking for an address', async () => {
    const customer = await Visitor.arrives(running.url);
    await customer.says('我有个建议，保洁阿姨能不能统一穿鞋套进门');
    while (!/请核对/.test(customer.heard.text)) {
      customer.hearsNothingOf('地址');
      if (/哪方面/.test(customer.heard.text)) await customer.picks(customer.heard.choices[0] ?? '');
      else if (/称呼/.test(customer.heard.text)) await customer.says('孙女士');
      else await customer.says('13422223333');
    }
    await customer.says('提交');
    customer.hears('已为您登记');
  });

  it('greets, helps and says goodbye in a sentence', async () => {
    const customer = await Visitor.arrives(running.url);
    await customer.says('你好');
    customer.hears('您好');
    await customer.says('你能做什么');
    customer.hears('报修');
    await customer.says('谢谢，没事了');
    customer.hears('不客气');
  });

  it('shows markup as the plain text it is', async () => {
    const customer = await Visitor.arrives(running.url);
    await customer.says('厨房地面还是黏的，没擦干净<script>alert(1)</script>');
    await customer.says('朝阳区望京花园3号楼2单元501');
    await customer.says('王');
    await customer.says('13812345678');
    while (!/请核对/.test(customer.heard.text)) await customer.says('尽快');
    customer.hears('<script>alert(1)</script>');
  });

  it('takes a very long message whole', async () => {
    const customer = await Visitor.arrives(running.url);
    const story = `厨房地面还是黏的。${'我跟你们说过很多次请认真一点。'.repeat(330)}`.slice(
      0,
      5000,
    );
    await customer.says(story);
    customer.hears(/地址|哪/);
    await customer.says('朝阳区望京花园3号楼2单元501，我姓王，电话13812345678');
    while (!/请核对/.test(customer.heard.text)) await customer.says('尽快');
    await customer.says('确认提交');
    const [ticket] = await running.house.store.liveTickets();
    const registered = ticket?.timeline.find((event) => event.type === 'registered');
    assert.equal(registered?.request.words, story);
  });
});
