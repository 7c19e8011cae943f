import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPolicies } from '../../bot/policies.ts';
import { Desk } from '../../desk/desk.ts';
import { ticketNumbers } from '../../desk/number.ts';
import { Publishing } from '../../desk/publishing.ts';
import { aRequest, minute, TestClock } from './kit/desk.ts';
import { MemoryRecords } from './kit/records.ts';

type Json = Record<string, unknown>;

/** The cleaning policy as its file says, with its next version and whatever else changes. */
function cleaning(change: (json: Json) => void = () => {}, version = 2): Json {
  const path = join(import.meta.dirname, '../../desk/policies/cleaning.json');
  const json = { ...(JSON.parse(readFileSync(path, 'utf8')) as Json), version };
  change(json);
  return json;
}

/** Staff confirm the need of a general request within 20 instead of 30 minutes. */
const sooner = () =>
  cleaning((json) => {
    const { urgency } = json.tracks as { urgency: { general: Json[] } };
    const contact = urgency.general.find(({ id }) => id === 'general.contact');
    assert.ok(contact);
    contact.limit = '20m';
  });

function openHouse(records = new MemoryRecords()) {
  const clock = new TestClock();
  const book = loadPolicies();
  const desk = new Desk({ records, clock, policies: book, numbers: ticketNumbers('test secret') });
  const publishing = new Publishing({ records, clock, book });
  const open = async (cause: string) =>
    (await desk.report(aRequest({ account: `web:${cause}`, subject: cause }), cause)).ticket;
  const contactDue = async (no: string, account: string) => {
    const answer = await desk.look(no, { account });
    assert.ok(answer.done);
    return (Number(answer.ticket.next?.due) - answer.ticket.registeredAt) / minute;
  };
  return { records, clock, book, desk, publishing, open, contactDue };
}

describe('A new version of a policy', () => {
  it('holds for tickets opened from now on; older ones keep what they were promised', async () => {
    const { publishing, open, contactDue } = openHouse();
    const before = await open('a');
    assert.deepEqual((await publishing.publish(sooner(), 'director')).ok, true);
    const after = await open('b');
    assert.equal(await contactDue(before.no, 'web:a'), 30);
    assert.equal(await contactDue(after.no, 'web:b'), 20);
  });

  it('is there again after a restart', async () => {
    const { publishing, open, records } = openHouse();
    await publishing.publish(sooner(), 'director');
    const { no } = await open('a');
    const later = openHouse(records);
    assert.deepEqual(await later.publishing.restore(), []);
    assert.equal(later.book.of('cleaning').version, 2);
    assert.equal(await later.contactDue(no, 'web:a'), 20);
  });

  it('can be tried first: which open tickets would be due when, and nothing changes', async () => {
    const { publishing, open, records, clock } = openHouse();
    const { no, registeredAt } = await open('a');
    clock.at += 25 * minute;
    const { writes } = records;
    const checked = publishing.check(sooner());
    assert.ok(checked.ok);
    assert.deepEqual(await publishing.tryOut(checked.policy), [
      {
        no,
        changes: [
          {
            milestone: 'general.contact',
            before: { dueAt: registeredAt + 30 * minute, missed: false },
            after: { dueAt: registeredAt + 20 * minute, missed: true },
          },
        ],
      },
    ]);
    assert.equal(records.writes, writes);
    const same = publishing.check(cleaning());
    assert.ok(same.ok);
    assert.deepEqual(await publishing.tryOut(same.policy), []);
  });

  const refused: [what: string, file: () => unknown, says: RegExp][] = [
    ['that is not the next one', () => cleaning(() => {}, 3), /^version: must be 2, the next one$/],
    [
      'of a line nobody knows',
      () => cleaning((json) => Object.assign(json, { id: 'pets' })),
      /^id: .*pets/,
    ],
    ['that lacks a name', () => cleaning((json) => delete json.name), /^name: /],
    [
      'whose roles do not exist',
      () => cleaning((json) => Object.assign(json, { human: 'x' })),
      /human.*x/,
    ],
    ['that is no policy at all', () => 'hello', /the file/],
  ];
  for (const [what, file, says] of refused) {
    it(`${what} is refused, naming the field`, async () => {
      const { publishing, book } = openHouse();
      const answer = await publishing.publish(file(), 'director');
      assert.ok(!answer.ok);
      assert.match(answer.mistakes.join('\n'), says);
      assert.equal(book.of('cleaning').version, 1);
    });
  }

  it('that two publish at once is published once', async () => {
    const { publishing, records } = openHouse();
    const other = openHouse(records).publishing;
    const answers = await Promise.all([
      publishing.publish(sooner(), 'one'),
      other.publish(sooner(), 'two'),
    ]);
    assert.deepEqual(answers.map(({ ok }) => ok).sort(), [false, true]);
  });
});
