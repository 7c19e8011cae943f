/** Somebody else saved what we had read. Bot Framework storages differ in class and agree in words. */
export function isConflict(error: unknown): boolean {
  return error instanceof Error && /etag|conflict/i.test(error.message);
}

/** Runs `change` again, on what is saved by then, each time somebody else was faster; rejects after `attempts` times. */
export async function untilSaved<T>(attempts: number, change: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await change();
    } catch (error) {
      if (attempt >= attempts || !isConflict(error)) throw error;
    }
  }
}
