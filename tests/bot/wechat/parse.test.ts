import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse, type What } from '../../../bot/channels/wechat/parse.ts';
import { HttpError } from '../../../bot/errors.ts';
import { vectors } from './vectors.ts';

/** What each published or captured push means to us. */
const meanings: Readonly<Record<string, Partial<What> | undefined>> = {
  TextMessage: { kind: 'text', text: 'hhhhhjjjjjjjjj', menu: false },
  ImageMessage: { kind: 'photo' },
  VideoMessage: { kind: 'video', mediaId: 'media_id' },
  ShortVideoMessage: { kind: 'video' },
  LocationMessage: {
    kind: 'place',
    place: { latitude: 30.19536, longitude: 109.32305, label: '湖北省恩施土家族苗族自治州恩施市' },
  },
  LinkMessage: { kind: 'text', text: '公众平台官网链接\nhttps://example.invalid/a?x=1&y=2' },
  UnsubscribeEvent: { kind: 'unfollow' },
  SubscribeEvent: { kind: 'follow', scene: '' },
  ScanEvent: { kind: 'scan', scene: '1000000' },
  LocationEvent: { kind: 'nothing' },
  'ImageMessageEvent-xml': { kind: 'photo', mediaId: 'media_id' },
  'LocationMessageEvent-xml': { kind: 'place' },
  'ShortVideoMessageEvent-xml': { kind: 'video' },
  'TextMessageEvent-xml': { kind: 'text', text: 'this is a test' },
  'VideoMessageEvent-xml': { kind: 'video' },
  'VoiceMessageEvent-xml': { kind: 'voice', mediaId: 'media_id', heard: '' },
  'ClickPushEvent-xml': { kind: 'click', code: 'EVENTKEY', scans: false },
  'LocationPushEvent-xml': { kind: 'nothing' },
  'ScanCodePushEvent-xml': { kind: 'nothing' },
  'ScanPushEvent-xml': { kind: 'scan', scene: 'SCENE_VALUE' },
  'SubscribePushEvent-xml': { kind: 'follow', scene: '' },
  'UnsubscribePushEvent-xml': { kind: 'unfollow' },
  'UserAuthorizationRevokeEvent-xml': { kind: 'unfollow' },
  'UserEnterTempSessionEvent-xml': { kind: 'enter', scene: 'sessionFrom' },
  'ViewMiniProgramPushEvent-xml': { kind: 'nothing' },
  'ViewPushEvent-xml': { kind: 'nothing' },
  'FreePublishJobFinishEvent-xml': { kind: 'nothing' },
  'MassSendJobFinishEvent-xml': { kind: 'nothing' },
  'TemplateSendJobFinishEvent-xml': {
    kind: 'sent',
    sent: [{ msgId: '200163836', status: 'success' }],
  },
  'SubscribeMessageChangeEvent-xml': {
    kind: 'consent',
    consents: [
      { template: 'VRR0UEO9VJOLs0MHlU0OilqX6MVFDwH3_3gz3Oc0NIc', accepted: false, counted: false },
    ],
  },
  'SubscribeMessagePopupEvent-xml': { kind: 'consent' },
  'SubscribeMessageSentEvent-xml': { kind: 'sent' },
  'VoiceWithRecognition-documented': { kind: 'voice', heard: '腾讯微信团队' },
  'VoiceEmptyRecognition-field-2023': { kind: 'voice', heard: '' },
  'MsgMenuClick-documented': { kind: 'text', text: '满意', menu: true },
  'MsgMenuClick-id-zero-2026': { kind: 'text', text: '取消支付', menu: true },
  'TemplateSendJobFinish-user-block': {
    kind: 'sent',
    sent: [{ msgId: '200163840', status: 'failed:user block' }],
  },
  'TemplateSendJobFinish-system-failed': { kind: 'sent' },
  'TemplateSendJobFinish-freq-limit-2024': {
    kind: 'sent',
    sent: [{ msgId: '3557254367693750277', status: 'failed:freq limit' }],
  },
  SubscribeWithScene: { kind: 'follow', scene: '123123' },
  KfCreateSession: { kind: 'agent', busy: true },
  KfCloseSession: { kind: 'agent', busy: false },
  KfSwitchSession: { kind: 'nothing' },
};

