import { strict as assert } from 'node:assert';
import { Conflict, type Engine } from '../../store/engine.ts';
import { open } from './crash-story.ts';
import { put } from './samples.ts';
import { type Lies, SimDisk, seeded } from './sim-disk.ts';

/**
 * Six writers at once, each commit signing one to three of five documents, until the disk crashes
 * somewhere: afterwards every acknowledged signature is in all its documents, every other in all or none.
 */
describe('a crash under parallel writers', function () {
  this.timeout(60_000);

  it('loses no acknowledged commit and leaves none in halves', async () => {
    for (let seed = 0; seed < 300; seed++) assert.deepEqual(await faults(seed, {}), []);
  });

  it('is noticed by this test if files are not synced or the journal not kept', async () => {
    for (const lies of [{ fileSync: true }, { folderSync: true }, { loses: /\/journal\// }]) {
      let found = 0;
      for (let seed = 0; seed < 60; seed++) found += (await faults(seed, lies)).length;
      assert.ok(found > 5, JSON.stringify(lies));
    }
  });
});

interface Signature {
  readonly name: string;
  readonly ids: readonly string[];
  acknowledged: boolean;
}

async function faults(seed: number, lies: Lies): Promise<string[]> {
  const chance = seeded(seed);
  const disk = new SimDisk(lies);
  disk.crashAt = 30 + Math.floor(chance() * 600);
  const signatures: Signature[] = [];
  await write(disk, chance, signatures).catch(() => {});
  const after = seed % 2 ? disk.afterKill() : disk.copy().afterPowerCut(chance);
  const bodies = new Map<string, string>();
  try {
    const engine = await open(after);
    for await (const { id, body } of engine.documents()) bodies.set(id, body);
  } catch (error) {
    return [`seed ${seed}: ${error}`];
  }
  return signatures.flatMap((signature) => fault(seed, signature, bodies));
}

async function write(disk: SimDisk, chance: () => number, signatures: Signature[]): Promise<void> {
  const engine = await open(disk);
  const writer = async (w: number) => {
    for (let n = 0; n < 40; n++) {
      const ids = documents.filter(() => chance() < 0.4).slice(0, 3);
      const signature = { name: `<${w}.${n}>`, ids, acknowledged: false };
      signatures.push(signature);
      while (!(await sign(engine, signature, chance() < 0.3))) await engine.nextDue();
      signature.acknowledged = true;
    }
  };
  await Promise.all([0, 1, 2, 3, 4, 5].map(writer));
}

/** False if somebody else was faster. */
async function sign(engine: Engine, { name, ids }: Signature, live: boolean): Promise<boolean> {
  const docs = await Promise.all(ids.map((id) => engine.get('tickets', id)));
  const changes = ids.map((id, i) =>
    put('tickets', id, `${docs[i]?.body ?? ''}${name}`, docs[i]?.rev ?? 'absent', { live }),
  );
  try {
    await engine.commit(changes, { durable: true });
    return true;
  } catch (error) {
    if (error instanceof Conflict) return false;
    throw error;
  }
}

function fault(seed: number, { name, ids, acknowledged }: Signature, bodies: Map<string, string>) {
  const present = ids.filter((id) => bodies.get(id)?.includes(name)).length;
  if (present === ids.length || (present === 0 && !acknowledged)) return [];
  const word = acknowledged ? 'acknowledged' : 'unfinished';
  return [`seed ${seed}: ${word} ${name} is in ${present} of ${ids.length} documents`];
}

const documents = ['a', 'b', 'c', 'd', 'e'];
