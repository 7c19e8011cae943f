import type { z } from 'zod';

/** Data a person may edit. Throws at load, naming the file and every wrong field with its cause. */
export function checked<T>(file: string, shape: z.ZodType<T>, raw: unknown): T {
  const result = shape.safeParse(raw);
  if (result.success) return result.data;
  const faults = result.error.issues.map(
    ({ path, message }) => `  ${path.join('.') || '(top)'}: ${message}`,
  );
  throw new Error(`nlu/data/${file} is wrong:\n${faults.join('\n')}`);
}
