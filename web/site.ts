import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, gzip } from 'node:zlib';

/** Everything a browser may fetch, read once at start: what is not in it cannot be asked for. */
export interface Site {
  /** Addresses of the pages, e.g. `/`. */
  readonly pages: readonly string[];
  /** Addresses of pages that only a demo has. */
  readonly demoPages: readonly string[];
  /** undefined if there is no such page or file. */
  answer(path: string, asks: Asks): Promise<Found | undefined>;
}

export interface Asks {
  /** The headers as they came. */
  readonly acceptEncoding?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
}

export interface Found {
  readonly status: 200 | 304;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Address → its HTML below `web/pages/`. */
const pages: Readonly<Record<string, string>> = {
  '/': 'chat/index.html',
};

const demoPages: Readonly<Record<string, string>> = {
  '/phone': 'phone/index.html',
  '/wechat-demo': 'wechat/index.html',
};

/** Where files lie under a page's address, so that a page can name them. */
export const assets = '/assets';

export async function loadSite(folder: string = import.meta.dirname): Promise<Site> {
  const files = new Map<string, StoredFile>();
  for (const path of await listed(join(folder, 'pages'))) files.set(`${assets}/${path.name}`, path);
  for (const path of await listed(join(folder, 'vendor')))
    files.set(`${assets}/vendor/${path.name}`, path);
  const html = new Map<string, string>();
  for (const [address, file] of Object.entries({ ...pages, ...demoPages }))
    html.set(address, await readFile(join(folder, 'pages', file), 'utf8'));
  return {
    pages: Object.keys(pages),
    demoPages: Object.keys(demoPages),
    answer: async (path, asks) => {
      const page = html.get(path);
      return page === undefined ? files.get(path)?.answer(asks) : showPage(page);
    },
  };
}

/** A page gets a nonce that no other answer has; scripts and styles without it do not run. */
function showPage(html: string): Found {
  const nonce = randomBytes(18).toString('base64');
  return {
    status: 200,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': contentPolicy(nonce),
      'Cache-Control': 'no-cache',
    },
    body: Buffer.from(html.replaceAll('{{nonce}}', nonce)),
  };
}

function contentPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    // The hash is that of an empty style element: Web Chat makes one and fills it by script.
    `style-src 'self' 'nonce-${nonce}' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='`,
    "img-src 'self' data: blob:",
    // A picked picture is read back from its blob when it is sent.
    "connect-src 'self' blob:",
    // Web Chat makes small previews of pictures in a worker of its own.
    'worker-src blob:',
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
};

async function listed(folder: string): Promise<StoredFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const stored = await Promise.all(
    files.map(async (file) => {
      const packed = extname(file) === '.br';
      const name = relative(folder, packed ? file.slice(0, -3) : file)
        .split(sep)
        .join('/');
      const type = types[extname(name)];
      return type ? new StoredFile(name, type, await readFile(file), packed) : undefined;
    }),
  );
  return stored.filter((file) => file !== undefined);
}

/** One file in up to three encodings, each made when it is first asked for. */
class StoredFile {
  readonly name: string;
  readonly #type: string;
  readonly #etag: string;
  readonly #forms = new Map<Encoding, Promise<Buffer>>();

  constructor(name: string, type: string, bytes: Buffer, packed: boolean) {
    this.name = name;
    this.#type = type;
    this.#etag = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
    this.#forms.set(packed ? 'br' : 'identity', Promise.resolve(bytes));
  }

  async answer({ acceptEncoding, ifNoneMatch }: Asks): Promise<Found> {
    const encoding = chosen(acceptEncoding);
    const etag = `"${this.#etag}-${encoding}"`;
    const headers = {
      'Content-Type': this.#type,
      'Cache-Control': 'no-cache',
      Vary: 'Accept-Encoding',
      ETag: etag,
      ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
    };
    if (ifNoneMatch?.split(/,\s*/).includes(etag))
      return { status: 304, headers, body: Buffer.alloc(0) };
    return { status: 200, headers, body: await this.#form(encoding) };
  }

  #form(encoding: Encoding): Promise<Buffer> {
    const known = this.#forms.get(encoding);
    if (known !== undefined) return known;
    const made = this.#make(encoding);
    this.#forms.set(encoding, made);
    return made;
  }

  async #make(encoding: Encoding): Promise<Buffer> {
    if (encoding === 'identity') return promisify(brotliDecompress)(await this.#form('br'));
    const plain = await this.#form('identity');
    return encoding === 'br' ? promisify(brotliCompress)(plain) : promisify(gzip)(plain);
  }
}

type Encoding = 'br' | 'gzip' | 'identity';

function chosen(accept = ''): Encoding {
  const taken = accept
    .toLowerCase()
    .split(',')
    .map((part) => part.trim())
    .filter((part) => !/;\s*q=0(\.0*)?$/.test(part))
    .map((part) => part.split(';')[0]);
  return (['br', 'gzip'] as const).find((encoding) => taken.includes(encoding)) ?? 'identity';
}
