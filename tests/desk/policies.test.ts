import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPolicies } from '../../bot/policies.ts';
import { hour } from './kit/desk.ts';

interface Json {
  [field: string]: Json;
  [item: number]: Json;
}

describe('Policy files', () => {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'policies-'));
    for (const folder of ['policies', 'calendars', 'holidays', 'outreach.json']) {
      cpSync(join(import.meta.dirname, '../../desk', folder), join(dir, folder), {
        recursive: true,
      });
    }
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  const edit = (path: string, change: (json: Json) => void, to = path) => {
    const json = JSON.parse(readFileSync(join(dir, path), 'utf8')) as Json;
    change(json);
    writeFileSync(join(dir, to), JSON.stringify(json));
  };
  const cleaning = (change: (json: Json) => void) => edit('policies/cleaning.json', change);
  const put = (json: Json | undefined, field: string | number, value: unknown) => {
    assert.ok(json);
    json[field] = value as Json;
  };
  const general = (json: Json) => json.tracks?.urgency?.general;

  const mistakes: [what: string, spoil: () => void, says: RegExp][] = [
    [
      'a name that lacks a language',
      () => cleaning((json) => delete (json.name as Partial<Json>)['zh-Hant']),
      /cleaning\.json {2}name\.zh-Hant/,
    ],
    [
      'a start that does not exist',
      () => cleaning((json) => put(general(json)?.[2], 'from', 'general.pusht')),
      /general\[2\]\.from: .*general\.pusht.*use registered, general\.registered, general\.pushed/,
    ],
    [
      'two milestones that wait for each other',
      () =>
        cleaning((json) => {
          put(general(json)?.[1], 'from', 'general.contact');
          put(general(json)?.[2], 'from', 'general.pushed');
        }),
      /general\[1\]\.from: .*circle/,
    ],
    [
      'a word that is no event',
      () => cleaning((json) => put(general(json)?.[2], 'metBy', ['called'])),
      /general\[2\]\.metBy\[0\]: "called" is no event/,
    ],
    [
      'an event that cannot keep a promise',
      () => cleaning((json) => put(general(json)?.[2], 'metBy', ['urged'])),
      /general\[2\]\.metBy\[0\]: "urged" cannot keep a promise/,
    ],
    [
      'a ladder to nobody',
      () => cleaning((json) => put(general(json)?.[2], 'ladder', [{ role: 'boss', wait: '0m' }])),
      /general\[2\]\.ladder\[0\]\.role: "boss" is no role/,
    ],
    [
      'an owner who does not exist',
      () => cleaning((json) => put(general(json)?.[2], 'owner', 'nobody')),
      /general\[2\]\.owner: "nobody"/,
    ],
    [
      'limits that shrink',
      () => cleaning((json) => put(general(json)?.[3], 'limit', '20m')),
      /general\[3\]\.limit: is due before "general\.contact"/,
    ],
    [
      'a limit nobody can read',
      () => cleaning((json) => put(general(json)?.[3], 'limit', '2 hours')),
      /general\[3\]\.limit: write a length of time/,
    ],
    [
      'a start before something that is never promised',
      () => cleaning((json) => put(general(json)?.[2], 'from', 'lunch-1h')),
      /general\[2\]\.from: "lunch-1h" is neither an event nor a milestone/,
    ],
    [
      'warnings that do not rise',
      () => cleaning((json) => put(general(json)?.[3], 'warnAt', [0.8, 0.5])),
      /general\[3\]\.warnAt: write rising shares/,
    ],
    [
      'a class in which nobody speaks with the customer',
      () => cleaning((json) => put(general(json)?.[2], 'contact', false)),
      /tracks\.urgency\.general: no promise that a person speaks/,
    ],
    [
      'an unknown calendar',
      () => cleaning((json) => put(general(json)?.[2], 'calendar', 'moon')),
      /general\[2\]\.calendar: there is no "moon"; use 24x7, calling, office/,
    ],
    [
      'a misspelt field',
      () => cleaning((json) => put(general(json)?.[2], 'limt', '1h')),
      /general\[2\].*limt/,
    ],
    [
      'the same id twice',
      () => cleaning((json) => put(general(json)?.[1], 'id', 'general.contact')),
      /general\[2\]\.id: "general\.contact" is also the id of tracks\.urgency\.general\[1\]/,
    ],
    [
      'a route to nobody',
      () => cleaning((json) => put(json.routes, 'major', ['boss'])),
      /routes\.major\[0\]: "boss"/,
    ],
    [
      'broken JSON',
      () => writeFileSync(join(dir, 'policies/visit.json'), '{'),
      /visit\.json: cannot be read as JSON/,
    ],
    [
      'a file under a wrong name',
      () => edit('policies/visit.json', () => {}, 'policies/visits.json'),
      /visits\.json {2}id: is "visit"; name the file visit\.json/,
    ],
    [
      'a calendar that never opens',
      () =>
        edit('calendars/office.json', ({ week }) => {
          for (const day of Object.keys(week ?? {})) put(week, day, []);
        }),
      /office\.json {2}week: it never opens/,
    ],
    [
      'a day that does not exist',
      () => edit('holidays/cn-2026.json', (json) => put(json.holidays?.[0], 'to', '2026-02-30')),
      /cn-2026\.json {2}holidays\[0\]\.to: "2026-02-30" is no date/,
    ],
  ];
  for (const [what, spoil, says] of mistakes) {
    it(`with ${what} are refused`, () => {
      spoil();
      assert.throws(() => loadPolicies(dir), says);
    });
  }

  it('are refused with all mistakes in one message', () => {
    cleaning((json) => put(general(json)?.[2], 'owner', 'nobody'));
    edit('policies/furniture.json', (json) => put(json, 'human', 'nobody'));
    assert.throws(() => loadPolicies(dir), /cleaning\.json .*owner[\s\S]*furniture\.json .*human/);
  });

  it('keep an old version for the tickets born with it', () => {
    mkdirSync(join(dir, 'policies/old'));
    edit('policies/cleaning.json', () => {}, 'policies/old/cleaning.1.json');
    cleaning((json) => {
      put(json, 'version', 2);
      put(general(json)?.[3], 'limit', '3h');
    });
    const policies = loadPolicies(dir);
    assert.equal(policies.of('cleaning').version, 2);
    assert.equal(policies.of('cleaning').tracks.urgency.general[3]?.limit, 3 * hour);
    assert.equal(policies.of('cleaning', 1).tracks.urgency.general[3]?.limit, 2 * hour);
    assert.throws(() => policies.of('cleaning', 3), /old\/cleaning\.3\.json/);
    assert.throws(() => policies.of('gardening'), /gardening.*cleaning, furniture/);
  });

  it('of an old version must be older than the present one', () => {
    mkdirSync(join(dir, 'policies/old'));
    edit('policies/cleaning.json', () => {}, 'policies/old/cleaning.1.json');
    assert.throws(() => loadPolicies(dir), /version: must be higher than 1/);
  });
});
