import { createInterface } from 'node:readline';
import { account, parse, render, start, terminal } from '../channels/terminal/index.ts';
import { environment, loadConfig } from '../config.ts';
import { build } from '../main.ts';

/** `npm run chat`: the bot in the terminal, on the same data as the server. Ctrl+D ends it. */
async function chat(): Promise<void> {
  const env = environment();
  const house = await build(loadConfig(env), { channels: [terminal] });
  const { line, worker } = house;
  const id = `${terminal.name}:${crypto.randomUUID()}`;
  worker.start();
  await line.create(id, account, terminal.name, localeOf(env.LC_ALL ?? env.LANG));
  print(render((await line.receive(start(id))).entries));
  prompt();
  for await (const words of createInterface({ input: process.stdin })) {
    const activity = parse(words, id);
    if (activity) print(render((await line.receive(activity)).entries));
    prompt();
  }
  process.stdout.write('\n');
  await house.close();
}

/** `zh_CN.UTF-8` → `zh-CN`; undefined if the terminal does not say. */
function localeOf(posix = ''): string | undefined {
  return /^[a-z]{2}_[A-Z]{2}/.test(posix) ? posix.slice(0, 5).replace('_', '-') : undefined;
}

function prompt(): void {
  process.stdout.write('> ');
}

function print(text: string): void {
  process.stdout.write(`\n${text}\n\n`);
}

chat().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
