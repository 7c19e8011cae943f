import assert from 'node:assert/strict';
import { Rosters } from '../../desk/rosters.ts';
import { openDesk, policies } from './kit/desk.ts';
import { aColleague, aRoster } from './kit/roster.ts';

function doors() {
  const { records, clock } = openDesk();
  const open = () => new Rosters({ records, clock, policies });
  return { rosters: open(), elsewhere: open(), clock, records };
}

describe('The door to the roster', () => {
  it('shows nobody before anybody was entered, and then each change with its version', async () => {
    const { rosters } = doors();
    assert.deepEqual(
      [(await rosters.current()).version, (await rosters.read()).colleagues],
      [0, []],
    );
    const saved = await rosters.change({ colleague: aColleague() });
    assert.ok(saved.ok);
    assert.deepEqual([saved.roster.version, (await rosters.current()).colleagues.length], [1, 1]);
  });

  it('refuses to overwrite what somebody else changed, and shows how it stands', async () => {
    const { rosters, elsewhere } = doors();
    await rosters.save(aRoster({ colleagues: [aColleague()] }), 0);
    const late = await elsewhere.save(aRoster(), 0);
    assert.ok(!late.ok && late.why === 'stale');
    assert.deepEqual([late.roster.version, late.roster.colleagues[0]?.id], [1, 'lead-1']);
  });

  it('saves nothing that is not whole, and says what is wrong', async () => {
    const { rosters } = doors();
    await rosters.change({
      shift: { id: 'day', name: '早班', days: [1], from: '09:00', to: '17:00' },
    });
    await rosters.change({ colleague: aColleague({ shifts: ['day'] }) });
    const removed = await rosters.change({ remove: 'shift', id: 'day' });
    assert.ok(!removed.ok && removed.why === 'unfit');
    assert.match(removed.mistakes.join(), /colleagues\[0\] \(lead-1\)\.shifts: there is no "day"/);
    const nobodyYet = await rosters.change({ of: 'ghost', set: { away: true } });
    assert.ok(!nobodyYet.ok && nobodyYet.why === 'unfit');
    assert.match(nobodyYet.mistakes.join(), /colleagues\[1\]\.name/);
    assert.equal((await rosters.read()).version, 2);
  });

  it('changes a colleague in part, and takes a field away', async () => {
    const { rosters } = doors();
    await rosters.change({ colleague: aColleague({ account: 'wechat:o6' }) });
    await rosters.change({ of: 'lead-1', set: { away: true, account: undefined } });
    const [one] = (await rosters.read()).colleagues;
    assert.deepEqual([one?.away, one?.account, one?.name], [true, undefined, '林芳']);
    await rosters.change({ remove: 'colleague', id: 'lead-1' });
    assert.deepEqual((await rosters.read()).colleagues, []);
  });

  it('two changes at once are both there', async () => {
    const { rosters, elsewhere } = doors();
    await Promise.all([
      rosters.change({ colleague: aColleague({ id: 'a' }) }),
      elsewhere.change({ colleague: aColleague({ id: 'b' }) }),
    ]);
    assert.deepEqual((await rosters.read()).colleagues.map(({ id }) => id).sort(), ['a', 'b']);
  });

  it('a copy for deciding costs no look into the store, and is half a minute old at most', async () => {
    const { rosters, elsewhere, clock } = doors();
    await rosters.change({ colleague: aColleague() });
    await elsewhere.change({ of: 'lead-1', set: { away: true } });
    assert.equal((await rosters.current()).colleagues[0]?.away, undefined);
    clock.at += 30_000;
    assert.equal((await rosters.current()).colleagues[0]?.away, true);
  });
});
