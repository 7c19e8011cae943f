import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Carrier, type Fields } from '../../../bot/channels/phone/simulator/carrier.ts';
import { loadPeople } from '../../../bot/people.ts';
import { aRequest, policies } from '../../desk/kit/desk.ts';
import { Caller } from '../../kit/caller.ts';
import { Work } from '../../kit/desk-work.ts';
import { account, type CallingHouse, openCallingHouse } from '../../kit/exchange.ts';
import { Clerk } from '../../web/kit/crew.ts';

const minute = 60_000;
const password = 'correct horse battery';

/** What may happen while a colleague is put through; `stray`: a webhook that comes late, twice or out of order. */
type Happens =
  | { readonly what: 'join' | 'leave'; readonly who: 'zhou-min' | 'han-xue' }
  | { readonly what: 'says' | 'silent' | '0' | 'hangs up' | 'ten minutes' | 'restart' }
  | {
      readonly what: 'colleague';
      readonly deed: 'picks up' | '1' | '2' | 'hangs up' | 'does not answer' | 'is busy';
    }
  | { readonly what: 'trouble'; readonly is: 'lost before' | 'lost after' | 'gone' | 'down' }
  | { readonly what: 'stray'; readonly path: string; readonly fields: Fields };

const who = fc.constantFrom('zhou-min', 'han-xue' as const);
const stray = fc.record({
  what: fc.constant('stray' as const),
  path: fc.oneof(
    fc.integer({ min: 0, max: 16 }).map((turn) => `/voice/turn?t=${turn}`),
    fc.constantFrom('/voice/whisper?call=', '/voice/whisper?answered=1&call=', '/voice/wait'),
  ),
  fields: fc.constantFrom<Fields>(
    {},
    { Digits: '1' },
    { Digits: '2' },
    { SpeechResult: '还有窗户也没擦' },
    { DialCallStatus: 'completed', DialBridged: 'true' },
    { DialCallStatus: 'completed', DialBridged: 'false' },
    { DialCallStatus: 'no-answer', DialBridged: 'false' },
    { QueueResult: 'redirected' },
    { QueueResult: 'bridged' },
    { QueueResult: 'leave' },
  ),
});
const happens: fc.Arbitrary<Happens> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ what: fc.constantFrom('join', 'join', 'leave' as const), who }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('colleague' as const),
      deed: fc.constantFrom(
        'picks up',
        '1',
        '1',
        '2',
        'hangs up',
        'does not answer',
        'is busy' as const,
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constantFrom('says', 'silent', '0', 'hangs up', 'ten minutes', 'restart' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('trouble' as const),
      is: fc.constantFrom('lost before', 'lost after', 'gone', 'down' as const),
    }),
  },
  { weight: 3, arbitrary: stray },
) as fc.Arbitrary<Happens>;

