import { deliver } from './deliver.ts';
import { event } from './pushes.ts';
import type { World } from './world.ts';

/** WeChat's own service desk: agents who take over people from the queue. */
export class AgentRoom {
  /** Accounts of agents who are at their desks. */
  readonly online = new Set<string>();
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  list(): object {
    return {
      kf_online_list: [...this.online].map((kf_account, at) => ({
        kf_account,
        status: 1,
        kf_id: String(1001 + at),
        accepted_case: 0,
      })),
    };
  }

  /** From now on WeChat keeps their messages to itself. */
  async take(openid: string, account: string): Promise<void> {
    const person = this.#world.person(openid);
    if (person.agent !== 'waiting') throw new Error('Nobody waits for an agent.');
    person.agent = account;
    await this.#happens(openid, 'kf_create_session', account);
  }

  say(openid: string, text: string): void {
    this.#world.show(this.#world.person(openid), {
      from: 'account',
      via: 'agent',
      type: 'text',
      text,
    });
  }

  async end(openid: string): Promise<void> {
    const person = this.#world.person(openid);
    const account = person.agent;
    person.agent = 'none';
    await this.#happens(openid, 'kf_close_session', account);
  }

  async #happens(openid: string, name: string, KfAccount: string): Promise<void> {
    const person = this.#world.person(openid);
    await deliver(this.#world, person, event(this.#world, person, name, { KfAccount }));
  }
}
