import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isSigned, keyOf, SealError, seal, unseal } from '../../../bot/channels/wechat/seal.ts';
import { vectors } from './vectors.ts';

describe('What WeChat signs and seals', () => {
  for (const v of vectors.signature)
    it(`signature: ${v.id}`, () => {
      const parts = [v.token, v.timestamp, v.nonce, ...(v.encrypt ? [v.encrypt] : [])];
      assert.ok(isSigned(v.signature ?? v.msg_signature ?? '', ...parts));
      assert.ok(!isSigned(v.signature ?? v.msg_signature ?? '', ...parts, 'more'));
    });

  for (const v of vectors.decrypt)
    it(`opens: ${v.id}`, () => {
      assert.equal(unseal(keyOf(v.encodingAESKey), v.appid, v.encrypt), v.plaintext);
      if (v.token && v.msg_signature)
        assert.ok(isSigned(v.msg_signature, v.token, v.timestamp, v.nonce, v.encrypt));
    });

  for (const v of vectors.encrypt)
    it(`seals to the same bytes: ${v.id}`, () => {
      const random = Buffer.from(v.random, 'latin1');
      assert.equal(seal(keyOf(v.encodingAESKey), v.appid, v.plaintext, random), v.encrypt);
    });

  for (const v of vectors.negative)
    it(`refuses: ${v.id}`, () => {
      const { token, timestamp = '', nonce = '', encrypt = '', msg_signature, signature } = v;
      if (v.kind.endsWith('signature_mismatch')) {
        const parts = [timestamp, nonce, ...(encrypt ? [encrypt] : [])];
        assert.ok(!isSigned(msg_signature ?? signature ?? '', token ?? '', ...parts));
        return;
      }
      if (token && msg_signature)
        assert.ok(isSigned(msg_signature, token, timestamp, nonce, encrypt), 'well signed');
      const open = () => unseal(keyOf(v.encodingAESKey ?? ''), v.appid ?? 'wx', encrypt);
      assert.throws(open, SealError);
    });

  it('opens whatever it sealed, of any length', () => {
    const key = keyOf('a'.repeat(43));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 70 }), (text) => {
        assert.equal(
          unseal(key, 'wx1', seal(key, 'wx1', text.toWellFormed())),
          text.toWellFormed(),
        );
      }),
      { numRuns: 300 },
    );
  });
});
