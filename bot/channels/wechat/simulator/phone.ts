import { type Accidents, type Delivery, deliver } from './deliver.ts';
import { event, message } from './pushes.ts';
import { grant } from './quotas.ts';
import type { Person, Shown, World } from './world.ts';

/** The phone of one person: what they do with the account, and what they see of it. */
export class Phone {
  readonly #world: World;
  readonly #person: Person;

  constructor(world: World, openid: string) {
    this.#world = world;
    this.#person = world.person(openid);
  }

  get openid(): string {
    return this.#person.openid;
  }

  get screen(): readonly Shown[] {
    return this.#person.screen;
  }

  get person(): Person {
    return this.#person;
  }

  /** Begins to follow the account, perhaps by a picture code with a word in it. */
  async follow(scene = ''): Promise<Delivery> {
    this.#person.following = true;
    grant(this.#world, this.#person, 'tap');
    return this.#happens('subscribe', { EventKey: scene && `qrscene_${scene}` });
  }

  async unfollow(): Promise<Delivery> {
    this.#person.following = false;
    this.#person.grants = [];
    return this.#happens('unsubscribe', { EventKey: '' });
  }

  async scan(scene: string): Promise<Delivery> {
    if (!this.#person.following) return this.follow(scene);
    grant(this.#world, this.#person, 'tap');
    return this.#happens('SCAN', { EventKey: scene, Ticket: 'gQ' });
  }

  async say(text: string, accidents?: Accidents): Promise<Delivery> {
    this.#shows({ type: 'text', text });
    return this.#sends('text', { Content: text }, accidents);
  }

  async photo(bytes: Uint8Array, contentType: string, accidents?: Accidents): Promise<Delivery> {
    const mediaId = this.#world.keepMedium(bytes, contentType);
    this.#shows({ type: 'image', text: '', mediaId });
    const PicUrl = `http://mmbiz.qpic.cn/mmbiz/${mediaId}/0`;
    return this.#sends('image', { PicUrl, MediaId: mediaId }, accidents);
  }

  /** `words` are what was said; the push holds them only if this WeChat still recognises speech. */
  async speak(words: string, amr: Uint8Array): Promise<Delivery> {
    const mediaId = this.#world.keepMedium(amr, 'audio/amr');
    this.#shows({ type: 'voice', text: words, mediaId });
    const Recognition = this.#world.switches.recognises ? words : '';
    return this.#sends('voice', { MediaId: mediaId, Format: 'amr', Recognition });
  }

  async place(latitude: number, longitude: number, label: string): Promise<Delivery> {
    this.#shows({ type: 'place', text: label });
    return this.#sends('location', {
      Location_X: { raw: latitude.toFixed(6) },
      Location_Y: { raw: longitude.toFixed(6) },
      Scale: { raw: '16' },
      Label: label,
    });
  }

  /** Picks an option of the newest menu message. */
  async tap(content: string): Promise<Delivery> {
    const menu = this.#person.screen.findLast(({ choices }) => choices !== undefined);
    const choice = menu?.choices?.find((option) => option.content === content);
    if (!choice) throw new Error(`There is no ${content} to tap.`);
    this.#shows({ type: 'text', text: content });
    grant(this.#world, this.#person, 'tap');
    const parts = { Content: content, bizmsgmenuid: { raw: choice.id } };
    return this.#push(message(this.#world, this.#person, 'text', parts));
  }

  /** Picks a button of the menu below the chat, by its name. */
  async click(name: string): Promise<Delivery> {
    const all = this.#world.menu.flatMap((button) => [button, ...(button.sub_button ?? [])]);
    const button = all.find((one) => one.name === name);
    if (button?.key === undefined) throw new Error(`There is no button ${name}.`);
    grant(this.#world, this.#person, 'tap');
    return this.#happens('CLICK', { EventKey: button.key });
  }

  /** Agrees to one notification of this template, asked by a page. */
  async agree(template: string): Promise<Delivery> {
    const { consents } = this.#person;
    consents.set(template, (consents.get(template) ?? 0) + 1);
    const list = `<List><TemplateId>${template}</TemplateId><SubscribeStatusString>accept</SubscribeStatusString><PopupScene>1</PopupScene></List>`;
    return this.#happens('subscribe_msg_popup_event', { SubscribeMsgPopupEvent: { raw: list } });
  }

  /** Switches this template's notifications off in WeChat's settings. */
  async takesBack(template: string): Promise<Delivery> {
    this.#person.consents.delete(template);
    const list = `<List><TemplateId>${template}</TemplateId><SubscribeStatusString>reject</SubscribeStatusString></List>`;
    return this.#happens('subscribe_msg_change_event', { SubscribeMsgChangeEvent: { raw: list } });
  }

  /** Opens a mini program's customer service. */
  async enter(sessionFrom: string): Promise<Delivery> {
    grant(this.#world, this.#person, 'enter');
    return this.#happens('user_enter_tempsession', { SessionFrom: sessionFrom });
  }

  /** Sends something the account cannot use. */
  async file(title: string): Promise<Delivery> {
    this.#shows({ type: 'text', text: title });
    return this.#sends('file', { Title: title, FileKey: 'key' });
  }

  #shows(shown: Pick<Shown, 'type' | 'text'> & Partial<Shown>): void {
    this.#world.show(this.#person, { from: 'me', ...shown });
  }

  #sends(type: string, parts: Parameters<typeof message>[3], accidents?: Accidents) {
    grant(this.#world, this.#person, 'talk');
    return this.#push(message(this.#world, this.#person, type, parts), accidents);
  }

  #happens(name: string, parts: Parameters<typeof event>[3]): Promise<Delivery> {
    return this.#push(event(this.#world, this.#person, name, parts));
  }

  /** While an agent talks with them, WeChat keeps messages to itself. */
  async #push(xml: string, accidents?: Accidents): Promise<Delivery> {
    if (!/^(none|waiting)$/.test(this.#person.agent)) return { answers: [] };
    return deliver(this.#world, this.#person, xml, accidents);
  }
}
