import { strict as assert } from 'node:assert';
import type { Engine } from '../../store/engine.ts';
import { chapter, open, story } from './crash-story.ts';
import { put } from './samples.ts';
import { always, SimDisk } from './sim-disk.ts';

describe('a disk that fails', () => {
  it('is full: the commit is refused, memory stays as it was, nothing is left behind, and later commits work', async () => {
    let refused = 0;
    for (let at = await start(); at < (await storyLength()); at++) {
      const { disk, engine, told, error } = await tellUntilFault(at, 'ENOSPC');
      if (error) {
        refused++;
        assert.equal(error.name, 'StoreTrouble');
        assert.match(
          error.message,
          /Not saved.*free some space|could not be carried out|uncertain/,
        );
      }
      const { trouble } = await engine.health();
      const shown = await chapter(engine);
      assert.ok(shown === told || (trouble && shown === told + 1), `memory after ${disk.failed}`);
      if (isHarmless(disk.failed)) assert.equal(trouble, undefined, disk.failed);
      if (trouble) await refusesAll(engine, trouble);
      else if (disk.failed) {
        await engine.commit([put('settings', 'later', 'x')], { durable: true });
        await quiet(engine);
        assert.deepEqual(disk.list('/data/tmp'), []);
      }
      await keepsWhatWasTold(disk, told);
    }
    assert.ok(refused > 20);
  }).timeout(60_000);

  it('cannot sync: nothing more is saved, with a sentence, and what was acknowledged is there after a restart', async () => {
    let poisoned = 0;
    for (let at = await start(); at < (await storyLength()); at++) {
      const { disk, engine, told } = await tellUntilFault(at, 'EIO');
      const { trouble } = await engine.health();
      if (disk.failed?.startsWith('sync')) {
        poisoned++;
        await refusesAll(engine, trouble);
      }
      await keepsWhatWasTold(disk, told);
    }
    assert.ok(poisoned > 20);
  }).timeout(60_000);

  it('fails while starting: opening is refused and can be repeated', async () => {
    const first = new SimDisk();
    const engine = await open(first);
    for (const changes of story.slice(0, 4)) await engine.commit(changes, { durable: true });
    for (let at = 0; ; at++) {
      const disk = first.copy();
      disk.failAt = at;
      const opened = await open(disk).then(
        () => true,
        () => false,
      );
      if (opened && !disk.failed) return;
      assert.equal(await chapter(await open(disk)), 4);
    }
  });
});

/** Operations before the first commit of the story. */
async function start(): Promise<number> {
  const disk = new SimDisk();
  await open(disk);
  return disk.operations;
}

async function storyLength(): Promise<number> {
  const disk = new SimDisk();
  const engine = await open(disk);
  for (const changes of story) await engine.commit(changes, { durable: true });
  await engine.close();
  return disk.operations;
}

async function tellUntilFault(at: number, code: string) {
  const disk = new SimDisk();
  disk.failAt = at;
  disk.failWith = code;
  const engine = await open(disk);
  let told = 0;
  for (const changes of story) {
    try {
      await engine.commit(changes, { durable: true });
      told++;
    } catch (error) {
      return { disk, engine, told, error: error as Error };
    }
    if (disk.failed) break;
  }
  await quiet(engine);
  return { disk, engine, told };
}

/** Waits for what is under way; looking may itself meet the fault. */
async function quiet(engine: Engine): Promise<void> {
  try {
    for await (const _ of engine.documents()) break;
  } catch (error) {
    assert.equal((error as Error).name, 'StoreTrouble');
  }
}

/** A full disk refuses new bytes and new folders, all of which come before the commit happens. */
function isHarmless(failed: string | undefined): boolean {
  return /^(create|append|makeFolder) /.test(failed ?? '');
}

async function refusesAll(engine: Engine, trouble: string | undefined): Promise<void> {
  assert.match(trouble ?? '', /othing more is saved/);
  for (const changes of [
    [put('settings', 'later', 'x')],
    [put('settings', 'later', 'x'), put('settings', 'even later', 'x')],
  ]) {
    await assert.rejects(engine.commit(changes, { durable: true }), { message: trouble ?? '' });
  }
}

/** Whatever failed: after a restart, with or without power cut, all that was acknowledged is there. */
async function keepsWhatWasTold(disk: SimDisk, told: number): Promise<void> {
  for (const after of [disk.copy().afterPowerCut(always(0)), disk.copy()]) {
    const shown = await chapter(await open(after));
    assert.ok(shown === told || shown === told + 1, `${disk.failed}: ${told} told, ${shown} shown`);
  }
}
