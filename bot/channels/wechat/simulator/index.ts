import { AgentRoom } from './agents.ts';
import { FakeApi } from './api.ts';
import { Phone } from './phone.ts';
import { World, type WorldParts } from './world.ts';

export { Phone } from './phone.ts';
export type { Shown, Switches, WorldParts } from './world.ts';

/** WeChat, played: the phones of its people and the interface that accounts call. Shares no code with the channel. */
export class WeChatSimulator {
  readonly world: World;
  readonly api: FakeApi;
  readonly agents: AgentRoom;
  readonly #phones = new Map<string, Phone>();

  constructor(parts: WorldParts) {
    this.world = new World(parts);
    this.agents = new AgentRoom(this.world);
    this.api = new FakeApi(this.world, this.agents);
  }

  phone(openid: string): Phone {
    const known = this.#phones.get(openid);
    if (known) return known;
    const phone = new Phone(this.world, openid);
    this.#phones.set(openid, phone);
    return phone;
  }
}
