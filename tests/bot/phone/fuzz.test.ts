import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { readDocument } from '../../../bot/channels/phone/simulator/document.ts';
import { openHouse, type RunningHouse } from '../../kit/house.ts';

const account = { AccountSid: `AC${'0'.repeat(32)}` };
/** What a house on a free port calls itself. */
const publicBaseUrl = 'http://localhost:0';

describe('Whatever the provider sends', function () {
  this.timeout(60_000);
  let running: RunningHouse;
  before(async () => {
    running = await openHouse();
  });
  after(() => running.remove());

  it('is answered with TwiML it accepts, and never with an error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(webhook, { minLength: 1, maxLength: 6 }), async (webhooks) => {
        const call = `CA${fc.sample(hex, 1)[0]}`;
        for (const { path, form } of webhooks) {
          const answer = await post(path, { CallSid: call, ...form });
          const body = await answer.text();
          assert.equal(answer.status, 200, `${path} ${JSON.stringify(form)}: ${body}`);
          readDocument(body, answer.headers.get('content-type') ?? '');
        }
      }),
      { numRuns: 150 },
    );
    assert.deepEqual(running.errors, []);
  });

  it('tells how calls and messages stand without harm, in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(status, { minLength: 1, maxLength: 5 }), async (statuses) => {
        const CallSid = `CA${fc.sample(hex, 1)[0]}`;
        for (const { path, form } of statuses)
          assert.equal((await post(path, { CallSid, ...form })).status, 204);
      }),
      { numRuns: 60 },
    );
    assert.deepEqual(running.errors, []);
  });

  it('is refused when a byte of it was changed on the way', async () => {
    await fc.assert(
      fc.asyncProperty(webhook, fc.string({ minLength: 1 }), async ({ path, form }, more) => {
        const changed = { ...account, CallSid: 'CA1', ...form };
        const answer = await post(path, changed, { ...changed, Digits: `${form.Digits}${more}` });
        assert.equal(answer.status, 403);
      }),
      { numRuns: 40 },
    );
  });

  async function post(path: string, form: Form, signed: Form = form): Promise<Response> {
    const all = { ...account, ...form };
    return fetch(running.url + path, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        'X-Twilio-Signature': sign(publicBaseUrl + path, { ...account, ...signed }),
      },
      body: new URLSearchParams(all),
    });
  }
});

type Form = Readonly<Record<string, string>>;

const hex = fc.string({
  unit: fc.constantFrom(...'0123456789abcdef'),
  minLength: 32,
  maxLength: 32,
});
const said = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '我要报修',
    '厨房水管爆了',
    '13812345678',
    '是',
    '转人工',
    '查进度',
    'hello',
    '9',
  ),
);
/** Well-formed, because a form on the wire is: what is not cannot be sent. */
const words = said.map((text) => text.toWellFormed());
const keys = fc.string({ unit: fc.constantFrom(...'0123456789*#'), maxLength: 14 });
const input = fc.oneof(
  fc.record({ SpeechResult: words, Confidence: fc.oneof(words, fc.double().map(String)) }),
  fc.record({ Digits: keys }),
  fc.record({ Digits: words }),
  fc.record({ QueueResult: fc.oneof(words, fc.constantFrom('bridged', 'hangup', 'leave')) }),
  fc.record({ DialCallStatus: words, DialBridged: words }),
  fc.constant({}),
);
const from = fc.record({ From: fc.oneof(words, fc.constantFrom('+8613812345678', 'anonymous')) });
const more = fc.dictionary(fc.stringMatching(/^[A-Z]\w{2,8}$/), words, { maxKeys: 3 });
const webhook = fc
  .tuple(fc.nat(9), fc.nat(3), fc.nat(5), more, from, input)
  .map(([turn, waited, kind, ...forms]) => ({
    path:
      kind === 0
        ? '/voice/incoming'
        : kind === 1
          ? `/voice/out?job=${turn}`
          : `/voice/turn?t=${turn}${waited ? `&w=${waited}` : ''}`,
    form: harmless(Object.assign({}, ...forms)),
  }));
const status = fc
  .tuple(fc.nat(2), more, fc.constantFrom('queued', 'ringing', 'completed', 'busy', 'odd'), words)
  .map(([kind, form, CallStatus, AnsweredBy]) => ({
    path: `/voice/status${['', '?job=nobody', '?text=nothing'][kind]}`,
    form: harmless({ ...form, CallStatus, AnsweredBy }),
  }));

/** The two fields that say whose call it is are the test's own. */
function harmless({ CallSid: _call, AccountSid: _account, ...form }: Record<string, string>): Form {
  return form;
}

function sign(url: string, form: Form): string {
  const names = Object.keys(form).sort((a, b) => (a < b ? -1 : 1));
  const text = url + names.map((name) => name + form[name]).join('');
  return createHmac('sha1', 'demo').update(text, 'utf8').digest('base64');
}
