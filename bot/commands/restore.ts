import { existsSync } from 'node:fs';
import { restoreBackup } from '../../store/backup.ts';
import { keyFileOf } from '../../store/keys.ts';
import { loadConfig } from '../config.ts';
import { ConfigError } from '../errors.ts';
import { command, count, path, size } from './command.ts';

/** `npm run restore -- DIR`: a backup becomes the contents of an empty data folder. */
await command(async ([dir, ...more], env) => {
  if (!dir || more.length > 0)
    throw new ConfigError('Say what to restore: npm run restore -- DIR (a backup).');
  const { dataDir, dataKeys, databaseUrl } = loadConfig(env);
  if (databaseUrl)
    throw new ConfigError('The data is in PostgreSQL (DATABASE_URL): restore it with pg_restore.');
  const { files, bytes } = await restoreBackup(path(dir, env), dataDir);
  const done = `Restored ${count(files, 'file')}, ${size(bytes)}, into ${dataDir}.`;
  if (dataKeys.length > 0 || existsSync(keyFileOf(dataDir))) return done;
  return `${done}\nIts keys are missing: put the key file back as ${keyFileOf(dataDir)}, or set DATA_KEYS.`;
});
