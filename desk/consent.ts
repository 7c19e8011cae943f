/** By what news can reach somebody. A message costs nothing, a text costs money, a call rings. */
export const media = ['message', 'text', 'call'] as const;
export type Medium = (typeof media)[number];

/** What we may speak about unasked: how their ticket stands, how satisfied they are, care and offers. */
export const topics = ['progress', 'survey', 'care'] as const;
export type Topic = (typeof topics)[number];

/** Something a person does not want; absent: every topic, or every medium. */
export interface Refusal {
  readonly topic?: Topic;
  readonly medium?: Medium;
}

/** How somebody's wishes are kept, with their person and with each of their accounts. */
export interface Wishes {
  readonly optedOut?: boolean;
  readonly refuses?: readonly Refusal[];
}

/** A change of mind; `allow` takes back what was refused. */
export interface ConsentChange extends Refusal {
  readonly say: 'stop' | 'allow';
}

/** May we speak to them about this, by that? One account's refusal counts for the whole person. */
export function mayTell(wishes: readonly Wishes[], topic: Topic, medium: Medium): boolean {
  return wishes.every(
    ({ optedOut = false, refuses = [] }) =>
      !optedOut && !refuses.some((refusal) => covers(refusal, { topic, medium })),
  );
}

/** The wishes after a change of mind. Everything refused is `optedOut`; allowing a part of that leaves the rest refused. */
export function changed(wishes: Wishes, { say, ...what }: ConsentChange): Required<Wishes> {
  const { optedOut = false, refuses = [] } = wishes;
  if (say === 'stop') {
    if (optedOut || isAll(what)) return { optedOut: true, refuses: [] };
    return settled([...refuses.filter((one) => !covers(what, one)), what]);
  }
  if (isAll(what)) return { optedOut: false, refuses: [] };
  const before = optedOut ? [{}] : refuses;
  return settled(before.flatMap((one) => without(one, what)));
}

/** Topic by topic and medium by medium: the pairs that are refused. */
export function refusedPairs(wishes: readonly Wishes[]): readonly Required<Refusal>[] {
  return pairs.filter(({ topic, medium }) => !mayTell(wishes, topic, medium));
}

const pairs = topics.flatMap((topic) => media.map((medium) => ({ topic, medium })));

const isAll = ({ topic, medium }: Refusal): boolean => !topic && !medium;

/** Whatever the other refuses is refused by this one, too. */
const covers = (wide: Refusal, narrow: Refusal): boolean =>
  (!wide.topic || wide.topic === narrow.topic) && (!wide.medium || wide.medium === narrow.medium);

/** What is left of a refusal when a part of it is allowed. */
function without(refusal: Refusal, allowed: Refusal): readonly Refusal[] {
  if (covers(allowed, refusal)) return [];
  return pairs.filter((pair) => covers(refusal, pair) && !covers(allowed, pair)).reduce(joined, []);
}

/** All pairs of a medium are said as that medium; shorter to keep, and to read back. */
function joined(list: readonly Refusal[], pair: Required<Refusal>): readonly Refusal[] {
  const all = [...list, pair];
  const same = all.filter(({ medium }) => medium === pair.medium);
  if (same.length < topics.length) return all;
  return [...all.filter(({ medium }) => medium !== pair.medium), { medium: pair.medium }];
}

function settled(refuses: readonly Refusal[]): Required<Wishes> {
  const all = pairs.every((pair) => refuses.some((refusal) => covers(refusal, pair)));
  return all ? { optedOut: true, refuses: [] } : { optedOut: false, refuses };
}
