import type { Clock } from '../desk/ports.ts';

/** One JSON object per line. Personal data is masked whatever field it hides in. */
export interface Log {
  info(event: string, fields?: Fields): void;
  warn(event: string, fields?: Fields): void;
  error(event: string, fields?: Fields): void;
}

export type Fields = Readonly<Record<string, unknown>>;

/** `write` gets whole lines without the newline. */
export function createLog(clock: Clock, write: (line: string) => void = toStderr): Log {
  const at =
    (level: string) =>
    (event: string, fields: Fields = {}) =>
      write(
        JSON.stringify({
          at: new Date(clock.now()).toISOString(),
          level,
          event,
          ...(mask(fields, 0) as Fields),
        }),
      );
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

function toStderr(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Fields that hold what a person said or is: never written, only how long it was. */
const personal =
  /^(text|speak|words|note|name|phone|address|preferredTime|authorization|cookie|token|secret|password)$/i;
/** Telephone and ticket numbers and the like: seven digits or more, also with the gaps people write. */
const digits = /\d(?:[ -]?\d){6,}/g;
const deepest = 6;

function mask(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return maskText(value);
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Error) return maskError(value, depth);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest) return '…';
  if (Array.isArray(value)) return value.slice(0, 100).map((item) => mask(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      personal.test(key) && item != null ? hidden(item) : mask(item, depth + 1),
    ]),
  );
}

function maskText(text: string): string {
  return text.replace(digits, (run) => `${'*'.repeat(run.length - 2)}${run.slice(-2)}`);
}

function hidden(value: unknown): string {
  return typeof value === 'string' ? `(${value.length} characters)` : '(hidden)';
}

function maskError(error: Error, depth: number): Fields {
  return {
    name: error.name,
    message: maskText(error.message),
    ...('code' in error && { code: error.code }),
    stack: maskText(error.stack ?? '')
      .split('\n')
      .slice(1, 12)
      .map((line) => line.trim()),
    ...(error.cause !== undefined && depth < deepest && { cause: mask(error.cause, depth + 1) }),
  };
}
