import type { Person, World } from './world.ts';

const minute = 60_000;
const twoDays = 48 * 60 * minute;

/** What a person does gives the account a few messages to send. Documented table of 2024. */
export function grant(world: World, person: Person, why: 'talk' | 'tap' | 'enter'): void {
  const now = world.now();
  const [left, lasts] = { talk: [5, twoDays], tap: [3, minute], enter: [2, minute] }[why] as [
    number,
    number,
  ];
  if (why === 'talk') person.wroteAt = now;
  const fresh = { left, until: now + lasts, why };
  const kept = person.grants.filter(
    (other) => other.until > now && (world.switches.quota === 'add' || other.why !== why),
  );
  person.grants = [...kept, fresh].sort((a, b) => a.until - b.until);
}

/** Takes one message off; the error code if WeChat does not take it. */
export function charge(world: World, person: Person): 0 | 45015 | 45047 {
  const open = person.grants.filter(({ until }) => until > world.now());
  if (open.length === 0) return 45015;
  const usable = open.find(({ left }) => left > 0);
  if (!usable) return 45047;
  usable.left -= 1;
  return 0;
}
