import { crc32 } from 'node:zlib';
import type { Doc, DocKey } from '../engine.ts';
import { nameOf } from './memory.ts';
import type { Fate, Step } from './steps.ts';

/** One commit as a line: `<crc32> <json>\n`. `synced`: bytes of its segment that are safe already. */
export function lineOf(steps: readonly Step[], synced: number): Buffer {
  const json = JSON.stringify({
    synced,
    steps: steps.map(({ key, before, after }) => (after ? { after } : { key, gone: before?.rev })),
  });
  return Buffer.from(`${sumOf(json)} ${json}\n`);
}

export interface Reading {
  readonly commits: readonly Written[];
  /** Something that had been safe on the disk cannot be read any more. */
  readonly damaged: boolean;
}

/** One commit as it was written down. */
export interface Written {
  readonly synced: number;
  readonly steps: readonly (
    | { readonly after: Doc }
    | { readonly key: DocKey; readonly gone: number }
  )[];
}

/**
 * Every whole line. What cannot be read was cut off by a crash before anybody was told of it, unless a
 * later line knows it to have been safe.
 */
export function readLines(bytes: Buffer): Reading {
  const commits: Written[] = [];
  let lost = Number.POSITIVE_INFINITY;
  let damaged = false;
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf('\n', at);
    const written = end < 0 ? undefined : read(bytes.toString('utf8', at, end));
    if (written) commits.push(written);
    else lost = Math.min(lost, at);
    if (written && written.synced > lost) damaged = true;
    at = end < 0 ? bytes.length : end + 1;
  }
  return { commits, damaged };
}

/** What commits, oldest first, make of each document. */
export function fatesOf(commits: readonly Written[]): Fate[] {
  const fates = new Map<string, Fate>();
  for (const step of commits.flatMap(({ steps }) => steps)) {
    const { collection, id } = 'after' in step ? step.after : step.key;
    const key = { collection, id };
    const { gone = -1 } = fates.get(nameOf(key)) ?? {};
    fates.set(
      nameOf(key),
      'after' in step
        ? { key, gone, after: step.after }
        : { key, gone: Math.max(gone, step.gone), after: undefined },
    );
  }
  return [...fates.values()];
}

function read(line: string): Written | undefined {
  const json = line.slice(9);
  return line[8] === ' ' && sumOf(json) === line.slice(0, 8) ? JSON.parse(json) : undefined;
}

const sumOf = (json: string): string => crc32(json).toString(16).padStart(8, '0');
