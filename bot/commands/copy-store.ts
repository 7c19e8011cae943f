import { copyStore } from '../../store/copy.ts';
import type { Engine } from '../../store/engine.ts';
import { openLowdb } from '../../store/lowdb/engine.ts';
import type { Environment } from '../complaints.ts';
import { ConfigError } from '../errors.ts';
import { command, count, path } from './command.ts';

/** `npm run copy-store -- FROM TO`: all data into another, empty store; sealed as it is, so the keys stay the same. */
await command(async ([from, to, ...more], env) => {
  if (!from || !to || more.length > 0)
    throw new ConfigError(
      'Say from where to where: npm run copy-store -- lowdb:DIR lowdb:OTHER_DIR',
    );
  const source = await open(from, env);
  try {
    const target = await open(to, env);
    try {
      const { documents, blobs } = await copyStore(source, target);
      return `Copied ${count(documents, 'document')} and ${count(blobs, 'photo')} from ${from} to ${to}. The keys stay the same.`;
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
});

async function open(name: string, env: Environment): Promise<Engine> {
  const dir = /^lowdb:(.+)$/.exec(name)?.[1];
  if (dir) return openLowdb({ dir: path(dir, env) });
  throw new ConfigError(`"${name}" is not a store; write lowdb:DIR.`);
}
