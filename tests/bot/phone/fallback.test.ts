import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Caller } from '../../kit/caller.ts';
import { openHouse } from '../../kit/house.ts';

const sorry =
  '<Response><Say>抱歉，系统暂时繁忙，正在为您转接。</Say><Dial><Number>+862155556666</Number></Dial></Response>';

describe('A house that is down', () => {
  let elsewhere: Server;
  let fallback: string;
  beforeEach(async () => {
    elsewhere = createServer((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/xml' });
      response.end(sorry);
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    fallback = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/sorry.xml`;
  });
  afterEach(() => {
    elsewhere.closeAllConnections();
    elsewhere.close();
  });

  it('loses no caller: another host says so and connects somebody', async () => {
    const running = await openHouse();
    const caller = await Caller.calls(running.url, { fallback, colleague: 'is away' });
    await caller.presses('1');
    await running.remove();
    await caller.says('厨房的灯不亮了').catch(() => undefined);
    assert.match(caller.phone.transcript, /fallback is asked.*系统暂时繁忙.*rings \+862155556666/s);
  });

  it('goes on where it was once it is up again', async () => {
    const running = await openHouse();
    const caller = await Caller.calls(running.url, { fallback });
    await caller.presses('1');
    const again = await running.restart();
    caller.phone.movesTo(again.url);
    await caller.says('厨房的灯不亮了，开关没有反应');
    caller.hears('地址');
    assert.deepEqual(again.errors, []);
    await again.remove();
  });
});
