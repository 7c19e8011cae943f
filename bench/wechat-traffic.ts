import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { posted } from '../bot/channels/wechat/simulator/envelope.ts';
import type { AccountSettings } from '../bot/channels/wechat/simulator/world.ts';

/** How much is to be sent, and where. */
export interface Traffic {
  readonly url: string;
  readonly perSecond: number;
  readonly seconds: number;
}

export interface Sent {
  /** Milliseconds until each message was answered. */
  readonly waits: readonly number[];
}

export const account = {
  appId: 'wx5823bf96d3bd56c7',
  appSecret: 'bench',
  token: 'bench',
  aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  mode: 'secure',
  kind: 'service',
  callback: () => '',
} as const satisfies AccountSettings;

const customers = 600;
const says = [
  '昨天做的保洁，厨房地面还是黏的，油烟机上面没擦',
  '朝阳区望京花园3号楼2单元501，我姓王，电话13812345678',
  '尽快',
  '1',
  '查进度',
];

/** Six hundred people in the middle of their stories, writing one after the other. */
async function send({ url, perSecond, seconds }: Traffic): Promise<void> {
  const told = Array.from({ length: customers }, () => 0);
  const next = (customer: number) => {
    const nth = told[customer] ?? 0;
    told[customer] = nth + 1;
    return push(url, customer, nth);
  };
  for (let customer = 0; customer < customers; customer += 1)
    for (let nth = 0; nth <= customer % says.length; nth += 1) await next(customer);
  process.send?.('ready');
  const asked: Promise<number>[] = [];
  const start = performance.now();
  for (let nth = 0; nth < perSecond * seconds; nth += 1) {
    const due = start + (nth * 1000) / perSecond;
    while (performance.now() < due) await new Promise((resolve) => setTimeout(resolve, 1));
    asked.push(next(nth % customers));
  }
  const sent: Sent = { waits: await Promise.all(asked) };
  process.send?.(sent);
}

const agent = new Agent({ keepAlive: true });

/** One message; resolves with the milliseconds until it was answered. Throws if it was refused. */
async function push(url: string, customer: number, nth: number): Promise<number> {
  const openid = `o${customer}`;
  const now = nth + 1_772_503_200;
  const xml = `<xml><ToUserName>gh_1</ToUserName><FromUserName>${openid}</FromUserName><CreateTime>${now}</CreateTime><MsgType>text</MsgType><Content><![CDATA[${says[nth % says.length]}]]></Content><MsgId>${7_000_000_000 + nth}</MsgId></xml>`;
  const { query, body } = posted(account, openid, xml, now * 1000);
  const began = performance.now();
  const asking = request(`${url}/wechat?${query}`, { method: 'POST', agent });
  asking.end(body);
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  const reply = await text(answer);
  if (answer.statusCode !== 200 || !/^(<xml>|success$)/.test(reply))
    throw new Error(`No passive reply: ${answer.statusCode} ${reply.slice(0, 100)}`);
  return performance.now() - began;
}

if (import.meta.main) {
  const [traffic] = (await once(process, 'message')) as [Traffic];
  await send(traffic);
  process.disconnect();
}
