import assert from 'node:assert/strict';
import { collections } from '../../store/engine.ts';
import type { Store } from '../../store/store.ts';

/** Every document of an opened store with its name, as text. */
export async function everythingKept(
  store: Pick<Store, 'shelves'>,
): Promise<{ readonly name: string; readonly text: string }[]> {
  const found: { name: string; text: string }[] = [];
  for await (const { collection, name = '', value } of store.shelves.walk(collections))
    found.push({ name: `${collection} ${name}`, text: `${name} ${JSON.stringify(value)}` });
  return found;
}

/** None of these stands anywhere in what is kept. */
export async function nothingLeftOf(
  store: Pick<Store, 'shelves'>,
  marks: readonly (string | RegExp)[],
): Promise<void> {
  const left = (await everythingKept(store)).flatMap(({ name, text }) =>
    marks.flatMap((mark) => {
      const at = typeof mark === 'string' ? text.indexOf(mark) : text.search(mark);
      return at < 0 ? [] : [`${mark} in ${name}: …${text.slice(Math.max(0, at - 80), at + 80)}…`];
    }),
  );
  assert.deepEqual(left, []);
}
