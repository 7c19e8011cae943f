import { createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Elsewhere } from '../../bot/channels/connector/cloud.ts';
import type { MicrosoftConfig } from '../../bot/config.ts';

export const credentials: MicrosoftConfig = {
  appId: '11111111-2222-3333-4444-555555555555',
  password: 'a client secret',
  type: 'MultiTenant',
};

interface Said {
  readonly conversation: string;
  readonly text: string;
  readonly choices: readonly string[];
}

/**
 * Microsoft as the bot meets it, on this machine: keys that sign what it sends, a token endpoint, and the Bot
 * Connector, which takes nothing without a token it gave out. The SDK's own code is on the other side of each.
 */
export class Azure {
  readonly said: Said[] = [];
  /** How often a token was asked for. */
  tokens = 0;
  /** Set it to refuse what is said next. */
  refusal: number | undefined;
  #url = '';
  #hotline = '';
  readonly #given = new Set<string>();
  readonly #keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  async opens(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.#server.unref();
    this.#url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    return this;
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  /** The bot's address. */
  talksTo(hotline: string): void {
    this.#hotline = hotline;
  }

  /** What the bot's side is told of where Microsoft is; tokens go the SDK's own way, over a network that ends here. */
  get elsewhere(): Elsewhere {
    const { ConfidentialClientApplication, MsalServiceClientCredentialsFactory } = sdk();
    const application = new ConfidentialClientApplication({
      auth: {
        clientId: credentials.appId,
        clientSecret: credentials.password,
        authority: 'https://login.microsoftonline.com/botframework.com',
      },
      system: {
        networkClient: {
          sendGetRequestAsync: (url: string) => this.#here(url, 'GET'),
          sendPostRequestAsync: (url: string, { body }: { body: string }) =>
            this.#here(url, 'POST', body),
        },
      },
    });
    return {
      addresses: {
        ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
        ToChannelFromBotOAuthScope: 'https://api.botframework.com',
        ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
        ToBotFromChannelOpenIdMetadataUrl: `${this.#url}/openid`,
        ToBotFromEmulatorOpenIdMetadataUrl: `${this.#url}/openid`,
        OAuthUrl: this.#url,
      },
      credentials: new MsalServiceClientCredentialsFactory(credentials.appId, application),
    };
  }

  /** Somebody in Teams writes. */
  async says(text: string, conversation = 'a:1', id: string = randomUUID()): Promise<number> {
    const answer = await fetch(`${this.#hotline}/api/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${this.#token()}` },
      body: JSON.stringify({
        type: 'message',
        id,
        text,
        locale: 'zh-CN',
        timestamp: new Date(0).toISOString(),
        channelId: 'msteams',
        serviceUrl: this.#url,
        from: { id: '29:someone', name: 'Wang' },
        recipient: { id: '28:bot', name: 'Bot' },
        conversation: { id: conversation },
      }),
    });
    return answer.status;
  }

  /** The newest of what they were told. */
  get heard(): string {
    return this.said.at(-1)?.text ?? '';
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { status, body } = this.#answer(request, Buffer.concat(parts).toString());
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(body));
  }

  #answer({ url = '', headers }: IncomingMessage, body: string): { status: number; body: object } {
    if (url === '/openid') return ok({ jwks_uri: `${this.#url}/keys` });
    if (url === '/keys')
      return ok({ keys: [{ ...this.#keys.publicKey.export({ format: 'jwk' }), kid: 'here' }] });
    if (url.includes('/oauth2/v2.0/token')) return this.#giveToken(new URLSearchParams(body));
    const [, conversation] = /^\/v3\/conversations\/([^/]+)\/activities/.exec(url) ?? [];
    const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
    if (!conversation) return { status: 404, body: {} };
    if (!this.#given.has(token)) return { status: 401, body: {} };
    if (this.refusal) return { status: this.refusal, body: { error: { code: 'Refused' } } };
    const { type, text = '', suggestedActions } = JSON.parse(body);
    if (type === 'message')
      this.said.push({
        conversation: decodeURIComponent(conversation),
        text,
        choices: (suggestedActions?.actions ?? []).map(({ title }: { title: string }) => title),
      });
    return ok({ id: randomUUID() });
  }

  #giveToken(form: URLSearchParams) {
    const asked = ['client_id', 'client_secret', 'grant_type', 'scope'].map((key) => form.get(key));
    const right = [
      credentials.appId,
      credentials.password,
      'client_credentials',
      'https://api.botframework.com/.default',
    ];
    if (asked.some((value, at) => value !== right[at]))
      return { status: 400, body: { error: 'invalid_client', error_description: String(asked) } };
    this.tokens += 1;
    const access_token = randomUUID();
    this.#given.add(access_token);
    return ok({ token_type: 'Bearer', expires_in: 3600, ext_expires_in: 3600, access_token });
  }

  /** What MSAL asks of Microsoft's hosts, really sent, to this one. */
  async #here(address: string, method: string, body?: string) {
    const { pathname, host } = new URL(address);
    if (pathname.includes('/discovery/instance')) return { status: 200, headers: {}, body: cloud };
    if (pathname.includes('/openid-configuration'))
      return { status: 200, headers: {}, body: endpoints(host) };
    const answer = await fetch(this.#url + pathname, { method, ...(body && { body }) });
    return { status: answer.status, headers: {}, body: await answer.json() };
  }

  /** Signed as Microsoft signs what it sends to this bot. */
  #token(): string {
    const now = Math.floor(Date.now() / 1000);
    const payload = {
      iss: 'https://api.botframework.com',
      aud: credentials.appId,
      serviceurl: this.#url,
      nbf: now - 60,
      exp: now + 600,
    };
    const text = [{ alg: 'RS256', typ: 'JWT', kid: 'here' }, payload]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const signature = createSign('RSA-SHA256')
      .update(text)
      .sign(this.#keys.privateKey, 'base64url');
    return `${text}.${signature}`;
  }
}

const ok = (body: object) => ({ status: 200, body });

const endpoints = (host: string) => ({
  issuer: `https://${host}/{tenantid}/v2.0`,
  token_endpoint: `https://${host}/botframework.com/oauth2/v2.0/token`,
  authorization_endpoint: `https://${host}/botframework.com/oauth2/v2.0/authorize`,
  jwks_uri: `https://${host}/keys`,
});

const cloud = {
  tenant_discovery_endpoint:
    'https://login.microsoftonline.com/botframework.com/v2.0/.well-known/openid-configuration',
  metadata: [
    {
      preferred_network: 'login.microsoftonline.com',
      preferred_cache: 'login.windows.net',
      aliases: ['login.microsoftonline.com'],
    },
  ],
};

/** Parts of the SDK's own, found where the SDK finds them. */
function sdk() {
  const require = createRequire(createRequire(import.meta.url).resolve('botbuilder'));
  return { ...require('@azure/msal-node'), ...require('botframework-connector') };
}
