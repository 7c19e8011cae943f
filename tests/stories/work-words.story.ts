import assert from 'node:assert/strict';
import { Field } from '../kit/field.ts';
import { png } from '../kit/scenes.ts';
import type { Friend } from '../kit/wechat.ts';

describe('What a worker on the road may say', () => {
  let field: Field;
  let worker: Friend;
  let no = '';
  const tail = (number: string) => number.slice(-4);

  beforeEach(async () => {
    field = await Field.opens();
    no = await field.report();
    await field.give(no, 'wang-guilan');
    worker = await field.colleague('wang-guilan');
  });
  afterEach(() => field.close());

  const meant: readonly (readonly [string, string])[] = [
    ['联系过了', 'contacted'],
    ['已联系客户', 'contacted'],
    ['已聯絡', 'contacted'],
    ['contacted', 'contacted'],
    ['在路上', 'dispatched'],
    ['已经出发了', 'dispatched'],
    ["I'm on my way", 'dispatched'],
    ['已到', 'arrived'],
    ['到现场了', 'arrived'],
    ['我到了。', 'arrived'],
    ['到現場了', 'arrived'],
    ['I have arrived', 'arrived'],
    ['on site', 'arrived'],
    ['等零件', 'held'],
    ['waiting for parts', 'held'],
    ['记一下 二楼也有水渍', 'noted'],
    ['arrived, nobody home yet', 'arrived'],
    ['progress: half of it is done', 'progressed'],
  ];
  for (const [words, type] of meant)
    it(`“${words}” is ${type}`, async () => {
      await worker.says(words);
      worker.hears(/已记下|Noted|已記下/);
      assert.equal((await field.types(no)).at(-1), type);
    });

  for (const words of ['今天的单', '今天的工单', '我的工單', 'my tickets', '看看我的单'])
    it(`“${words}” lists their day`, async () => {
      await worker.says(words);
      worker.hears('望京花园');
    });

  for (const words of [
    '客户说到了',
    '他们搞定了吗',
    '已联系 没人接',
    '打过了没人接',
    'called, no answer',
    '接单还是不接单',
    'I am done with this nonsense',
    'here is the invoice',
    'called the wrong number',
    'arrived at the wrong house',
    'plan to be there at five',
    'progress is slow',
    '转给',
  ])
    it(`“${words}” changes nothing`, async () => {
      const before = await field.types(no);
      await worker.says(words);
      assert.deepEqual(await field.types(no), before);
    });

  it('a try that reached nobody is no contact: they are told so', async () => {
    await worker.says('已联系 没人接');
    worker.hears('没联系上客户', '备注', '等客户');
  });

  const delays: readonly (readonly [string, number | undefined])[] = [
    ['晚到20分钟', 20],
    ['晚到半小时', 30],
    ['晚到1小时', 60],
    ['晚到一个半小时', 90],
    ['晚到 二十分钟', 20],
    ['late 45 minutes', 45],
    ['late half an hour', 30],
    ['晚到，11点半到', undefined],
    ['晚到 601分钟', undefined],
    ['晚到 0分钟', undefined],
    ['晚到一会儿', undefined],
  ];
  for (const [words, minutes] of delays)
    it(`“${words}” is ${minutes ?? 'asked about'}`, async () => {
      await worker.says('出发');
      const before = (await field.types(no)).length;
      await worker.says(words);
      const { timeline } = await field.record(no);
      const said = timeline.find((event) => event.type === 'late');
      if (minutes === undefined) {
        assert.equal(timeline.length, before);
        assert.ok(/1到600|没看懂/.test(worker.heard), worker.heard);
      } else {
        assert.equal((said?.expected ?? 0) - field.scene.time.now(), minutes * 60_000);
        worker.hears(/会告诉客户|customer will be told/);
      }
    });

  it('goes back a step, corrects what was said, and is read the right thing', async () => {
    await worker.says('做完了');
    await worker.says('换了阀门');
    await worker.says('上一步');
    worker.hears('做了什么');
    await worker.says('换了水管');
    await worker.says('没有');
    await worker.says('两个卡箍');
    await worker.says('80元');
    await worker.says('不是80是60');
    worker.hears('已改：收费60元', '自检');
    await worker.says('配件改成三个卡箍');
    worker.hears('已改：配件三个卡箍');
    await worker.says('3、15');
    worker.hears('编号是1到12');
    await worker.says('3');
    await worker.says('不在');
    worker.hears('换了水管', '三个卡箍', '60元', '自检：不合格：3', '客户：不在场');
    await worker.says('上一步');
    worker.hears('满意、不满意');
    await worker.says('满意');
    await worker.says('确认');
    worker.hears('已记下');
    const { timeline } = await field.record(no);
    const note = timeline.find((event) => event.type === 'resolved')?.note ?? '';
    assert.match(note, /换了水管.*三个卡箍.*60元/);
    assert.doesNotMatch(note, /阀门|80/);
  });

  it('keeps a half filled in “done” while another ticket comes in between', async () => {
    const second = await field.report();
    await field.give(second, 'wang-guilan');
    await worker.says(`完成 ${tail(no)} 擦过了`);
    await worker.does((phone) => phone.photo(png, 'image/png'));
    worker.hears('收到1张');
    await worker.says(`出发 ${tail(second)}`);
    worker.hears('已记下', '还没填完', '请发现场照片');
    assert.equal((await field.types(second)).at(-1), 'dispatched');
    await worker.says('好了');
    worker.hears('配件');
    await worker.says('我的单');
    worker.hears('望京花园', '配件');
    await worker.says('没有');
    await worker.says('免费');
    await worker.says('全部合格');
    await worker.says('满意');
    worker.hears('擦过了', '照片：1', '收费：免费');
    await worker.says('确认');
    const types = await field.types(no);
    assert.ok(types.includes('resolved') && types.includes('accepted'), types.join());
  });

  it('hears “完成” in the middle of finishing as the answer it is', async () => {
    await worker.says('完成');
    await worker.says('擦过了');
    await worker.does((phone) => phone.photo(png, 'image/png'));
    await worker.says('搞定');
    worker.hears('配件');
    await worker.says('没有');
    await worker.says('免费');
    await worker.says('全部合格');
    await worker.says('不在场');
    worker.hears('确认完成吗', '擦过了', '照片：1');
    await worker.says('完成');
    worker.hears('已记下');
    assert.ok((await field.types(no)).includes('resolved'));
  });

  it('takes pictures at any step, and asks whose they are where it is not plain', async () => {
    await worker.says('完成 擦过了');
    await worker.says('没有');
    await worker.does((phone) => phone.photo(png, 'image/png'));
    worker.hears('收到1张', '配件');
    await worker.says('取消');
    worker.hears('什么都没有改动');
    const second = await field.report();
    await field.give(second, 'wang-guilan');
    const before = (await field.types(no)).length;
    await worker.does((phone) => phone.photo(png, 'image/png'));
    worker.hears('是哪一张单的');
    assert.equal((await field.types(no)).length, before);
    await worker.says(`存照片 ${tail(second)}`);
    worker.hears('已记下');
    const { timeline } = await field.record(second);
    const noted = timeline.findLast((event) => event.type === 'noted');
    assert.equal(noted?.photos?.length, 1);
  });

  it('gives one ticket to a colleague by name, or to “somebody else” when asked whom', async () => {
    await worker.says('转给刘洋');
    worker.hears('已把1张单交给刘洋');
    const second = await field.report();
    await field.give(second, 'wang-guilan');
    await worker.says('转给别人');
    worker.hears('转给谁');
    await worker.says('刘洋');
    worker.hears('已把1张单交给刘洋');
  });

  it('hears that what they have accepted stays theirs, and how to give it away', async () => {
    await worker.says('不接');
    worker.hears('不能退回', '转给');
    assert.equal((await field.types(no)).at(-1), 'assigned');
  });

  it('works in English and in traditional characters as well', async () => {
    await worker.says('English please');
    worker.hears('You can say: my jobs');
    await worker.says('done wiped again');
    worker.hears('Please send photos');
    await worker.says('none');
    await worker.says('no parts');
    await worker.says('no charge');
    worker.hears('12. ');
    await worker.says('all good');
    await worker.says('back');
    worker.hears('all good');
    await worker.says('all good');
    await worker.says('absent');
    worker.hears('wiped again', 'charged: free', 'customer: absent');
    await worker.says('stop');
    await worker.says('繁體中文');
    worker.hears('我的單');
    await worker.says('我的單');
    worker.hears('前：聯絡客戶');
  });
});

