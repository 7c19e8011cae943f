/** Whether this answer belongs to the random sample: decided by its id alone, so that asking again decides the same. */
export function isSampled(id: string, share: number): boolean {
  return fraction(id) < share;
}

/** A number in [0, 1) that looks random and is always the same for one id (FNV-1a with a final mix). */
export function fraction(id: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) {
    hash ^= id.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193);
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  hash ^= hash >>> 16;
  return (hash >>> 0) / 2 ** 32;
}
