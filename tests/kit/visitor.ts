import assert from 'node:assert/strict';

interface Heard {
  readonly text: string;
  readonly choices: readonly string[];
}

interface DirectLineActivity {
  readonly from: { readonly role: string };
  readonly text?: string;
  readonly suggestedActions?: { readonly actions: readonly { readonly title: string }[] };
}

/** Somebody with the web chat open: real HTTP, real tokens, nothing of ours but the address. */
export class Visitor {
  readonly #url: string;
  #token = '';
  #conversation = '';
  #watermark = '';
  #cookie = '';
  #locale: string;
  /** The whole conversation, for a failing story to show. */
  readonly script: string[] = [];
  heard: Heard = { text: '', choices: [] };

  private constructor(url: string, locale: string) {
    this.#url = url;
    this.#locale = locale;
  }

  get conversationId(): string {
    return this.#conversation;
  }

  static async arrives(url: string, locale = 'zh-CN'): Promise<Visitor> {
    const visitor = new Visitor(url, locale);
    await visitor.#open();
    return visitor;
  }

  /** The same browser, perhaps after a restart of the service: same cookie, a new conversation. */
  async comesBack(url = this.#url): Promise<Visitor> {
    const visitor = new Visitor(url, this.#locale);
    visitor.#cookie = this.#cookie;
    await visitor.#open();
    return visitor;
  }

  /** The same conversation after a restart: only the token is renewed. */
  async goesOn(url: string): Promise<Visitor> {
    const visitor = new Visitor(url, this.#locale);
    Object.assign(visitor.script, this.script);
    visitor.#cookie = this.#cookie;
    const body = { conversationId: this.#conversation };
    const { token } = await visitor.#post('/v3/directline/tokens/generate', body);
    visitor.#token = token;
    visitor.#conversation = this.#conversation;
    visitor.#watermark = this.#watermark;
    return visitor;
  }

  /** Says it and waits for what the bot answers. `id` makes it the same message again. */
  async says(text: string, id = crypto.randomUUID()): Promise<Heard> {
    this.script.push(`客 ${text}`);
    const activity = {
      type: 'message',
      text,
      locale: this.#locale,
      from: { id: 'anybody' },
      channelData: { clientActivityID: id },
    };
    await this.#post(`/v3/directline/conversations/${this.#conversation}/activities`, activity);
    return this.#listen();
  }

  /** Sends a picture, with words or without. */
  async shows(picture: Uint8Array<ArrayBuffer>, text = ''): Promise<Heard> {
    this.script.push(`客 [图] ${text}`);
    const form = new FormData();
    const activity = {
      type: 'message',
      text,
      channelData: { clientActivityID: crypto.randomUUID() },
    };
    const type = 'application/vnd.microsoft.activity';
    form.append('activity', new Blob([JSON.stringify(activity)], { type }));
    form.append('file', new Blob([picture], { type: 'image/png' }), 'photo.png');
    const path = `/v3/directline/conversations/${this.#conversation}/upload?userId=anybody`;
    const answer = await fetch(this.#url + path, {
      method: 'POST',
      headers: { Authorization: `Bearer ${this.#token}` },
      body: form,
    });
    assert.equal(answer.status, 200, await answer.text());
    return this.#listen();
  }

  /** Looks at the page: what was said since, unasked. */
  async looks(): Promise<Heard> {
    return this.#listen();
  }

  /** Clicks an offered choice. */
  async picks(choice: string): Promise<Heard> {
    assert.ok(this.heard.choices.includes(choice), `${choice} is not offered:\n${this.transcript}`);
    return this.says(choice);
  }

  /** The last answer must hold every one of these. */
  hears(...expected: readonly (string | RegExp)[]): this {
    for (const words of expected) {
      const found =
        typeof words === 'string' ? this.heard.text.includes(words) : words.test(this.heard.text);
      assert.ok(found, `Expected to hear ${words}:\n${this.transcript}`);
    }
    return this;
  }

  hearsNothingOf(...words: readonly (string | RegExp)[]): this {
    for (const word of words) {
      const found =
        typeof word === 'string' ? this.heard.text.includes(word) : word.test(this.heard.text);
      assert.ok(!found, `Expected not to hear ${word}:\n${this.transcript}`);
    }
    return this;
  }

  /** The ticket number in the last answer, digits only. */
  get ticketNumber(): string {
    const [found] = this.heard.text.match(/\d{3} \d{3} \d{4}/) ?? [];
    assert.ok(found, `Expected a ticket number:\n${this.transcript}`);
    return found.replaceAll(' ', '');
  }

  get transcript(): string {
    return this.script.join('\n');
  }

  async #open(): Promise<void> {
    const { token, conversationId } = await this.#post('/v3/directline/conversations', {
      locale: this.#locale,
    });
    this.#token = token;
    this.#conversation = conversationId;
    await this.#listen();
  }

  async #listen(): Promise<Heard> {
    const path = `/v3/directline/conversations/${this.#conversation}/activities?watermark=${this.#watermark}`;
    const answer = await fetch(this.#url + path, {
      headers: { Authorization: `Bearer ${this.#token}` },
    });
    assert.equal(answer.status, 200);
    const body = (await answer.json()) as { activities: DirectLineActivity[]; watermark: string };
    this.#watermark = body.watermark;
    const replies = body.activities.filter(({ from }) => from.role === 'bot');
    this.heard = {
      text: replies.map(({ text = '' }) => text).join('\n'),
      choices: (replies.at(-1)?.suggestedActions?.actions ?? []).map(({ title }) => title),
    };
    this.script.push(`机 ${this.heard.text}${this.heard.choices.map((c) => ` [${c}]`).join('')}`);
    return this.heard;
  }

  async #post(path: string, body: unknown): Promise<{ token: string; conversationId: string }> {
    const answer = await fetch(this.#url + path, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(this.#token && { Authorization: `Bearer ${this.#token}` }),
        ...(this.#cookie && { Cookie: this.#cookie }),
      },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    assert.ok(answer.ok, `${path}: ${answer.status} ${text}`);
    this.#cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? this.#cookie;
    return JSON.parse(text);
  }
}
