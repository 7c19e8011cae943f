import assert from 'node:assert/strict';
import type { WeChatGiven } from '../../bot/channels/wechat/accounts.ts';
import { Api } from '../../bot/channels/wechat/api.ts';
import {
  type Phone,
  type Shown,
  type Switches,
  WeChatSimulator,
} from '../../bot/channels/wechat/simulator/index.ts';
import { HandClock, openHouse, type RunningHouse } from './house.ts';

/** A clock that runs what waits for a moment when it is moved there. */
export class HandTime extends HandClock {
  readonly #waiting = new Set<{ readonly at: number; readonly run: () => void }>();

  readonly after = (wait: number, run: () => void): (() => void) => {
    const waiter = { at: this.now() + wait, run };
    this.#waiting.add(waiter);
    return () => this.#waiting.delete(waiter);
  };

  override advance(ms: number): void {
    const end = this.now() + ms;
    for (;;) {
      const [next] = [...this.#waiting].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      super.advance(Math.max(0, next.at - this.now()));
      this.#waiting.delete(next);
      next.run();
    }
    super.advance(end - this.now());
  }
}

export const keys = {
  WECHAT_APP_ID: 'wx5823bf96d3bd56c7',
  WECHAT_APP_SECRET: 'a-secret-for-tests',
  WECHAT_TOKEN: 'QDG6eK',
  WECHAT_AES_KEY: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
} as const;

export const progressTemplate =
  'progress character_string1=number thing2=line thing3=news time4=time';

export interface WeChatScene {
  readonly running: RunningHouse;
  readonly time: HandTime;
  readonly simulator: WeChatSimulator;
  /** The account's own access to WeChat's interface. */
  readonly api: Api;
  friend(name?: string): Friend;
  /** Waits until this was logged as an error. */
  until(error: string): Promise<void>;
  /** Stops and starts again on the same data. */
  restart(): Promise<void>;
  /** `expected`: what may be logged as an error. */
  close(expected?: RegExp): Promise<void>;
}

export interface SceneOptions {
  readonly switches?: Partial<Switches>;
  readonly settings?: Readonly<Record<string, string>>;
  readonly mode?: 'plain' | 'compatible' | 'secure';
  readonly given?: WeChatGiven;
}

/** The house and a WeChat around it, both on one clock in the story's hands. */
export async function openWeChat(options: SceneOptions = {}): Promise<WeChatScene> {
  const time = new HandTime('2026-03-03T02:00:00Z');
  const { switches, settings, mode = 'secure', given } = options;
  let running: RunningHouse | undefined;
  const simulator = new WeChatSimulator({
    account: {
      appId: keys.WECHAT_APP_ID,
      appSecret: keys.WECHAT_APP_SECRET,
      token: keys.WECHAT_TOKEN,
      aesKey: keys.WECHAT_AES_KEY,
      mode,
      kind: 'service',
      callback: () => `${running?.url}/wechat`,
    },
    now: () => time.now(),
    after: time.after,
    ...(switches && { switches }),
    templates: {
      progress: {
        title: '工单进度通知',
        fields: { character_string1: '工单编号', thing2: '服务', thing3: '进度', time4: '时间' },
      },
    },
  });
  let house = await openHouse(
    { ...keys, WECHAT_MODE: mode, WECHAT_TEMPLATE: progressTemplate, ...settings },
    time,
    { wechat: { fetch: simulator.api.fetch, after: time.after, ...given } },
  );
  running = house;
  return {
    get running() {
      return house;
    },
    time,
    simulator,
    api: apiOf(simulator, time),
    friend: (name = 'Wang') => new Friend(simulator, simulator.phone(`o${name}`)),
    async until(error) {
      while (!house.errors.some((logged) => logged.startsWith(error)))
        await new Promise((resolve) => setImmediate(resolve));
    },
    async restart() {
      house = await house.restart();
      running = house;
    },
    async close(expected) {
      assert.deepEqual(simulator.world.faults, [], 'WeChat would show its outage notice');
      assert.deepEqual(
        house.errors.filter((error) => !expected?.test(error)),
        [],
      );
      await house.remove();
    },
  };
}

export function apiOf(simulator: WeChatSimulator, clock: HandTime): Api {
  return new Api({
    appId: keys.WECHAT_APP_ID,
    appSecret: keys.WECHAT_APP_SECRET,
    apiBaseUrl: 'https://api.weixin.qq.com',
    fetch: simulator.api.fetch,
    clock,
  });
}

/** Somebody with the account on their phone. */
export class Friend {
  readonly phone: Phone;
  readonly #simulator: WeChatSimulator;
  #seen = 0;

  constructor(simulator: WeChatSimulator, phone: Phone) {
    this.#simulator = simulator;
    this.phone = phone;
  }

  /** Does something with the phone and looks at what the account says to that. */
  async does(deed: (phone: Phone) => Promise<unknown>): Promise<this> {
    this.#seen = this.phone.screen.length;
    await deed(this.phone);
    return this;
  }

  says(text: string): Promise<this> {
    return this.does((phone) => phone.say(text));
  }

  /** Waits until the account has said something since. */
  async waits(): Promise<this> {
    while (this.news.length === 0)
      await new Promise<void>((resolve) => {
        const stop = this.#simulator.world.watch((person) => {
          if (person.openid !== this.phone.openid) return;
          stop();
          resolve();
        });
      });
    return this;
  }

  /** What the account has shown since the last deed. */
  get news(): readonly Shown[] {
    return this.phone.screen.slice(this.#seen).filter(({ from }) => from !== 'me');
  }

  get heard(): string {
    return this.news
      .flatMap(({ title = '', text, rows = [], choices = [] }) => [
        title,
        text,
        ...rows.map(({ name, value }) => `${name}：${value}`),
        ...choices.map(({ content }) => `[${content}]`),
      ])
      .join('\n');
  }

  hears(...expected: readonly (string | RegExp)[]): this {
    for (const words of expected) {
      const found = typeof words === 'string' ? this.heard.includes(words) : words.test(this.heard);
      assert.ok(found, `Expected to hear ${words}:\n${this.transcript}`);
    }
    return this;
  }

  hearsNothing(): this {
    assert.deepEqual(this.news, [], this.transcript);
    return this;
  }

  /** Everything since came in this way. */
  by(via: Shown['via']): this {
    assert.deepEqual([...new Set(this.news.map((shown) => shown.via))], [via], this.transcript);
    return this;
  }

  get ticketNumber(): string {
    const [found] = this.heard.match(/\d{3} \d{3} \d{4}/) ?? [];
    assert.ok(found, `Expected a ticket number:\n${this.transcript}`);
    return found.replaceAll(' ', '');
  }

  get transcript(): string {
    return this.phone.screen
      .map(({ from, via = '', type, text, choices = [] }) =>
        `${from === 'me' ? '客' : '机'} ${via} [${type}] ${text} ${choices.map(({ content }) => `[${content}]`).join('')}`.trim(),
      )
      .join('\n');
  }
}
