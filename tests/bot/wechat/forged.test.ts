import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from '../../../bot/channels/wechat/parse.ts';
import { posted, signature } from '../../../bot/channels/wechat/simulator/envelope.ts';
import type { AccountSettings } from '../../../bot/channels/wechat/simulator/world.ts';
import { Gate } from '../../../bot/channels/wechat/verify.ts';
import { HttpError } from '../../../bot/errors.ts';
import { vectors } from './vectors.ts';

const account = {
  appId: 'wxba5fad812f8e6fb9',
  appSecret: 'secret',
  token: 'AAAAA',
  aesKey: 'kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR',
  mode: 'secure',
  kind: 'service',
  callback: () => '',
} as const satisfies AccountSettings;

const at = 1_714_036_504_000;
const clock = { now: () => at };
const samples = vectors.inbound_samples.flatMap(({ format, xml }) =>
  format === 'xml' ? [xml] : [],
);

/** A real push with pieces cut out, doubled, or replaced by something else. */
const mutated = fc
  .tuple(
    fc.constantFrom(...samples),
    fc.array(fc.tuple(fc.nat(2000), fc.nat(60), fc.constantFrom(...spoilers())), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([xml, cuts]) =>
    cuts.reduce((text, [from, length, put]) => {
      const start = from % (text.length + 1);
      return text.slice(0, start) + put + text.slice(start + length);
    }, xml),
  );

describe('Forged and broken WeChat bodies', () => {
  it('are read as some push or refused as unreadable, whatever was spoilt', () => {
    fc.assert(
      fc.property(mutated, (xml) => {
        try {
          const push = parse(xml);
          assert.match(push.openid, /^[\w-]{1,128}$/);
          assert.ok(Number.isSafeInteger(push.at) && push.key.length <= 200);
        } catch (error) {
          assert.ok(error instanceof HttpError && error.status === 400, String(error));
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('never get in when one character of body, signature, time or nonce is another', () => {
    const gate = new Gate(account, clock);
    const sent = posted(account, 'oWang', samples[0] ?? '', at);
    assert.doesNotThrow(() => gate.open(sent.query, sent.body));
    const secret = /(?<=<Encrypt>(?:<!\[CDATA\[)?)[\w+/=]+/.exec(sent.body)?.[0] ?? '';
    const places = ['body', 'msg_signature', 'timestamp', 'nonce'] as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.nat(5000),
        fc.constantFrom(...'0aZ9+'),
        (place, nth, put) => {
          const query = new URLSearchParams(sent.query);
          const before = place === 'body' ? secret : (query.get(place) ?? '');
          const index = nth % before.length;
          fc.pre(before[index] !== put);
          const after = before.slice(0, index) + put + before.slice(index + 1);
          if (place !== 'body') query.set(place, after);
          const body = place === 'body' ? sent.body.replace(before, after) : sent.body;
          assert.throws(() => gate.open(query, body), isRefusal);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('never get in sealed by somebody who knows the token and not the key', () => {
    const gate = new Gate(account, clock);
    fc.assert(
      fc.property(fc.base64String({ maxLength: 400 }), fc.string(), (sealed, nonce) => {
        const timestamp = String(at / 1000);
        const msg_signature = signature([account.token, timestamp, nonce, sealed]);
        const query = new URLSearchParams({ timestamp, nonce, msg_signature });
        const body = `<xml><Encrypt><![CDATA[${sealed}]]></Encrypt></xml>`;
        assert.throws(() => gate.open(query, body), isRefusal);
      }),
      { numRuns: 400 },
    );
  });
});

const isRefusal = (error: unknown): boolean =>
  error instanceof HttpError && [400, 403].includes(error.status);

function spoilers(): string[] {
  return [
    '',
    '<',
    ']]>',
    '<![CDATA[',
    '</xml>',
    '<xml>',
    '&lt;!ENTITY',
    '<__proto__>1</__proto__>',
    '<constructor>x</constructor>',
    '<List><List/></List>',
    '<item>1</item>',
    '\u0000',
    '\uD800',
    '9'.repeat(400),
    '𠮷漏水',
    '<MsgId>-1</MsgId>',
    '<MsgType>event</MsgType>',
  ];
}
