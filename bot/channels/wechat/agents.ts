import type { Activity } from '../../../dialogs/sdk.ts';
import type { Line, LogEntry } from '../channel.ts';
import type { Api } from './api.ts';

/** Who serves customers that want a person: any of WeChat's agents, or one account (`name@weixinid`). */
export type ServiceDesk = 'wechat' | `${string}@${string}`;

/** What was said in a turn, and the agent the person is handed to with it: empty for whoever is free. */
export interface Turn {
  readonly said: readonly LogEntry[];
  readonly transfer?: string;
}

/** WeChat's own service desk. It takes a person over only in answer to a message, and only if somebody is there. */
export class Agents {
  readonly #api: Api;
  readonly #desk: ServiceDesk;

  constructor(api: Api, desk: ServiceDesk) {
    this.#api = api;
    this.#desk = desk;
  }

  /**
   * A turn that ended with the wish for a person: hands over if somebody is there and the connection is still ours
   * to answer on (`claim`), else tells the line that nobody came.
   */
  async handOver(
    line: Pick<Line, 'receive'>,
    activity: Partial<Activity>,
    said: readonly LogEntry[],
    claim: () => boolean,
  ): Promise<Turn> {
    const free = (await this.#someoneIsThere()) && claim();
    const event = { ...activity, type: 'event', text: '', id: `${activity.id}/agent` };
    const name = free ? 'person came' : 'no person';
    const { entries } = await line.receive({ ...event, name });
    const transfer = this.#desk === 'wechat' ? '' : this.#desk;
    return { said: [...said, ...entries], ...(free && { transfer }) };
  }

  /** WeChat would leave the person waiting for an agent who is not there. */
  async #someoneIsThere(): Promise<boolean> {
    const outcome = await this.#api.get<Online>('/cgi-bin/customservice/getonlinekflist');
    const online = outcome.ok ? (outcome.body.kf_online_list ?? []) : [];
    return online.some(({ kf_account }) => this.#desk === 'wechat' || kf_account === this.#desk);
  }
}

interface Online {
  readonly kf_online_list?: readonly { readonly kf_account: string }[];
}
