import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../bot/config.ts';
import { build } from '../bot/main.ts';
import { account, type Sent, type Traffic } from './wechat-traffic.ts';

/** Messages a second that WeChat sends, and what became of them. */
export interface WeChatFigures {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
  /** Answered after WeChat's patience: the reply went by customer message. */
  readonly late: number;
  /** Milliseconds of processor each, the sender not included. */
  readonly cpu: number;
}

/** Sealed messages of 600 customers at a steady pace, from another process, as WeChat sends them. */
export async function benchWeChat(perSecond: number, seconds: number): Promise<WeChatFigures> {
  const dir = await mkdtemp(join(tmpdir(), 'bench-wechat-'));
  const settings = { PORT: '0', DEMO: '1', DATA_DIR: dir, WECHAT_APP_ID: account.appId };
  const keys = { WECHAT_TOKEN: account.token, WECHAT_AES_KEY: account.aesKey };
  const quiet = { info: () => {}, warn: () => {}, error: () => {} };
  const house = await build(loadConfig({ ...settings, ...keys }), { log: quiet });
  const { url } = await house.server.listen();
  const customers = fork(join(import.meta.dirname, 'wechat-traffic.ts'));
  const traffic: Traffic = { url, perSecond, seconds };
  customers.send(traffic);
  // Everybody has written before: they are somewhere in their story when the counting begins.
  await once(customers, 'message');
  const before = process.cpuUsage();
  const [{ waits }] = (await once(customers, 'message')) as [Sent];
  const { user, system } = process.cpuUsage(before);
  await house.close();
  await rm(dir, { recursive: true, force: true });
  const sorted = waits.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  const late = sorted.filter((ms) => ms >= patience).length;
  const cpu = (user + system) / sorted.length / 1000;
  return { perSecond, p50: at(0.5), p99: at(0.99), longest: at(1), late, cpu };
}

export function weChatReport(figures: WeChatFigures): string {
  const { perSecond, p50, p99, longest, late, cpu } = figures;
  const waits = `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, longest ${longest.toFixed(0)} ms`;
  return `WeChat, ${perSecond} messages/s: passive reply ${waits}, ${late} too late; ${cpu.toFixed(2)} ms of processor each`;
}

/** A passive reply is late after this, less what the way takes. */
const patience = 3400;

if (import.meta.main) {
  const perSecond = Number(process.argv[2] ?? 200);
  process.stdout.write(`${weChatReport(await benchWeChat(perSecond, 15))}\n`);
}