describe('An engineer on the road', () => {
  let field: Field;
  beforeEach(async () => {
    field = await Field.opens();
  });
  afterEach(() => field.close());

  it('keeps the promises of the furniture line by words: diagnosis, plan, progress', async () => {
    const customer = await field.customer();
    await customer.says('办公室的文件柜门关不上，铰链松了');
    await customer.says('朝阳区望京花园3号楼2单元501，我姓王，电话13812345678');
    while (!customer.heard.includes('请核对')) await customer.says('尽快');
    await customer.says('确认提交');
    const no = customer.ticketNumber;
    await field.give(no, 'tang-wei', 'engineer');
    const engineer = await field.colleague('tang-wei');
    await engineer.says('已联系');
    engineer.hears('做出初步判断', /1\. 初步判断/);
    await engineer.says('判断 铰链螺丝滑牙');
    engineer.hears('是哪一种故障');
    await engineer.says('差不多吧');
    engineer.hears('是哪一种故障');
    await engineer.says('简单故障');
    engineer.hears('已记下', '初步判断');
    await engineer.says('方案');
    engineer.hears('客户会看到');
    await engineer.says('换两个铰链，今天下午做完');
    engineer.hears('已记下', '方案');
    await engineer.says('进展 配件已经拿到');
    engineer.hears('已记下', '进展');
    const { timeline } = await field.record(no);
    const facts = timeline.flatMap((event) =>
      event.type === 'diagnosed'
        ? [event.fault, event.note]
        : event.type === 'planned'
          ? [event.plan]
          : event.type === 'progressed'
            ? [event.note]
            : [],
    );
    assert.deepEqual(facts, ['simple', '铰链螺丝滑牙', '换两个铰链，今天下午做完', '配件已经拿到']);
  });
});

