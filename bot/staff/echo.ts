import { randomInt } from 'node:crypto';
import type { StaffAction } from '../../desk/actions/staff.ts';
import type { Duration } from '../../desk/words.ts';
import { type Reply, reply } from '../../dialogs/say.ts';
import { smsWords } from '../../dialogs/text/sms.ts';
import { work } from '../../dialogs/work.ts';
import type { WorkDoor, WorkState, WorkTurn } from '../../dialogs/work-turn.ts';

/**
 * Where a sender can be forged, what cannot be taken back is done only after digits that were sent to the true one
 * came back: a forger does not read them. Everything else is done at once, and told to the true one.
 */
export async function workWithEcho(turn: WorkTurn): Promise<Reply> {
  const { state, now, language } = turn;
  const { held } = state;
  state.held = undefined;
  if (held && now < held.until && digitsIn(turn.text) === held.digits)
    return work({ ...turn, text: held.text, picked: held.picked, photos: held.photos });
  const before = structuredClone(state);
  let stopped = false;
  const stop = () => {
    stopped = true;
  };
  const said = await work({ ...turn, door: guarded(turn.door, stop) });
  if (!stopped) return said;
  const digits = String(randomInt(1_000, 10_000));
  const { text, picked, photos } = turn;
  putBack(state, { ...before, held: { digits, until: now + patience, text, picked, photos } });
  return reply(smsWords[language].echo(digits));
}

function guarded(door: WorkDoor, stop: () => void): WorkDoor {
  return {
    ...door,
    async act(no, actions, cause) {
      if (!actions.some(isFinal)) return door.act(no, actions, cause);
      stop();
      return { done: false, why: 'unproven', name: '' };
    },
    async handOver() {
      stop();
      return undefined;
    },
    async assign() {
      stop();
      return undefined;
    },
  };
}

/** Work that is done or signed off ends promises, a temporary repair does not; what the customer reads is read. */
const isFinal = (action: StaffAction): boolean =>
  action.do === 'accept' ||
  action.do === 'close' ||
  action.do === 'cancel' ||
  action.do === 'plan' ||
  action.do === 'progress' ||
  (action.do === 'resolve' && action.temporary !== true);

function putBack(state: WorkState, before: WorkState): void {
  for (const key of Object.keys(state) as (keyof WorkState)[]) delete state[key];
  Object.assign(state, before);
}

const digitsIn = (text: string): string => text.normalize('NFKC').replace(/[\s.。]/g, '');

const patience: Duration = 10 * 60_000;
