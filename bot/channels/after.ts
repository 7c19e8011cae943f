import type { Duration } from '../../desk/words.ts';

/** Calls `run` after that time, unless it is called off. */
export type After = (wait: Duration, run: () => void) => () => void;

export const onTimer: After = (wait, run) => {
  const timer = setTimeout(run, wait);
  return () => clearTimeout(timer);
};