describe('A lead on the road', () => {
  let field: Field;
  beforeEach(async () => {
    field = await Field.opens();
  });
  afterEach(() => field.close());

  it('sees what the team has open within their area, and assigns one by name', async () => {
    const no = await field.report();
    await field.give(no, 'wang-guilan');
    const lead = await field.colleague('lin-fang');
    await lead.says('组里的单');
    lead.hears('望京花园', '王桂兰', /10:30前：联系客户/);
    await lead.says(`派给刘洋 ${no.slice(-4)}`);
    lead.hears('已把', '派给刘洋');
    const { timeline } = await field.record(no);
    const assigned = timeline.findLast((event) => event.type === 'assigned');
    assert.deepEqual(
      [assigned?.staff, assigned?.by.who === 'staff' && assigned.by.id],
      ['liu-yang', 'lin-fang'],
    );
    await lead.says('派给谁都行');
    lead.hears('没有叫这个名字');
  });

  it('of another area sees and moves none of it; a worker has no team', async () => {
    const no = await field.report();
    await field.give(no, 'wang-guilan');
    await field.house.rosters.change({ of: 'lin-fang', set: { areas: ['shanghai'] } });
    const other = await field.colleague('lin-fang');
    await other.says('组里的单');
    other.hears('组里没有别的工单');
    await other.says(`派给刘洋 ${no.slice(-4)}`);
    other.hears(/没有/);
    const worker = await field.colleague('wang-guilan');
    await worker.says('组里的单');
    worker.hears('您的岗位不能这样操作');
    await worker.says(`派给刘洋 ${no.slice(-4)}`);
    worker.hears('您的岗位不能这样操作');
    assert.equal((await field.types(no)).filter((type) => type === 'assigned').length, 2);
  });

  it('and another who take the same ticket at the same moment: one has it, the other hears who', async () => {
    const no = await field.report();
    const lead = await field.colleague('lin-fang');
    const director = await field.colleague('han-xue');
    const words = `接单 ${no.slice(-4)}`;
    await Promise.all([lead.says(words), director.says(words)]);
    const heard = [lead.heard, director.heard];
    assert.equal(heard.filter((one) => /已记下/.test(one)).length, 1, heard.join('\n---\n'));
    assert.equal(
      heard.filter((one) => /(林芳|韩雪)已经接了/.test(one)).length,
      1,
      heard.join('\n---\n'),
    );
    const taken = (await field.types(no)).filter((type) => type === 'taken');
    assert.ok(taken.length <= 1);
  });
});
