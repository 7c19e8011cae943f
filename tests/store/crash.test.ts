import { strict as assert } from 'node:assert';
import { chapter, live, open, story, storyOfTickets } from './crash-story.ts';
import { always, type Lies, SimDisk, seeded } from './sim-disk.ts';

/**
 * The story is told again and again, and ends before each of its file operations in turn: by a kill
 * (the kernel's memory survives) or by a power cut (only what was synced surely does).
 */
describe('a crash between any two file operations', function () {
  this.timeout(60_000);

  it('loses nothing acknowledged and leaves no commit in halves', async () => {
    assert.deepEqual(await faults({}), []);
  });

  it('may come again while starting, at any operation', async () => {
    const found: string[] = [];
    for (let at = 0; at < (await storyLength()); at++) {
      const disk = new SimDisk();
      disk.crashAt = at;
      const acknowledged = await live(disk);
      for (const chance of [always(0), always(1), seeded(at)]) {
        found.push(
          ...(await crashesWhileStarting(disk.copy().afterPowerCut(chance), acknowledged)),
        );
      }
      found.push(...(await crashesWhileStarting(disk, acknowledged)));
    }
    assert.deepEqual(found, []);
  });

  it('cannot take back what the next process has seen', async () => {
    const found: string[] = [];
    for (let at = 0; at < (await storyLength()); at++) {
      const disk = new SimDisk();
      disk.crashAt = at;
      await live(disk, storyOfTickets);
      const killed = disk.afterKill();
      const seen = await chapter(await open(killed), storyOfTickets);
      for (const chance of [always(0), seeded(at), seeded(at + 1000)]) {
        const after = killed.copy().afterPowerCut(chance);
        found.push(...(await judge(after, seen, `after ${at}`, storyOfTickets)));
      }
    }
    assert.deepEqual(found, []);
  });

  it('loses nothing acknowledged to a kill even if nothing was to be synced', async () => {
    const found: string[] = [];
    for (let at = 0; at < (await storyLength()); at++) {
      const disk = new SimDisk();
      disk.crashAt = at;
      const acknowledged = await live(disk, story, false);
      found.push(...(await judge(disk.afterKill(), acknowledged, `kill at ${at}`)));
    }
    assert.deepEqual(found, []);
  });

  for (const [lie, lies] of [
    ['files are not synced', { fileSync: true }],
    ['folders are not synced', { folderSync: true }],
    ['the journal is not kept', { loses: /\/journal\// }],
  ] as const) {
    it(`is noticed by this test if ${lie}`, async () => {
      const found = await faults(lies);
      assert.ok(found.length >= 10, `only ${found.length} faults found`);
    });
  }
});

async function storyLength(): Promise<number> {
  const disk = new SimDisk();
  await live(disk);
  return disk.operations;
}

/** What is wrong after crashes at every operation of the story. */
async function faults(lies: Lies): Promise<string[]> {
  const found: string[] = [];
  const length = await storyLength();
  for (let at = 0; at <= length; at++) {
    const disk = new SimDisk(lies);
    disk.crashAt = at;
    const acknowledged = await live(disk);
    for (const [name, chance] of fates(at)) {
      const after = disk.copy().afterPowerCut(chance);
      found.push(...(await judge(after, acknowledged, `power cut at ${at}, ${name}`)));
    }
    found.push(...(await judge(disk.afterKill(), acknowledged, `kill at ${at}`)));
  }
  return found;
}

function fates(at: number): [string, () => number][] {
  const random = [0, 1, 2, 3, 4, 5].map((n) => at * 10 + n);
  return [
    ['all unsynced lost', always(0)],
    ['all unsynced kept', always(1)],
    ...random.map((seed): [string, () => number] => [`seed ${seed}`, seeded(seed)]),
  ];
}

async function crashesWhileStarting(disk: SimDisk, acknowledged: number): Promise<string[]> {
  const found: string[] = [];
  for (let at = 0; ; at++) {
    const starting = disk.copy();
    starting.crashAt = at;
    const started = await open(starting).then(
      () => true,
      () => false,
    );
    const cut = starting.copy().afterPowerCut(seeded(at));
    found.push(...(await judge(cut, acknowledged, `power cut at start, ${at}`)));
    found.push(...(await judge(starting.afterKill(), acknowledged, `kill at start, ${at}`)));
    if (started) return found;
  }
}

async function judge(
  disk: SimDisk,
  acknowledged: number,
  when: string,
  tale = story,
): Promise<string[]> {
  try {
    const shown = await chapter(await open(disk), tale);
    const left = ['/data/tmp', '/data/journal'].flatMap((folder) => disk.list(folder));
    assert.deepEqual(left, []);
    if (shown === acknowledged || shown === acknowledged + 1) return [];
    return [`${when}: ${acknowledged} commits were acknowledged, ${shown} are there`];
  } catch (error) {
    return [`${when}: ${error instanceof Error ? error.message : error}`];
  }
}
