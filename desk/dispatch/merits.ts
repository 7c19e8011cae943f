import type { Colleague, Place } from '../roster.ts';
import type { Merit } from './choice.ts';
import type { Crew } from './crew.ts';
import type { Need } from './need.ts';

/** One thing that can speak for a colleague; a smaller rank is better. */
interface Measure {
  readonly is: Merit['is'];
  rank(one: Colleague, need: Need, crew: Crew): number;
}

/** Who of two available colleagues goes: negative for the first. `by` is the first thing that tells them apart. */
export function compare(
  a: Colleague,
  b: Colleague,
  need: Need,
  crew: Crew,
): { readonly order: number; readonly by: Merit['is'] } {
  for (const { is, rank } of need.pressing ? whenPressing : whenNot) {
    const order = rank(a, need, crew) - rank(b, need, crew);
    // Two who are infinitely far are equally far.
    if (order !== 0 && !Number.isNaN(order)) return { order, by: is };
  }
  return { order: a.id < b.id ? -1 : 1, by: 'load' };
}

/** Everything that speaks for this colleague, the weightiest first. */
export function meritsOf(one: Colleague, need: Need, crew: Crew): Merit[] {
  const measures = need.pressing ? whenPressing : whenNot;
  const found = measures.flatMap(({ is }) => merit[is]?.(one, need, crew) ?? []);
  return need.vip === undefined ? found : [{ is: 'vip', earlier: need.vip }, ...found];
}

/** Great-circle distance in kilometres. */
export function distance(a: Place, b: Place): number {
  const [north, east] = [b.latitude - a.latitude, b.longitude - a.longitude].map(radians);
  const across = Math.sin((north ?? 0) / 2) ** 2;
  const along =
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin((east ?? 0) / 2) ** 2;
  return 2 * earth * Math.asin(Math.min(1, Math.sqrt(across + along)));
}

const earth = 6371;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

const sameWork: Measure = { is: 'same_work', rank: (one, { again }) => no(one.id === again) };
const known: Measure = { is: 'known', rank: (one, { served }) => no(served.includes(one.id)) };
const keyArea: Measure = {
  is: 'key_area',
  rank: (one, need) => (need.keyArea ? no(one.senior === true) : 0),
};
const near: Measure = { is: 'near', rank: (one, need) => kmTo(one, need) };
const skill: Measure = { is: 'skill', rank: (one, need) => -skillsFor(one, need).length };
const area: Measure = {
  is: 'area',
  rank: (one, need) => no(one.areas.some((id) => need.areas.includes(id))),
};
const load: Measure = { is: 'load', rank: ({ id, load }, _, { work }) => work.load(id) / load };

const whenPressing: readonly Measure[] = [sameWork, keyArea, near, skill, area, load, known];
const whenNot: readonly Measure[] = [sameWork, known, keyArea, skill, area, load, near];

const merit: {
  readonly [K in Merit['is']]?: (one: Colleague, need: Need, crew: Crew) => Merit[];
} = {
  same_work: (one, { again }) => (one.id === again ? [{ is: 'same_work' }] : []),
  known: (one, { served }) => (served.includes(one.id) ? [{ is: 'known' }] : []),
  key_area: ({ senior }, { keyArea: lane, kept }) =>
    senior && lane && kept ? [{ is: 'key_area', area: lane.id, colour: lane.colour, ...kept }] : [],
  near: (one, need) => {
    const km = kmTo(one, need);
    return Number.isFinite(km) ? [{ is: 'near', km: Math.round(km * 10) / 10 }] : [];
  },
  skill: (one, need) => {
    const words = skillsFor(one, need);
    return words.length > 0 ? [{ is: 'skill', words }] : [];
  },
  area: ({ areas }, need, { roster }) => {
    const here = roster.areas.find(({ id }) => areas.includes(id) && need.areas.includes(id));
    return here ? [{ is: 'area', name: here.name }] : [];
  },
  load: ({ id, load: most }, _, { work }) => [{ is: 'load', carries: work.load(id), load: most }],
};

const no = (fact: boolean): number => (fact ? 0 : 1);

function kmTo({ at }: Colleague, { place }: Need): number {
  return at && place ? distance(at, place) : Number.POSITIVE_INFINITY;
}

function skillsFor({ skills }: Colleague, need: Need): readonly string[] {
  return skills.filter((word) => need.skills.includes(word));
}
