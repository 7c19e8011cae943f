import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import type { Config } from './config.ts';
import type { DemoCrew } from './staff/demo-crew.ts';

/** `npm start`. */
async function start(): Promise<void> {
  const { environment, loadConfig } = await import('./config.ts');
  const config = loadConfig(environment());
  const { build } = await import('./main.ts');
  const house = await build(config);
  const { url } = await house.server.listen();
  house.worker.start();
  process.stdout.write(welcome(url, config, house.staff.demo));
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void house.close().then(() => process.exit(0)));
}

const welcome = (url: string, { demo, dataDir }: Config, crew?: DemoCrew): string =>
  [
    '',
    `  Web chat   ${url}/`,
    ...(demo ? [`  Telephone  ${url}/phone`, `  WeChat     ${url}/wechat-demo`] : []),
    `  Health     ${url}/healthz  ${url}/readyz  ${url}/metrics`,
    ...(demo ? [`  Demo       ${url}/demo/clock  ${url}/demo/outbox`] : []),
    `  Staff      ${url}/staff/openapi.json`,
    ...(crew ? [`             ${crew.names.join(', ')}; password ${crew.password}`] : []),
    `  Data       ${dataDir}`,
    '',
    '  Stop with Ctrl+C.',
    '',
    '',
  ].join('\n');

// Compiled code is kept between starts, which takes a quarter off the second one. What is imported before
// this line is not kept: that is why the program itself is imported later.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/compiled'));
start().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
