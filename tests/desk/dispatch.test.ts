import assert from 'node:assert/strict';
import fc from 'fast-check';
import { loadPeople } from '../../bot/people.ts';
import type { Crew } from '../../desk/dispatch/crew.ts';
import { dispatch, type Sent } from '../../desk/dispatch/dispatch.ts';
import { isThere } from '../../desk/dispatch/fit.ts';
import { distance } from '../../desk/dispatch/merits.ts';
import { needOf, rolesFrom } from '../../desk/dispatch/need.ts';
import { inTurn, turnOf } from '../../desk/dispatch/turn.ts';
import type { NewRequest } from '../../desk/events.ts';
import { type Colleague, holds, type Roster } from '../../desk/roster.ts';
import { kinds, urgencies } from '../../desk/words.ts';
import { shanghai } from './kit/calendars.ts';
import { hour, minute, policies } from './kit/desk.ts';
import { aColleague, aRoster } from './kit/roster.ts';
import { aTicket } from './kit/timeline.ts';

const tuesday = shanghai('2026-03-03 10:00');
const demo = loadPeople(policies);

interface Scene {
  readonly roster: Roster;
  readonly at?: number;
  readonly request?: Partial<NewRequest> & { vip?: boolean };
  readonly role?: string;
  readonly load?: Readonly<Record<string, number>>;
  readonly ordinary?: number;
  readonly ahead?: number;
  readonly aside?: ReadonlyMap<string, 'declined' | 'unanswered'>;
  readonly served?: readonly string[];
  readonly again?: string;
}

function scene({ roster, at = tuesday, request = {}, load = {}, ...more }: Scene) {
  const ticket = aTicket(at, [], request);
  const policy = policies.of(ticket.request.line);
  const { aside = new Map(), served = [], again, ordinary = 0, ahead = 0 } = more;
  const roles = rolesFrom(more.role ?? ticket.owner.role, ticket, policy);
  const need = needOf(ticket, { roles, aside, served, ...(again && { again }) }, policy, roster);
  const work = {
    load: (id: string) => load[id] ?? 0,
    ordinary: () => ordinary,
    ahead: () => ahead,
  };
  const crew: Crew = { roster, calendars: policies.calendars, work, at };
  return { need, crew, ticket };
}

function send(parts: Scene): Sent {
  const { need, crew } = scene(parts);
  const sent = dispatch(need, crew);
  assert.ok(sent);
  return sent;
}

