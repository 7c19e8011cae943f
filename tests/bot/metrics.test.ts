import assert from 'node:assert/strict';
import type { Line } from '../../bot/channels/channel.ts';
import { Metrics, measured } from '../../bot/metrics.ts';
import { reply } from '../../dialogs/say.ts';

describe('a measured line', () => {
  it('says what a colleague says as a colleague', async () => {
    const told: unknown[][] = [];
    const tell: Line['tell'] = async (...asked) => void told.push(asked);
    const words = reply('Good morning');
    await measured({ tell } as Line, new Metrics()).tell('c', words, 'k', 'staff');
    assert.deepEqual(told, [['c', words, 'k', 'staff']]);
  });
});
