import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Runs `npm run -s classify` without npm. */
function classify(input: string, ...args: string[]): Promise<string> {
  const child = spawn(process.execPath, ['bot/commands/classify.ts', ...args], { cwd: root });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once('close', (code) => (code === 0 ? resolve(said) : reject(new Error(`exit ${code}`))));
  });
}

describe('classify', () => {
  it('answers every line in order with the names of the labelling guide', async () => {
    const input = [
      JSON.stringify({ id: 'a', text: '漏水了，电话13912345678', channel: 'wechat' }),
      JSON.stringify({ id: 'b', text: '1', context: 'acceptance_prompt' }),
    ].join('\n');
    const [a, b] = (await classify(input))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(Object.keys(a), [
      'id',
      'intent',
      'confidence',
      'urgency',
      'alsoUrgent',
      'kind',
      'entities',
      'polarity',
      'reasons',
    ]); // prettier-ignore
    assert.equal(a.id, 'a');
    assert.equal(a.intent, 'report');
    assert.equal(a.urgency, 'urgent');
    assert.deepEqual(a.entities, { phone: '13912345678' });
    assert.equal(b.intent, 'acceptance_yes');
    assert.deepEqual(b.entities, {});
  });

  it('names the line that is broken and goes on', async () => {
    const input = '{"id":1,"text":"你好"}\nnot json\n\n{"id":3}\n{"id":4,"text":"谢谢"}\n';
    const lines = (await classify(input))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.equal(lines.length, 4);
    assert.match(lines[1].error, /line 2/);
    assert.match(lines[2].error, /line 4.*text/);
    assert.equal(lines[3].id, 4);
  });

  it('explains itself to people', async () => {
    const said = await classify('{"text":"我要求退款"}\n', '--explain');
    assert.match(said, /major/);
    assert.match(said, /“退款”/);
    assert.match(said, /要求退款/);
  });
});
