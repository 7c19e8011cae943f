import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../bot/config.ts';
import type { Log } from '../../bot/log.ts';
import { build, type Given, type House } from '../../bot/main.ts';
import type { Clock } from '../../desk/ports.ts';

/** A clock that stands still until it is moved. */
export class HandClock implements Clock {
  #now: number;

  constructor(start: string) {
    this.#now = Date.parse(start);
  }

  now(): number {
    return this.#now;
  }

  advance(ms: number): void {
    this.#now += ms;
  }
}

export interface RunningHouse {
  readonly house: House;
  readonly clock: HandClock;
  readonly url: string;
  readonly dataDir: string;
  /** What was logged as an error; a story expects none. */
  readonly errors: string[];
  /** Stops and starts again on the same data, as a deploy does. */
  restart(): Promise<RunningHouse>;
  /** Stops and deletes the data. */
  remove(): Promise<void>;
}

/** The whole program on a folder of its own, with time in the story's hands: a Tuesday, 10:00 in Shanghai. */
export async function openHouse(
  settings: Readonly<Record<string, string>> = {},
  clock = new HandClock('2026-03-03T02:00:00Z'),
  given: Given = {},
): Promise<RunningHouse> {
  const dataDir = settings.DATA_DIR ?? (await mkdtemp(join(tmpdir(), 'hotline-')));
  const errors: string[] = [];
  const log: Log = {
    info: () => {},
    warn: () => {},
    error: (event, fields) => void errors.push(`${event} ${JSON.stringify(fields, plainError)}`),
  };
  const config = loadConfig({ PORT: '0', DEMO: '1', ...settings, DATA_DIR: dataDir });
  const house = await build(config, { ...given, clock, log });
  const { url } = await house.server.listen();
  return {
    house,
    clock,
    url,
    dataDir,
    errors,
    async restart() {
      await house.close();
      return openHouse({ ...settings, DATA_DIR: dataDir }, clock, given);
    },
    async remove() {
      await house.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** One for each test of a suite, in which nothing may go wrong unnoticed. To be called where the suite is described. */
export function houseForEach(): RunningHouse {
  let running: RunningHouse;
  beforeEach(async () => {
    running = await openHouse();
  });
  afterEach(async () => {
    assert.deepEqual(running.errors, []);
    await running.remove();
  });
  return {
    get house() {
      return running.house;
    },
    get clock() {
      return running.clock;
    },
    get url() {
      return running.url;
    },
    get dataDir() {
      return running.dataDir;
    },
    get errors() {
      return running.errors;
    },
    async restart() {
      running = await running.restart();
      return this;
    },
    remove: () => running.remove(),
  };
}

const plainError = (_key: string, value: unknown): unknown =>
  value instanceof Error ? `${value.message}\n${value.stack}` : value;