const lead = (id: string, parts: Partial<Colleague> = {}) => aColleague({ id, name: id, ...parts });
const of = (...colleagues: Colleague[]) =>
  aRoster({
    colleagues,
    areas: [
      { id: 'west', name: '西', words: ['科技路'], at: { latitude: 34.23, longitude: 108.89 } },
      { id: 'east', name: '东', words: ['东大街'], at: { latitude: 34.26, longitude: 108.96 } },
    ],
    shifts: [
      { id: 'day', name: '早班', days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' },
      { id: 'night', name: '夜班', days: [1, 2, 3, 4, 5, 6, 7], from: '22:00', to: '06:00' },
    ],
  });
const engineer = (id: string, parts: Partial<Colleague> = {}) =>
  lead(id, { posts: [{ line: 'furniture', role: 'engineer' }], ...parts });
const manager = (id: string, parts: Partial<Colleague> = {}) =>
  lead(id, { posts: [{ line: 'cleaning', role: 'project_manager' }], ...parts });
const lacks = ({ choice }: Sent) => choice.others.map(({ staff, not }) => `${staff} ${not}`);

describe('Whom a ticket goes to', () => {
  const cases: [name: string, scene: Scene, staff: string | undefined, others: string[]][] = [
    [
      'somebody of the area, not one who works elsewhere',
      { roster: of(lead('far', { areas: ['east'] }), lead('here', { areas: ['west'] })) },
      'here',
      ['far area'],
    ],
    [
      'anybody, if nobody knows where it is',
      { roster: of(lead('far', { areas: ['east'] })), request: { address: '某处' } },
      'far',
      [],
    ],
    [
      'whoever is at work',
      { roster: of(lead('owl', { shifts: ['night'] }), lead('lark', { shifts: ['day'] })) },
      'lark',
      ['owl off_duty'],
    ],
    [
      'nobody who is ill',
      { roster: of(lead('ill', { away: true }), lead('well')) },
      'well',
      ['ill away'],
    ],
    [
      'whoever knows the trade',
      { roster: of(lead('any'), lead('carpets', { skills: ['地毯'] })), load: { carpets: 3 } },
      'carpets',
      ['any skill'],
    ],
    [
      'whoever has the most room',
      { roster: of(lead('busy'), lead('free')), load: { busy: 4, free: 1 } },
      'free',
      ['busy load'],
    ],
    [
      'nobody whose hands are full',
      { roster: of(lead('full', { load: 2, skills: ['地毯'] }), lead('free')), load: { full: 2 } },
      'free',
      ['full full'],
    ],
    [
      'not again to somebody who said no',
      { roster: of(lead('no'), lead('yes')), aside: new Map([['no', 'declined']]) },
      'yes',
      ['no declined'],
    ],
    [
      'whoever this customer knows',
      { roster: of(lead('new'), lead('old')), load: { old: 5 }, served: ['old'] },
      'old',
      ['new known'],
    ],
    [
      'whoever did the work that is done again',
      { roster: of(lead('a'), lead('b')), served: ['a'], again: 'b' },
      'b',
      ['a same_work'],
    ],
  ];
  for (const [name, parts, staff, others] of cases)
    it(name, () => {
      const sent = send(parts);
      assert.deepEqual([sent.staff, lacks(sent)], [staff, others]);
      assert.deepEqual([sent.role, sent.choice.passed], ['area_lead', []]);
    });

  it('in an emergency the nearest, by the distance over the globe', () => {
    const near = manager('near', { at: { latitude: 34.24, longitude: 108.9 }, load: 50 });
    const far = manager('far', { at: { latitude: 34.3, longitude: 109 } });
    const sent = send({ roster: of(far, near), request: { urgency: 'urgent' }, load: { near: 9 } });
    assert.equal(sent.staff, 'near');
    assert.deepEqual(
      sent.choice.why.find(({ is }) => is === 'near'),
      { is: 'near', km: 1.4 },
    );
    assert.deepEqual(lacks(sent), ['far near']);
  });

  it('a place picked on the map is nearer than the middle of an area', () => {
    const a = manager('a', { at: { latitude: 34.23, longitude: 108.89 } });
    const b = manager('b', { at: { latitude: 34.26, longitude: 108.96 } });
    const request = { urgency: 'urgent' as const };
    assert.equal(send({ roster: of(a, b), request }).staff, 'a');
    const place = { latitude: 34.259, longitude: 108.961 };
    assert.equal(send({ roster: of(a, b), request: { ...request, place } }).staff, 'b');
  });

  it('Beijing to Shanghai is 1,067 km', () => {
    const km = distance(
      { latitude: 39.9042, longitude: 116.4074 },
      { latitude: 31.2304, longitude: 121.4737 },
    );
    assert.equal(Math.round(km), 1067);
  });
});

describe('When nobody of a role is available', () => {
  const midnight = shanghai('2026-03-04 00:30');
  const night = aColleague({
    id: 'owl',
    name: 'owl',
    posts: [{ line: 'cleaning', role: 'customer_service' }],
    shifts: ['night'],
  });
  const day = lead('lark', { shifts: ['day'] });

  it('it goes to the next rung, and says which roles were asked in vain', () => {
    const sent = send({
      roster: of(manager('m', { shifts: ['day'] }), lead('d', { posts: director })),
      request: { urgency: 'urgent' },
      at: midnight,
    });
    assert.deepEqual(
      [sent.role, sent.staff, sent.choice.passed],
      ['director', 'd', ['project_manager']],
    );
    const [m] = sent.choice.others;
    assert.deepEqual([m?.not, m?.until], ['off_duty', shanghai('2026-03-04 09:00')]);
  });

  it('people on call sleep, unless it cannot wait', () => {
    const roster = of(day, lead('d', { posts: director }), night);
    assert.equal(send({ roster, at: midnight }).staff, 'owl');
    assert.equal(send({ roster, at: midnight, request: { urgency: 'major' } }).staff, 'd');
  });

  it('a small matter waits for the first who is back, and says when', () => {
    const sent = send({
      roster: of(day, lead('late', { shifts: ['night'], away: true })),
      at: midnight,
    });
    assert.deepEqual([sent.staff, sent.choice.from], ['lark', shanghai('2026-03-04 09:00')]);
    assert.deepEqual(sent.choice.why[0], { is: 'needed', despite: 'off_duty' });
  });

  it('in an emergency full hands and free evenings count less than the danger', () => {
    const full = manager('full', { load: 1 });
    const home = manager('home', { shifts: ['day'] });
    const request = { urgency: 'urgent' as const };
    const at = midnight;
    assert.equal(send({ roster: of(full, home), load: { full: 1 }, request, at }).staff, 'full');
    assert.equal(send({ roster: of(home), request, at }).staff, 'home');
  });

  it('if there is nobody at all, every reason is there', () => {
    const sent = send({ roster: of(lead('ill', { away: true })), aside: new Map() });
    assert.equal(sent.staff, undefined);
    assert.deepEqual(sent.choice.passed, [
      'area_lead',
      'project_manager',
      'director',
      'customer_service',
    ]);
    assert.deepEqual(lacks(sent), ['ill away']);
  });

  it('where nobody was ever entered, nobody is asked', () => {
    const { need, crew } = scene({ roster: aRoster() });
    assert.equal(dispatch(need, crew), undefined);
  });

  const director = [{ line: 'cleaning', role: 'director' }];
});

describe('Key areas', () => {
  const four = of(
    engineer('e1', { load: 5 }),
    engineer('e2', { load: 5, senior: true }),
    lead('support', { posts: [{ line: 'furniture', role: 'technical_support' }] }),
  );
  const furniture = { line: 'furniture', subject: '椅子', words: '椅子松了' };

  it('get the experienced first, with the shares kept for them', () => {
    const sent = send({
      roster: four,
      request: { ...furniture, address: '门厅' },
      load: { e2: 4 },
    });
    assert.equal(sent.staff, 'e2');
    assert.deepEqual(sent.choice.why[0], {
      is: 'key_area',
      area: 'entrance',
      colour: 'red',
      people: 0.7,
      material: 0.6,
    });
  });

  it('keep 70 % of the hands: the third ordinary ticket of ten hands is the last', () => {
    assert.equal(send({ roster: four, request: furniture, ordinary: 2 }).role, 'engineer');
    const fourth = send({ roster: four, request: furniture, ordinary: 3 });
    assert.equal(fourth.staff, 'support');
    assert.deepEqual(lacks(fourth).sort(), ['e1 kept', 'e2 kept']);
    const key = send({ roster: four, request: { ...furniture, address: '门厅' }, ordinary: 3 });
    assert.equal(key.role, 'engineer');
  });

  it('but nobody waits for an empty reserve if the whole ladder is busy', () => {
    const sent = send({ roster: of(engineer('e1', { load: 2 })), request: furniture, ordinary: 1 });
    assert.equal(sent.staff, 'e1');
    assert.deepEqual(sent.choice.why[0], { is: 'needed', despite: 'kept' });
  });
});

describe('Who is served first', () => {
  const turn = (parts: Partial<NewRequest> & { vip?: boolean }, at: number) => {
    const { request } = aTicket(at, [], parts);
    return turnOf({ ...request, registeredAt: at }, policies.of(request.line));
  };

  it('a VIP counts as registered two hours earlier, under equal demand only', () => {
    const vip = turn({ vip: true }, tuesday);
    assert.ok(inTurn(vip, turn({}, tuesday - 2 * hour + minute)) < 0);
    assert.ok(inTurn(vip, turn({}, tuesday - 2 * hour - minute)) > 0);
    assert.ok(inTurn(vip, turn({ urgency: 'urgent' }, tuesday)) > 0);
  });

  it('red before yellow before blue before everywhere else', () => {
    const at = (address: string) => turn({ line: 'furniture', address }, tuesday);
    const order = ['某处', '教师办公室', '专业教室', '门厅'].map(at).sort(inTurn);
    assert.deepEqual(
      order.map(({ colour }) => colour),
      [0, 1, 2, 3],
    );
  });

  it('the last free hands are for those whose turn is before', () => {
    const roster = of(
      lead('one', { load: 3 }),
      lead('m', { posts: [{ line: 'cleaning', role: 'project_manager' }] }),
    );
    assert.equal(send({ roster, load: { one: 1 }, ahead: 1 }).staff, 'one');
    const queued = send({ roster: of(lead('one', { load: 3 })), load: { one: 1 }, ahead: 2 });
    assert.deepEqual([queued.staff, lacks(queued)], [undefined, ['one queued']]);
  });
});

describe('Whatever is asked of whomever', () => {
  const request = fc.record({
    line: fc.constantFrom('cleaning', 'furniture', 'visit', 'housekeeping'),
    urgency: fc.constantFrom(...urgencies),
    kind: fc.constantFrom(...kinds),
    alsoUrgent: fc.boolean(),
    vip: fc.boolean(),
    address: fc.constantFrom('朝阳区望京花园3号楼', '海淀区花果路1号', '门厅', '某处', ''),
    subject: fc.constantFrom('地毯', '椅子', '玻璃', '别的'),
  });
  const load = fc.dictionary(
    fc.constantFrom(...demo.colleagues.map(({ id }) => id)),
    fc.integer({ min: 0, max: 40 }),
  );
  const aside = fc.dictionary(
    fc.constantFrom(...demo.colleagues.map(({ id }) => id)),
    fc.constantFrom('declined' as const, 'unanswered' as const),
  );
  const away = fc.uniqueArray(fc.constantFrom(...demo.colleagues.map(({ id }) => id)));

  it('nobody unfit is sent, and there is a reason for and against everybody', () => {
    fc.assert(
      fc.property(
        fc.record({
          request,
          load,
          aside,
          away,
          minutes: fc.integer({ min: 0, max: 366 * 24 * 60 }),
          ordinary: fc.integer({ min: 0, max: 30 }),
          ahead: fc.integer({ min: 0, max: 5 }),
        }),
        ({ minutes, away, aside, ...rest }) => {
          const colleagues = demo.colleagues.map((one) =>
            away.includes(one.id) ? { ...one, away: true } : one,
          );
          const roster = { ...demo, colleagues };
          const at = shanghai('2026-01-01 00:00') + minutes * minute;
          const { need, crew } = scene({
            ...rest,
            roster,
            at,
            aside: new Map(Object.entries(aside)),
          });
          const sent = dispatch(need, crew);
          assert.ok(sent);
          const { why, others, more = 0 } = sent.choice;
          const considered = roster.colleagues.filter((one) =>
            [sent.role, ...sent.choice.passed, ...(need.aside.has(one.id) ? need.roles : [])].some(
              (role) => holds(one, need.line, role),
            ),
          );
          assert.equal(others.length + more + (sent.staff ? 1 : 0), considered.length);
          const one = roster.colleagues.find(({ id }) => id === sent.staff);
          if (!one) return assert.deepEqual([sent.staff, why], [undefined, []]);
          assert.ok(holds(one, need.line, sent.role));
          assert.ok(!one.away && !need.aside.has(one.id));
          const there = one.areas.length === 0 || need.areas.length === 0;
          assert.ok(there || one.areas.some((area) => need.areas.includes(area)));
          const despite = why.flatMap((merit) => (merit.is === 'needed' ? [merit.despite] : []))[0];
          const full = crew.work.load(one.id) >= one.load;
          const present = isThere(one, need.pressing, crew);
          assert.ok(present || despite === 'off_duty');
          assert.ok(!full || need.pressing || !present);
          assert.ok(why.some(({ is }) => is === 'load'));
          assert.ok(!others.some(({ staff }) => staff === one.id));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('asked twice, the answer is the same', () => {
    fc.assert(
      fc.property(request, load, (request, load) => {
        const { need, crew } = scene({ roster: demo, request, load });
        const turned = { ...demo, colleagues: demo.colleagues.toReversed() };
        assert.equal(
          dispatch(need, crew)?.staff,
          dispatch(need, { ...crew, roster: turned })?.staff,
        );
      }),
      { numRuns: 200 },
    );
  });
});
