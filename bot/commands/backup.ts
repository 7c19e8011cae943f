import { makeBackup, verifyBackup } from '../../store/backup.ts';
import { keyFileOf } from '../../store/keys.ts';
import { loadConfig } from '../config.ts';
import { ConfigError } from '../errors.ts';
import { command, count, path, size } from './command.ts';

/** `npm run backup -- DIR`: everything as of one moment, also while the program runs. */
await command(async ([dir, ...more], env) => {
  if (!dir || more.length > 0)
    throw new ConfigError('Say where to: npm run backup -- DIR (a new folder).');
  const { dataDir, dataKeys, databaseUrl } = loadConfig(env);
  if (databaseUrl)
    throw new ConfigError('The data is in PostgreSQL (DATABASE_URL): back it up with pg_dump.');
  await makeBackup({ dir: dataDir, keys: dataKeys }, path(dir, env));
  const { files, bytes } = await verifyBackup(path(dir, env));
  const keys = dataKeys.length > 0 ? 'DATA_KEYS' : keyFileOf(dataDir);
  return (
    `Backed up and checked ${count(files, 'file')}, ${size(bytes)}, in ${path(dir, env)}.\n` +
    `It cannot be read without the keys (${keys}), which are not in it: keep a copy of them elsewhere.`
  );
});
