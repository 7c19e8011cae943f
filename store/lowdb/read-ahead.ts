import { setImmediate as breath } from 'node:timers/promises';

/**
 * What is read of each item, in order, while the next few are already being read: whoever reads thousands need not
 * wait for the disk each time. Others get a turn in between.
 */
export async function* readAhead<T, R>(
  items: Iterable<T>,
  read: (item: T) => Promise<R>,
): AsyncIterable<R> {
  const coming: Promise<R>[] = [];
  let given = 0;
  for (const item of items) {
    const reading = read(item);
    // Whoever stops early never asks how it went.
    reading.catch(() => {});
    coming.push(reading);
    if (coming.length < most) continue;
    yield (await coming.shift()) as R;
    given += 1;
    // What is in memory is there at once: it would let nobody else in.
    if (given % inOneGo === 0) await breath();
  }
  for (const last of coming) yield await last;
}

/** Enough that the disk is never idle; what is held is small. */
const most = 16;
const inOneGo = 4;
