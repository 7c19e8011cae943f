import { strict as assert } from 'node:assert';
import { type Change, type Collection, type Engine, keyOf } from '../../store/engine.ts';
import { openLowdb } from '../../store/lowdb/engine.ts';
import { put } from './samples.ts';
import type { SimDisk } from './sim-disk.ts';

/**
 * A few commits of every sort, and what must be true after each: one document alone, several at
 * once, a ticket that closes and opens again, one that is removed, jobs that come and go.
 */
export const story: Story = [
  [ticket('1', 'opened', 10), put('people', 'p', '1')],
  [ticket('1', 'assigned', 20, 'any')],
  [put('guards', 'g', 'one wrong try')],
  [put('state', 's', 'hello')],
  [put('state', 's', 'how are you', 'any')],
  [ticket('2', 'opened', 5), put('people', 'p', '1 2', 'any'), put('accounts', 'a', '2')],
  [ticket('1', 'closed', undefined, 'any')],
  [
    ticket('2', 'closed', undefined, 'any'),
    ticket('1', 'reopened', 30, 'any'),
    put('people', 'p', '1 2 again', 'any'),
    { remove: { collection: 'guards', id: 'g' }, expect: 'any' },
  ],
  [ticket('1', 'closed again', undefined, 'any'), put('people', 'p', 'done', 'any')],
  [put('state', 's', 'goodbye', 'any')],
  [put('accounts', 'a', 'done', 'any'), put('state', 's', 'see you', 'any')],
  [{ remove: { collection: 'state', id: 's' }, expect: 'any' }],
  [put('accounts', 'a', 'over', 'any')],
];

/** The same without conversation state, of which less is promised. */
export const storyOfTickets: Story = story
  .map((changes) => changes.filter((change) => keyOf(change).collection !== 'state'))
  .filter((changes) => changes.length > 0);

export type Story = readonly (readonly Change[])[];

export function open(disk: SimDisk): Promise<Engine> {
  // A journal so short that it is carried over again and again while the story goes on.
  return openLowdb({
    dir: '/data',
    files: disk,
    lock: () => () => {},
    cacheChars: 0,
    segmentBytes: 400,
  });
}

/** How many commits were acknowledged before the disk crashed. */
export async function live(disk: SimDisk, tale = story, durable = true): Promise<number> {
  let acknowledged = 0;
  try {
    const engine = await open(disk);
    for (const changes of tale) {
      await engine.commit(changes, { durable });
      acknowledged++;
    }
    await engine.close();
  } catch {
    // The crash the test asked for; what counts is what was acknowledged before.
  }
  return acknowledged;
}

/** How many commits of the story an engine shows; throws if it shows a part of one, or damage. */
export async function chapter(engine: Engine, tale = story): Promise<number> {
  assert.deepEqual(engine.opened.damaged, []);
  const seen = await picture(engine);
  for (let told = tale.length; told >= 0; told--) {
    if (seen === expected(tale.slice(0, told))) return told;
  }
  throw new assert.AssertionError({ message: `no such chapter: ${seen}` });
}

async function picture(engine: Engine): Promise<string> {
  const lines: string[] = [];
  for (const [collection, id] of cast) {
    const doc = await engine.get(collection, id);
    if (doc) lines.push(`${collection}/${id}: ${doc.body}`);
  }
  const open = (await engine.live('tickets')).map(({ id }) => id).sort();
  const jobs = (await engine.dueJobs(99, 9)).map(({ id, runAt }) => `${id}@${runAt}`);
  return [...lines, `open ${open}`, `jobs ${jobs}`].join('\n');
}

const cast: readonly [Collection, string][] = [
  ['tickets', '1'],
  ['tickets', '2'],
  ['people', 'p'],
  ['accounts', 'a'],
  ['guards', 'g'],
  ['state', 's'],
];

function expected(told: Story): string {
  const now = new Map<string, { body: string; live: boolean; id: string; runAt?: number }>();
  for (const change of told.flat()) {
    if ('put' in change) {
      const { collection, id, body, live, jobs } = change.put;
      const runAt = jobs[0]?.runAt;
      now.set(`${collection}/${id}`, { body, live, id, ...(runAt ? { runAt } : {}) });
    }
    if ('remove' in change) now.delete(`${change.remove.collection}/${change.remove.id}`);
  }
  const lines = cast
    .map(([collection, id]) => `${collection}/${id}`)
    .flatMap((name) => (now.has(name) ? [`${name}: ${now.get(name)?.body}`] : []));
  const docs = [...now.values()];
  const open = docs.filter((doc) => doc.live).map(({ id }) => id);
  const jobs = docs
    .filter((doc) => doc.runAt)
    .sort((a, b) => (a.runAt ?? 0) - (b.runAt ?? 0))
    .map(({ id, runAt }) => `${id}@${runAt}`);
  return [...lines, `open ${open.sort()}`, `jobs ${jobs}`].join('\n');
}

function ticket(
  id: string,
  body: string,
  runAt: number | undefined,
  expect: 'absent' | 'any' = 'absent',
): Change {
  const jobs = runAt === undefined ? [] : [{ kind: 'milestone', key: 'm', runAt, attempts: 0 }];
  return put('tickets', id, body, expect, { live: runAt !== undefined, jobs });
}
