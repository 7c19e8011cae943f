import { realClock } from '../clock.ts';
import { loadConfig } from '../config.ts';
import { examine, type Finding } from '../doctor.ts';
import { command } from './command.ts';

/** `npm run doctor`: what is well, what is not, and how to mend it. Exit code 1 if something must be mended. */
await command(async (_, env) => {
  const findings = await examine(() => loadConfig(env), realClock.now());
  if (findings.some(({ how }) => how === 'bad')) process.exitCode = 1;
  return findings.map(line).join('\n');
});

function line({ how, says }: Finding): string {
  const mark = { well: '  ok  ', note: ' note ', bad: ' MEND ' }[how];
  return `${mark} ${says.replaceAll('\n', '\n       ')}`;
}