const push = (inside: string) =>
  `<xml><ToUserName>gh_1</ToUserName><FromUserName>o1</FromUserName><CreateTime>1700000000</CreateTime>${inside}</xml>`;
const text = (content: string, id = '1') =>
  push(`<MsgType>text</MsgType><Content>${content}</Content><MsgId>${id}</MsgId>`);

describe('What a push of WeChat means', () => {
  for (const { id, xml } of vectors.inbound_samples.filter(({ format }) => format === 'xml'))
    it(id, () => {
      const expected = meanings[id];
      assert.ok(expected, `no meaning is written down for ${id}`);
      const { what } = parse(xml);
      assert.deepEqual({ ...what, ...expected }, what);
    });

  it('keeps ids of sixty-four bits apart', () => {
    const [a, b] = ['25373744922163388', '25373744922163389'].map(
      (id) => parse(text('hi', id)).key,
    );
    assert.notEqual(a, b);
  });

  it('tells events of the same second apart, and knows a repeated one', () => {
    const event = (name: string, more = '') =>
      parse(push(`<MsgType>event</MsgType><Event>${name}</Event>${more}`)).key;
    assert.notEqual(event('LOCATION'), event('unsubscribe'));
    assert.notEqual(
      event('CLICK', '<EventKey>A</EventKey>'),
      event('CLICK', '<EventKey>B</EventKey>'),
    );
    assert.equal(event('subscribe'), event('subscribe'));
  });

  it('leaves numbers, spaces and entities of the text as they were written', () => {
    const said = (content: string) => parse(text(content)).what;
    assert.deepEqual(said('<![CDATA[000123]]>'), { kind: 'text', text: '000123', menu: false });
    assert.deepEqual(said('+8613812345678'), { kind: 'text', text: '+8613812345678', menu: false });
    assert.deepEqual(said('a &lt; b &amp;amp;'), {
      kind: 'text',
      text: 'a < b &amp;',
      menu: false,
    });
    assert.deepEqual(said('<![CDATA[a &lt; b]]>'), { kind: 'text', text: 'a &lt; b', menu: false });
  });

  it('says of what WeChat could not pass on that we cannot use it', () => {
    assert.equal(parse(text('【收到不支持的消息类型，暂无法显示】')).what.kind, 'unsupported');
    assert.equal(
      parse(push('<MsgType>file</MsgType><Title>x.pdf</Title>')).what.kind,
      'unsupported',
    );
  });

  for (const [name, body] of Object.entries({
    'a bomb of entities': '<!DOCTYPE xml [<!ENTITY a "aaaa">]><xml><a>&a;</a></xml>',
    'an entity in small letters': '<!entity x "y"><xml/>',
    'nothing at all': '',
    'no XML': 'hello',
    'an unclosed element': '<xml><a></xml>',
    'another root': '<html></html>',
    'two roots': '<xml></xml><xml></xml>',
    'a prototype': '<xml><__proto__><a>1</a></__proto__></xml>',
    'no sender': '<xml><MsgType>text</MsgType><CreateTime>1</CreateTime></xml>',
    'a time that is none': push('<MsgType>text</MsgType>').replace('1700000000', 'soon'),
    JSON: '{"MsgType":"text"}',
  }))
    it(`refuses ${name}`, () => {
      assert.throws(
        () => parse(body),
        (error) => error instanceof HttpError && error.status === 400,
      );
    });

  it('reads or refuses whatever comes, and never fails otherwise', () => {
    const names = fc.constantFrom(
      'MsgType',
      'Event',
      'Content',
      'List',
      'constructor',
      'toString',
      'item',
    );
    const leaf = fc.oneof(
      fc.string(),
      fc.constantFrom('event', 'text', '<![CDATA[x]]>', '&#1;', ']]>'),
    );
    const body = fc
      .array(fc.tuple(names, leaf), { maxLength: 8 })
      .map((all) => push(all.map(([name, value]) => `<${name}>${value}</${name}>`).join('')));
    fc.assert(
      fc.property(fc.oneof(body, fc.string()), (xml) => {
        try {
          parse(xml);
        } catch (error) {
          assert.ok(error instanceof HttpError && error.status === 400, String(error));
        }
      }),
      { numRuns: 500 },
    );
  });
});
