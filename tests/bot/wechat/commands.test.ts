import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { WeChatSimulator } from '../../../bot/channels/wechat/simulator/index.ts';
import { keys } from '../../kit/wechat.ts';

const run = promisify(execFile);

describe('The WeChat commands', function () {
  this.timeout(60_000);
  let simulator: WeChatSimulator;
  let server: Server;
  beforeEach(async () => {
    const { WECHAT_APP_ID: appId, WECHAT_APP_SECRET: appSecret } = keys;
    const callback = () => '';
    simulator = new WeChatSimulator({
      account: { appId, appSecret, token: 't', mode: 'plain', kind: 'service', callback },
      now: () => 1_772_503_200_000,
    });
    server = createServer(async (req, res) => {
      const body = await text(req);
      const answer = await simulator.api.fetch(`http://wechat${req.url}`, { body });
      res.end(await answer.text());
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  });
  afterEach(() => server.close());

  async function say(name: string, ...args: string[]): Promise<{ code: number; said: string }> {
    const program = new URL(`../../../bot/commands/${name}.ts`, import.meta.url).pathname;
    const { port } = server.address() as AddressInfo;
    const WECHAT_API_BASE_URL = `http://127.0.0.1:${port}`;
    const env = { ...keys, WECHAT_API_BASE_URL, PUBLIC_BASE_URL: 'http://localhost', PATH: '' };
    return run(process.execPath, [program, ...args], { env }).then(
      ({ stdout }) => ({ code: 0, said: stdout }),
      ({ code, stderr }) => ({ code, said: stderr }),
    );
  }

  it('print where the picture of a code is, and make none that would open nothing', async () => {
    const { code, said } = await say('wechat-qr', '--scene', 'ticket:4829130576');
    assert.equal(code, 0, said);
    assert.match(said, /^https:\/\/mp\.weixin\.qq\.com\/cgi-bin\/showqrcode\?ticket=\S+\n$/);
    assert.deepEqual([...simulator.world.tickets.values()], ['ticket:4829130576']);
    const made = simulator.api.calls.at(-1)?.body;
    assert.equal(made?.expire_seconds, 30 * 86_400);
    for (const args of [[], ['--scene', 'advert'], ['--scene', 'line:cleaning', '--days', '31']])
      assert.equal((await say('wechat-qr', ...args)).code, 1);
    const forever = await say('wechat-qr', '--scene', 'line:furniture', '--forever');
    assert.equal(forever.code, 0, forever.said);
    assert.equal(simulator.api.calls.at(-1)?.body.action_name, 'QR_LIMIT_STR_SCENE');
  });

  it('put the menu below the chat', async () => {
    const { code, said } = await say('wechat-menu');
    assert.equal(code, 0, said);
    assert.equal(simulator.world.menu.length, 3);
  });
});
