import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Visitor } from './kit/visitor.ts';

const root = join(import.meta.dirname, '..');

describe('The program as it is started', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'hotline-start-'));
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  it('prints the address of its pages, answers, and ends cleanly on SIGTERM', async () => {
    const program = start({ PORT: '0', DATA_DIR: dataDir });
    const url = await addressOf(program);
    const customer = await Visitor.arrives(url);
    customer.hears('您好');
    program.kill('SIGTERM');
    assert.equal(await ended(program), 0);
  });

  it('keeps an acknowledged ticket when it is killed, and goes on with it', async () => {
    const first = start({ PORT: '0', DATA_DIR: dataDir });
    const before = await Visitor.arrives(await addressOf(first));
    await before.says('厨房水管在漏水，地址是海淀区中关村大街1号301，我姓李，13912345678');
    await before.says('确认');
    const no = before.ticketNumber;
    first.kill('SIGKILL');
    await ended(first);
    const second = start({ PORT: '0', DATA_DIR: dataDir });
    const customer = await before.goesOn(await addressOf(second));
    await customer.says('查进度');
    assert.equal(customer.ticketNumber, no);
    second.kill('SIGTERM');
    assert.equal(await ended(second), 0);
  });

  it('refuses wrong settings with one message that names each of them', async () => {
    const program = start({
      PORT: 'eighty',
      DATA_DIR: dataDir,
      WECHAT_AES_KEY: 'short',
      DEMO: 'yes',
    });
    let said = '';
    program.stderr?.on('data', (chunk) => {
      said += chunk;
    });
    assert.equal(await ended(program), 1);
    for (const name of ['PORT', 'WECHAT_AES_KEY', 'DEMO']) assert.match(said, new RegExp(name));
    assert.doesNotMatch(said, /\n\s+at /);
  });

  it('refuses a data folder that another process uses, with a clear sentence', async () => {
    const first = start({ PORT: '0', DATA_DIR: dataDir });
    await addressOf(first);
    const second = start({ PORT: '0', DATA_DIR: dataDir });
    let said = '';
    second.stderr?.on('data', (chunk) => {
      said += chunk;
    });
    assert.equal(await ended(second), 1);
    assert.match(said, /in use by another process/);
    first.kill('SIGTERM');
    await ended(first);
  });

  it('talks in the terminal on the same kind of data', async () => {
    const program = spawn(process.execPath, ['bot/commands/chat.ts'], {
      cwd: root,
      env: { PATH: process.env.PATH, DATA_DIR: dataDir, LANG: 'en_US.UTF-8' },
    });
    let said = '';
    program.stdout.on('data', (chunk) => {
      said += chunk;
    });
    program.stdin.end(
      'The kitchen tap is leaking badly, there is water all over the floor\nRoom 301, 1 Zhongguancun Street, Haidian\nMy name is Li\n13912345678\nyes\n',
    );
    assert.equal(await ended(program), 0);
    assert.match(said, /Your ticket number is \d{3} \d{3} \d{4}/);
  });
});

function start(settings: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, ['bot/start.ts'], {
    cwd: root,
    env: { PATH: process.env.PATH, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function addressOf(program: ChildProcess): Promise<string> {
  if (!program.stdout) throw new Error('The program has no output.');
  for await (const line of createInterface({ input: program.stdout })) {
    const [, url] = line.match(/Web chat +(http\S+?)\/$/) ?? [];
    if (url) return url;
  }
  throw new Error('The program ended without printing an address.');
}

const ended = (program: ChildProcess): Promise<number | null> =>
  program.exitCode === null && program.signalCode === null
    ? new Promise((resolve) => program.once('exit', (code) => resolve(code)))
    : Promise.resolve(program.exitCode);
