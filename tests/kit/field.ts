import assert from 'node:assert/strict';
import { Clerk } from '../web/kit/crew.ts';
import { type Friend, openWeChat, type WeChatScene } from './wechat.ts';
import { report } from './wechat-scenes.ts';

/** Colleagues on the road with WeChat on their phones, and tickets for them. */
export class Field {
  readonly scene: WeChatScene;
  #customers = 0;

  private constructor(scene: WeChatScene) {
    this.scene = scene;
  }

  static async opens(settings?: Readonly<Record<string, string>>): Promise<Field> {
    return new Field(await openWeChat(settings ? { settings } : {}));
  }

  get house() {
    return this.scene.running.house;
  }

  signIn(name: string): Promise<Clerk> {
    return Clerk.signsIn(this.scene.running.url, name, this.house.staff.demo?.password ?? '');
  }

  async customer(): Promise<Friend> {
    this.#customers += 1;
    const friend = this.scene.friend(`Customer${this.#customers}`);
    return friend.does((phone) => phone.follow());
  }

  async report(customer?: Friend): Promise<string> {
    return report(customer ?? (await this.customer()));
  }

  /** Given by a colleague at the desk. */
  async give(no: string, staff: string, role = 'service_staff'): Promise<void> {
    const agent = await this.signIn('han-xue');
    const { status, body } = await agent.post(`/tickets/${no}/actions`, {
      do: 'assign',
      role,
      staff,
    });
    assert.equal(status, 200, JSON.stringify(body));
  }

  /** A colleague whose WeChat is bound to their account. */
  async colleague(name: string): Promise<Friend> {
    const friend = this.scene.friend(name);
    await friend.does((phone) => phone.follow());
    const { body } = await (await this.signIn(name)).post('/session/binding');
    return friend.says(`员工绑定 ${body.code}`);
  }

  async record(no: string) {
    const record = await this.house.store.tx((tx) => tx.ticket(no));
    assert.ok(record);
    return record;
  }

  async types(no: string): Promise<string[]> {
    return (await this.record(no)).timeline.map(({ type }) => type);
  }

  close(expected?: RegExp): Promise<void> {
    return this.scene.close(expected);
  }
}
