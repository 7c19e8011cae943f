import assert from 'node:assert/strict';
import { houseForEach } from '../kit/house.ts';
import { quickReport } from '../kit/scenes.ts';
import { Visitor } from '../kit/visitor.ts';

describe('A customer adds to an open ticket what makes it graver', () => {
  const running = houseForEach();

  it('and the ticket takes the higher class, with the reason, a nearer promise and a new owner', async () => {
    const customer = await Visitor.arrives(running.url);
    const no = await quickReport(customer);
    customer.hears('一般');
    await customer.says('厨房地面还是黏的没擦干净，我妈踩上去滑倒摔伤了，医药费你们要赔');
    customer.hears('同一件事');
    await customer.says('是的');
    customer.hears('已补充', '重大投诉', /售后总监会在今天 10:30前联系您/);
    const record = await running.house.store.tx((tx) => tx.ticket(no));
    const raised = record?.timeline.find((event) => event.type === 'reclassified');
    assert.equal(raised?.urgency, 'major');
    assert.ok((raised?.reasons.length ?? 0) > 0);
    await running.house.worker.runDue();
    const outbox = await (await fetch(`${running.url}/demo/outbox`)).text();
    assert.match(outbox, /紧急程度有变/);
  });

  it('and ordinary words leave the class as it is', async () => {
    const customer = await Visitor.arrives(running.url);
    const no = await quickReport(customer);
    await customer.picks('补充情况');
    await customer.says('门禁密码是2580，到了按门铃');
    customer.hears('已补充').hearsNothingOf('紧急', '重大');
    const record = await running.house.store.tx((tx) => tx.ticket(no));
    assert.ok(!record?.timeline.some(({ type }) => type === 'reclassified'));
  });
});
