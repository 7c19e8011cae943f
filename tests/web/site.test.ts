import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { loadSite, type Site } from '../../web/site.ts';

const web = join(import.meta.dirname, '../../web');
const bundle = '/assets/vendor/webchat-minimal.js';
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('the site', () => {
  let site: Site;
  before(async () => {
    site = await loadSite();
  });

  it('serves Web Chat exactly as Microsoft published it, in every encoding', async () => {
    const { sha256: published } = JSON.parse(
      readFileSync(join(web, 'vendor/vendored.json'), 'utf8'),
    );
    const get = async (acceptEncoding: string) => {
      const found = await site.answer(bundle, { acceptEncoding });
      return { body: found?.body ?? Buffer.alloc(0), how: found?.headers['Content-Encoding'] };
    };
    const br = await get('gzip, deflate, br');
    assert.deepEqual([br.how, sha256(brotliDecompressSync(br.body))], ['br', published]);
    const gz = await get('gzip');
    assert.deepEqual([gz.how, sha256(gunzipSync(gz.body))], ['gzip', published]);
    for (const none of ['', 'identity', 'br;q=0']) {
      const plain = await get(none);
      assert.deepEqual([plain.how, sha256(plain.body)], [undefined, published], none);
    }
  });

  it('says under which licence', async () => {
    const found = await site.answer('/assets/vendor/LICENSE.txt', {});
    assert.match(String(found?.body), /MIT License\s+Copyright \(c\) Microsoft Corporation/);
  });

  it('gives each page a nonce of its own and lets nothing else run', async () => {
    const [one, two] = [await site.answer('/', {}), await site.answer('/', {})];
    const policy = one?.headers['Content-Security-Policy'] ?? '';
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    assert.ok(String(one?.body).includes(`nonce="${nonce}"`));
    assert.ok(!String(two?.body).includes(nonce));
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /unsafe|https?:|\*/);
    assert.doesNotMatch(String(one?.body), /\{\{|<script>|style=| on\w+=/);
  });

  it('asks again only for what has changed', async () => {
    const first = await site.answer('/assets/chat/chat.js', { acceptEncoding: 'br' });
    const etag = first?.headers.ETag;
    const again = await site.answer('/assets/chat/chat.js', {
      acceptEncoding: 'br',
      ifNoneMatch: `"x", ${etag}`,
    });
    assert.deepEqual([again?.status, again?.body.length], [304, 0]);
    const other = await site.answer('/assets/chat/chat.js', {
      acceptEncoding: 'gzip',
      ifNoneMatch: etag,
    });
    assert.equal(other?.status, 200);
  });

  it('has nothing beyond its own files', async () => {
    for (const path of [
      '/assets/../site.ts',
      '/assets/chat/index.html',
      '/assets/',
      '/assets/chat',
      '/x',
    ])
      assert.equal(await site.answer(path, {}), undefined, path);
  });

  // Its button for agreeing to notifications is drawn by WeChat's script alone.
  const byWeChat = 'https://res.wx.qq.com/open/js/jweixin-1.6.0.js';

  it('names no address outside the house, but WeChat’s script where WeChat wants it', () => {
    const pages = join(web, 'pages');
    const files = readdirSync(pages, { recursive: true, withFileTypes: true }).filter((f) =>
      f.isFile(),
    );
    for (const file of files) {
      const text = readFileSync(join(file.parentPath, file.name), 'utf8');
      const foreign = (file.parentPath.endsWith('wechat-agree') ? text.replace(byWeChat, '') : text)
        .replaceAll('http://www.w3.org/2000/svg', '')
        // A page inside WeChat needs WeChat's own script, which WeChat alone may serve.
        .replace(
          file.parentPath.endsWith('wechat-agree') ? /https:\/\/res\.wx\.qq\.com\/\S+/ : '',
          '',
        )
        .match(/https?:\/\/\S+|url\((?!#)/g);
      assert.equal(foreign, null, file.name);
    }
  });
});
