import assert from 'node:assert/strict';
import { ChannelAdapter } from '../../bot/channels/adapter.ts';
import { attach, photosOf } from '../../bot/channels/channel.ts';

const activity = {
  type: 'message',
  id: 'm1',
  channelId: 'webchat',
  from: { id: 'u', name: '' },
  conversation: { id: 'c', name: '', isGroup: false, conversationType: '' },
  text: 'hi',
};

describe('the channel adapter', () => {
  it('collects what a turn says, in order, as answers to its message', async () => {
    const said = await new ChannelAdapter().run(activity, async (context) => {
      await context.sendActivity('one');
      await context.sendActivities([{ type: 'message', text: 'two' }]);
    });
    assert.deepEqual(
      said.map(({ text, replyToId, id }) => [text, replyToId, id]),
      [
        ['one', 'm1', 'm1|1'],
        ['two', 'm1', 'm1|2'],
      ],
    );
  });

  it('keeps two turns at once apart', async () => {
    const adapter = new ChannelAdapter();
    const said = await Promise.all(
      ['a', 'b'].map((text) =>
        adapter.run({ ...activity, text }, async (context) => {
          await new Promise(setImmediate);
          await context.sendActivity(context.activity.text);
        }),
      ),
    );
    assert.deepEqual(
      said.map((turn) => turn.map(({ text }) => text)),
      [['a'], ['b']],
    );
  });

  it('lets what a turn throws through', async () => {
    await assert.rejects(
      new ChannelAdapter().run(activity, async () => {
        throw new RangeError('inside');
      }),
      /inside/,
    );
  });

  it('carries stored photographs through an activity, and no others', () => {
    const photo = { id: 'b1', contentType: 'image/png', name: 'leak.png' };
    const elsewhere = { contentType: 'image/png', contentUrl: 'http://169.254.169.254/x.png' };
    assert.deepEqual(photosOf({ attachments: [attach(photo), elsewhere] }), [photo]);
  });
});