describe('A colleague who is put through, in whatever order things happen', function () {
  this.timeout(240_000);
  let house: CallingHouse;
  const signIn = (name: string) => Clerk.signsIn(house.running.url, name, password);

  let callers = 800_000_000;

  before(async () => {
    house = await openCallingHouse();
    const { rosters, staff } = house.running.house;
    await rosters.save(loadPeople(policies), 0);
    for (const [name, role] of [
      ['zhou-min', 'agent'],
      ['han-xue', 'director'],
    ] as const)
      await staff.crew.add({ name, role, colleague: name, password, own: true });
  });
  after(() => house.remove());

  it('leaves nobody in silence, and nobody on record who is not there', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(happens, { minLength: 1, maxLength: 2 }), {
          minLength: 3,
          maxLength: 12,
        }),
        run,
      ),
      { numRuns: 15 },
    );
  });

  async function run(course: Happens[][]): Promise<void> {
    const caller = await Caller.calls(
      house.running.url,
      { ...account, from: `+8613${++callers}`, colleague: 'lets wait' },
      house.exchange,
    );
    await caller.presses('1');
    const { desk } = house.running.house;
    const conversation = `phone:${caller.phone.id}`;
    const request = aRequest({ phone: `13${callers}`, account: conversation });
    const { no } = (await desk.report(request, `${conversation}/said-1`)).ticket;
    const work = new Work(() => house.running, no);
    let said = 0;
    for (const together of course) {
      const stops = together.some(({ what }) => what === 'restart');
      // Nothing else is asked of a house that is down; the provider would ask again.
      await (stops ? restarts() : Promise.all(together.map((one) => happen(one))));
      await house.exchange.settled();
      answersOrWaits();
    }
    house.exchange.troubles.length = 0;
    await caller.phone.hangsUp(course.length % 2 === 0).catch(() => {});
    await house.exchange.settled();
    await work.passes(60 * minute);
    const types = await work.types();
    const count = (type: string) => types.filter((one) => one === type).length;
    const shown = `${caller.phone.transcript}\n${types}\n${JSON.stringify(house.running.errors)}`;
    assert.equal(count('person_joined'), count('person_left'), shown);
    const { body } = await (await signIn('han-xue')).get(`/tickets/${no}/conversation`);
    assert.deepEqual([body.person, body.call], [undefined, undefined], shown);
    const errors = house.running.errors.filter((one) => !/^(phone\.text|notice\.)/.test(one));
    assert.deepEqual(errors, [], shown);
    assert.deepEqual(house.exchange.failures.splice(0), [], shown);

    function answersOrWaits() {
      const { state, leg } = caller.phone;
      assert.ok(['listening', 'waiting', 'talking', 'over'].includes(state), state);
      if (state === 'talking') assert.equal(leg?.state, 'talking', caller.phone.transcript);
    }

    async function restarts(): Promise<void> {
      await house.restart();
      caller.phone.movesTo(house.running.url);
    }

    async function happen(it: Happens): Promise<void> {
      const { phone } = caller;
      switch (it.what) {
        case 'join':
        case 'leave': {
          const clerk = await signIn(it.who);
          const { status, body } = await clerk.post(
            `/tickets/${no}/conversation/${it.what}`,
            it.what === 'leave' ? { agreed: '三点' } : undefined,
          );
          assert.ok(status < 500, `${status} ${JSON.stringify(body)}`);
          return;
        }
        case 'colleague': {
          const deed = it.deed === '1' || it.deed === '2' ? { presses: it.deed } : it.deed;
          if (phone.leg) await phone.colleagueDoes(deed as never).catch(possible);
          return;
        }
        case 'says':
          said += 1;
          if (phone.state === 'listening')
            await phone.says(`还有窗户也没擦${said}`).catch(possible);
          return;
        case 'silent':
          if (phone.state === 'listening') await phone.keepsSilent().catch(possible);
          return;
        case '0':
          if (phone.state === 'listening') await phone.presses('0').catch(possible);
          return;
        case 'hangs up':
          return phone.hangsUp(said % 2 === 0).catch(possible);
        case 'ten minutes':
          return work.passes(10 * minute);
        case 'restart':
          return restarts();
        case 'trouble':
          house.exchange.troubles.push(
            it.is === 'gone'
              ? { status: 400, code: 21220 }
              : it.is === 'down'
                ? { status: 503, code: 20503 }
                : it.is,
          );
          return;
        case 'stray': {
          const carrier = new Carrier({ url: house.running.url, ...account });
          const path = it.path.endsWith('call=') ? `${it.path}${phone.id}` : it.path;
          const { status, body } = await carrier.post(path, {
            ...phone.fields,
            ...it.fields,
            CallStatus: 'in-progress',
          });
          assert.equal(status, 200, body);
          if (path.startsWith('/voice/turn'))
            assert.match(body, /<(Gather|Dial|Enqueue|Hangup|Redirect)/);
        }
      }
    }
  }
});

/** What a telephone cannot do at that moment is not done; what the house did wrong is no excuse. */
function possible(error: unknown): void {
  if (!/Nobody (is|waits)|This telephone|Nothing was/.test(String(error))) throw error;
}
