import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { posted } from '../bot/channels/wechat/simulator/envelope.ts';
import type { AccountSettings } from '../bot/channels/wechat/simulator/world.ts';
import { loadConfig } from '../bot/config.ts';
import { build } from '../bot/main.ts';

const perSecond = Number(process.argv[2] ?? 200);
const seconds = 15;
const customers = 600;
const says = [
  '昨天做的保洁，厨房地面还是黏的，油烟机上面没擦',
  '朝阳区望京花园3号楼2单元501，我姓王，电话13812345678',
  '尽快',
  '1',
  '查进度',
];

const account = {
  appId: 'wx5823bf96d3bd56c7',
  appSecret: 'bench',
  token: 'bench',
  aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  mode: 'secure',
  kind: 'service',
  callback: () => '',
} as const satisfies AccountSettings;

/** `node bench/wechat.ts [messages a second]`: sealed messages at a steady pace, as WeChat would send them; how long until the passive reply. */
async function bench(): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'bench-wechat-'));
  const settings = { PORT: '0', DEMO: '1', DATA_DIR: dir, WECHAT_APP_ID: account.appId };
  const keys = { WECHAT_TOKEN: account.token, WECHAT_AES_KEY: account.aesKey };
  const quiet = { info: () => {}, warn: () => {}, error: () => {} };
  const house = await build(loadConfig({ ...settings, ...keys }), { log: quiet });
  const { url } = await house.server.listen();
  // Everybody has written before, and everybody is somewhere else in their story.
  const told = Array.from({ length: customers }, () => 0);
  const next = (customer: number) => {
    const nth = told[customer] ?? 0;
    told[customer] = nth + 1;
    return push(url, customer, nth);
  };
  for (let customer = 0; customer < customers; customer += 1)
    for (let nth = 0; nth <= customer % says.length; nth += 1) await next(customer);
  const waits: number[] = [];
  const asked: Promise<void>[] = [];
  const start = performance.now();
  const before = process.cpuUsage();
  for (let nth = 0; nth < perSecond * seconds; nth += 1) {
    const due = start + (nth * 1000) / perSecond;
    while (performance.now() < due) await new Promise((resolve) => setTimeout(resolve, 1));
    asked.push(next(nth % customers).then((ms) => void waits.push(ms)));
  }
  await Promise.all(asked);
  const used = process.cpuUsage(before);
  const cpu = ((used.user + used.system) / waits.length / 1000).toFixed(2);
  const late = waits.filter((ms) => ms >= 3400).length;
  waits.sort((a, b) => a - b);
  const at = (share: number) => (waits[Math.floor(share * (waits.length - 1))] ?? 0).toFixed(1);
  process.stdout.write(
    `${waits.length} messages at ${perSecond}/s: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms, ${late} too late for a passive reply; ${cpu} ms of processor each, this sender included; ${(await house.store.liveTickets()).length} tickets\n`,
  );
  await house.close();
  await rm(dir, { recursive: true, force: true });
}

/** One message; resolves with the milliseconds until it was answered. Throws if it was refused. */
async function push(url: string, customer: number, nth: number): Promise<number> {
  const openid = `o${customer}`;
  const text = says[nth % says.length];
  const now = nth + 1_772_503_200;
  const xml = `<xml><ToUserName>gh_1</ToUserName><FromUserName>${openid}</FromUserName><CreateTime>${now}</CreateTime><MsgType>text</MsgType><Content><![CDATA[${text}]]></Content><MsgId>${7_000_000_000 + nth}</MsgId></xml>`;
  const { query, body } = posted(account, openid, xml, now * 1000);
  const began = performance.now();
  const answer = await fetch(`${url}/wechat?${query}`, { method: 'POST', body });
  const reply = await answer.text();
  if (answer.status !== 200 || !/^(<xml>|success$)/.test(reply))
    throw new Error(`No passive reply: ${answer.status} ${reply.slice(0, 100)}`);
  return performance.now() - began;
}

await bench();
