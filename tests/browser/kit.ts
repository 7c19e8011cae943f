import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const found = places.find((path) => existsSync(path));

/** Like describe; without a browser its tests are shown as skipped, with the reason. */
export function describeInBrowser(title: string, tests: (browser: () => Browser) => void): void {
  if (!found) {
    describe.skip(`${title} (skipped: no Chromium in ${places.join(', ')})`, () =>
      tests(() => assertNever()));
    return;
  }
  describe(title, function () {
    this.timeout(60_000);
    let browser: Browser;
    before(async () => {
      browser = await chromium.launch({
        executablePath: found,
        args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
      });
    });
    after(() => browser.close());
    tests(() => browser);
  });
}

/** One visitor's window, with everything in it that should not have happened. */
export class Window implements AsyncDisposable {
  readonly page: Page;
  readonly complaints: string[] = [];
  readonly #context: BrowserContext;

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
    page.on('pageerror', ({ message }) => this.complaints.push(`error: ${message}`));
    page.on('console', (said) => {
      if (said.type() === 'error') this.complaints.push(`console: ${said.text()}`);
    });
    page.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (/^(http|ws)/.test(protocol) && hostname !== '127.0.0.1')
        this.complaints.push(`outside: ${request.url()}`);
    });
  }

  static async open(browser: Browser, url: string, look: Look = {}): Promise<Window> {
    const { locale = 'zh-CN', width = 1000, height = 860, scale = 1 } = look;
    const context = await browser.newContext({
      locale,
      viewport: { width, height },
      deviceScaleFactor: scale,
    });
    const window = new Window(context, await context.newPage());
    await window.page.goto(url);
    return window;
  }

  async say(text: string): Promise<void> {
    const box = this.page.locator('[data-id="webchat-sendbox-input"]');
    await box.fill(text);
    await box.press('Enter');
  }

  /** Says it and gives the answer: what appears last, once it is more than our own words. */
  async exchange(text: string): Promise<string> {
    const bubbles = this.page.locator('.webchat__bubble__content');
    const before = await bubbles.count();
    await this.say(text);
    await bubbles.nth(before + 1).waitFor();
    return (await this.transcript()).at(-1) ?? '';
  }

  /** Waits until somebody has said this. */
  async hears(text: string | RegExp): Promise<void> {
    await this.page.locator('.webchat__bubble').filter({ hasText: text }).last().waitFor();
  }

  /** Everything said, oldest first. */
  async transcript(): Promise<string[]> {
    return this.page.locator('.webchat__bubble__content').allInnerTexts();
  }

  choice(title: string) {
    return this.page.locator('.webchat__suggested-action').filter({ hasText: title });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#context.close();
  }
}

export interface Look {
  readonly locale?: string;
  readonly width?: number;
  readonly height?: number;
  readonly scale?: number;
}

function assertNever(): never {
  throw new Error('There is no browser.');
}
