import assert from 'node:assert/strict';
import { passwords as passwordsOf } from '../../bot/staff/passwords.ts';
import { Crew } from '../../desk/crew-accounts.ts';
import { Sessions } from '../../desk/crew-sessions.ts';
import { openHouse, type RunningHouse } from '../kit/house.ts';
import { Clerk } from './kit/crew.ts';

const minute = 60_000;
const hour = 60 * minute;

describe('Signing in', () => {
  let running: RunningHouse;
  let password = '';
  beforeEach(async () => {
    running = await openHouse();
    password = running.house.staff.demo?.password ?? '';
  });
  afterEach(async () => {
    assert.deepEqual(running.errors, []);
    await running.remove();
  });

  const signIn = (name = 'admin') => Clerk.signsIn(running.url, name, password);
  const guess = async (clerk: Clerk, name: string, wrong = 'wrong-password', headers = {}) =>
    (await clerk.post('/session', { name, password: wrong }, { headers })).status;

  it('gives a cookie scripts cannot read and other sites cannot send, and a new one each time', async () => {
    const clerk = await Clerk.arrives(running.url);
    const { headers } = await clerk.post('/session', { name: ' Admin ', password });
    const [session = ''] = headers.getSetCookie();
    assert.match(session, /^staff=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    const first = clerk.cookies.get('staff');
    await clerk.post('/session', { name: 'admin', password });
    assert.notEqual(clerk.cookies.get('staff'), first);
  });

  it('over https binds the cookie to this host and to https', async () => {
    const secure = await openHouse({ PUBLIC_BASE_URL: 'https://desk.example.com' });
    try {
      const clerk = await Clerk.arrives(secure.url);
      const shown = secure.house.staff.demo?.password;
      const { headers } = await clerk.post('/session', { name: 'admin', password: shown });
      const [session = ''] = headers.getSetCookie();
      assert.match(session, /^__Host-staff=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/);
    } finally {
      await secure.remove();
    }
  });

  it('does not take over a session that somebody else has planted', async () => {
    const attacker = await signIn('quality');
    const planted = attacker.cookies.get('staff') ?? '';
    const victim = await Clerk.arrives(running.url);
    victim.setCookie('staff', planted);
    const { body } = await victim.post('/session', { name: 'admin', password });
    assert.equal(body.name, 'admin');
    assert.notEqual(victim.cookies.get('staff'), planted);
    assert.equal((await attacker.get('/session')).status, 401);
    const forged = await Clerk.arrives(running.url);
    forged.setCookie('staff', 'a'.repeat(43));
    assert.equal((await forged.get('/session')).status, 401);
  });

  it('says the same of a wrong name and a wrong password', async () => {
    const clerk = await Clerk.arrives(running.url);
    const known = await clerk.post('/session', { name: 'admin', password: 'wrong-password' });
    const unknown = await clerk.post('/session', { name: 'nobody', password: 'wrong-password' });
    assert.deepEqual([known.status, known.body.detail], [unknown.status, unknown.body.detail]);
    assert.equal(known.status, 401);
  });

  it('locks out who guesses, for a quarter of an hour, also all at once', async () => {
    const clerk = await Clerk.arrives(running.url);
    const statuses = await Promise.all(Array.from({ length: 12 }, () => guess(clerk, 'admin')));
    assert.deepEqual(statuses.filter((status) => status === 401).length, 5);
    const { status, headers } = await clerk.post('/session', { name: 'admin', password });
    assert.equal(status, 429);
    assert.ok(Number(headers.get('retry-after')) <= 900);
    running.clock.advance(15 * minute);
    assert.equal((await clerk.post('/session', { name: 'admin', password })).status, 200);
  });

  it('does not let strangers lock out who has signed in here before', async () => {
    const own = await signIn();
    await own.send('DELETE', '/session');
    const stranger = await Clerk.arrives(running.url);
    for (let at = 0; at < 30; at++)
      await guess(stranger, 'admin', 'wrong-password', { 'X-Forwarded-For': `203.0.113.${at}` });
    const late = { 'X-Forwarded-For': '203.0.113.99' };
    assert.equal(await guess(stranger, 'admin', password, late), 429);
    assert.equal((await own.post('/session', { name: 'admin', password })).status, 200);
  });

  it('locks an address that tries many names', async () => {
    const clerk = await Clerk.arrives(running.url);
    const statuses: number[] = [];
    for (let at = 0; at < 31; at++) statuses.push(await guess(clerk, `name-${at}`));
    assert.deepEqual([statuses[29], statuses[30]], [401, 429]);
  });

  it('changes nothing without the session’s own token, nor for another site', async () => {
    const clerk = await signIn();
    const { csrf } = clerk;
    const body = { name: 'eve', role: 'admin', password: 'correct horse battery' };
    const tries: [csrf: string, headers: Record<string, string>, code: string][] = [
      ['', {}, 'csrf'],
      ['a'.repeat(csrf.length), {}, 'csrf'],
      [(await signIn('quality')).csrf, {}, 'csrf'],
      [csrf, { Origin: 'https://evil.example' }, 'foreign'],
      [csrf, { Origin: 'null' }, 'foreign'],
      [csrf, { 'Sec-Fetch-Site': 'cross-site' }, 'foreign'],
    ];
    for (const [token, headers, code] of tries) {
      clerk.csrf = token;
      const answer = await clerk.post('/accounts', body, { headers });
      assert.deepEqual([answer.status, answer.body.code], [403, code]);
    }
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    clerk.csrf = csrf;
    const posted = await clerk.post('/session', undefined, { raw: 'name=admin', headers: form });
    assert.equal(posted.status, 415);
    assert.equal((await clerk.post('/accounts', body)).status, 201);
  });

  it('ends when unused for three quarters of an hour, and after half a day in any case', async () => {
    const clerk = await signIn();
    running.clock.advance(44 * minute);
    assert.equal((await clerk.get('/session')).status, 200);
    running.clock.advance(44 * minute);
    assert.equal((await clerk.get('/session')).status, 200);
    running.clock.advance(46 * minute);
    assert.equal((await clerk.get('/session')).status, 401);
    const busy = await signIn();
    for (let at = 0; at < 23; at++) {
      running.clock.advance(hour / 2);
      assert.equal((await busy.get('/session')).status, 200);
    }
    running.clock.advance(hour / 2);
    assert.equal((await busy.get('/session')).status, 401);
  });

  it('outlives a restart, and is over everywhere when told so', async () => {
    const [here, there] = [await signIn(), await signIn()];
    running = await running.restart();
    // The address changes with the port; the cookies do not.
    const again = await Clerk.arrives(running.url);
    again.setCookie('staff', here.cookies.get('staff') ?? '');
    again.csrf = here.csrf;
    assert.equal((await again.get('/session')).status, 200);
    assert.equal((await again.send('DELETE', '/sessions')).status, 204);
    const elsewhere = await Clerk.arrives(running.url);
    elsewhere.setCookie('staff', there.cookies.get('staff') ?? '');
    assert.equal((await elsewhere.get('/session')).status, 401);
  });

  it('makes a first password be changed before anything else', async () => {
    const admin = await signIn();
    const wish = {
      name: 'new.hand',
      role: 'agent',
      colleague: 'sun-yue',
      password: 'first-password',
    };
    assert.equal((await admin.post('/accounts', wish)).status, 201);
    const clerk = await Clerk.signsIn(running.url, 'new.hand', 'first-password');
    assert.equal((await clerk.get('/tickets')).body.code, 'change_password');
    const change = (present: string, password: string) =>
      clerk.send('PUT', '/session/password', { present, password });
    const wrong = await change('guess', 'a password of my own');
    assert.deepEqual([wrong.status, wrong.body.errors[0].field], [400, 'present']);
    assert.equal((await change('first-password', 'new.hand 12345')).status, 400);
    assert.equal((await change('first-password', 'a password of my own')).status, 204);
    const again = await Clerk.signsIn(running.url, 'new.hand', 'a password of my own');
    assert.equal((await again.get('/tickets')).status, 200);
  });

  for (const password of [
    'short',
    '1234567890',
    '13800138000',
    'aaaaaaaaaaaa',
    'Password2026!',
    'qwertyuiop',
    '1qaz2wsx3edc',
    'woaini1314520',
    'admin-123456',
    'new.hand-2026',
    'x'.repeat(201),
  ])
    it(`takes no password that is guessed first: ${password.slice(0, 20)}`, async () => {
      const admin = await signIn();
      const { status, body } = await admin.post('/accounts', {
        name: 'new.hand',
        role: 'agent',
        password,
      });
      assert.deepEqual([status, body.errors[0].field], [400, 'password']);
    });

  it('belongs to one colleague at most, and tells what its role may do', async () => {
    const admin = await signIn();
    const wish = { name: 'new.hand', role: 'worker', password: 'correct horse battery' };
    const taken = await admin.post('/accounts', { ...wish, colleague: 'wang-guilan' });
    assert.deepEqual([taken.status, taken.body.errors[0].field], [409, 'colleague']);
    assert.equal((await admin.post('/accounts', wish)).status, 201);
    const move = (colleague: string) => admin.send('PATCH', '/accounts/new.hand', { colleague });
    assert.equal((await move('wang-guilan')).status, 409);
    assert.equal((await move('chen-hao')).status, 200);
    assert.equal((await move('chen-hao')).status, 200, 'said again it is theirs already');
    const { may } = (await (await signIn('quality')).get('/session')).body;
    assert.ok(may.includes('ticket.inspect') && !may.includes('ticket.take'));
  });

  it('does as much for a name nobody has as for one somebody has', async () => {
    const asked: (string | undefined)[] = [];
    const { books } = running.house.store;
    const fits = async (_secret: string, hash: string | undefined) => asked.push(hash) < 0;
    const passwords = { fits, hash: async () => 'x' };
    const crew = new Crew({ books, clock: running.clock, passwords });
    const sessions = new Sessions({ books, clock: running.clock, passwords, crew });
    for (const name of ['admin', 'nobody', 'not a name']) {
      const told = await sessions.signIn({ name, password: 'x', address: '192.0.2.1' });
      assert.deepEqual(told, { ok: false, why: 'wrong' });
    }
    assert.deepEqual(
      asked.map((hash) => typeof hash),
      ['string', 'undefined', 'undefined'],
    );
    const slow = passwordsOf(2 ** 12);
    const time = async (hash?: string) => {
      const began = performance.now();
      for (let at = 0; at < 5; at++) await slow.fits('x', hash);
      return performance.now() - began;
    };
    const known = await slow.hash('y');
    assert.ok((await time()) > (await time(known)) / 4, 'an unknown name costs the same work');
  });

  it('keeps in the record what was typed as a name only if it can be one', async () => {
    await guess(await Clerk.arrives(running.url), 'My secret passphrase!\n2026');
    const { body } = await (await signIn()).get('/audit', { query: { what: 'signIn' } });
    assert.deepEqual(
      body.entries.map(({ about }: { about: string }) => about),
      ['admin', '?'],
    );
  });

  it('does not let who found an open session try passwords', async () => {
    const clerk = await signIn('quality');
    const change = (present: string) =>
      clerk.send('PUT', '/session/password', { present, password: 'a password of my own' });
    for (let at = 0; at < 5; at++) assert.equal((await change('wrong-password')).status, 400);
    assert.equal((await change(password)).status, 429);
    running.clock.advance(15 * minute);
    assert.equal((await change(password)).status, 204);
  });

  it('takes rights away at once, and never the last administrator’s', async () => {
    const admin = await signIn();
    const agent = await signIn('zhou-min');
    const patch = (name: string, body: unknown) => admin.send('PATCH', `/accounts/${name}`, body);
    assert.equal((await patch('zhou-min', { disabled: true })).status, 200);
    assert.equal((await agent.get('/tickets')).status, 401);
    assert.equal(await guess(agent, 'zhou-min', password), 401);
    const last = await patch('admin', { role: 'agent' });
    assert.deepEqual([last.body.code, last.body.errors[0].field], ['last_admin', 'role']);
    assert.equal((await admin.send('DELETE', '/accounts/admin')).status, 409);
    assert.equal((await patch('quality', { name: 'root', generation: 9 })).status, 400);
  });

  it('writes down who tried and who did what, from where', async () => {
    await guess(await Clerk.arrives(running.url), 'quality');
    const admin = await signIn();
    await admin.send('DELETE', '/accounts/tang-wei');
    const quality = await signIn('quality');
    await quality.get('/audit');
    const { body } = await admin.get('/audit', { query: { limit: '5' } });
    assert.deepEqual(
      body.entries.map((one: Record<string, string>) => [
        one.who,
        one.what,
        one.about,
        one.outcome,
      ]),
      [
        ['quality', 'readAudit', undefined, 'refused'],
        ['-', 'signIn', 'quality', 'done'],
        ['admin', 'removeAccount', 'tang-wei', 'done'],
        ['-', 'signIn', 'admin', 'done'],
        ['-', 'signIn', 'quality', 'refused'],
      ],
    );
    const older = await admin.get('/audit', { query: { limit: '1', who: 'admin' } });
    assert.equal(older.body.entries[0].what, 'readAudit');
  });

  it('keeps no password, token or name where somebody with the files could read it', async () => {
    const clerk = await signIn('zhou-min');
    const { readdirSync, readFileSync } = await import('node:fs');
    const files = readdirSync(running.dataDir, { recursive: true, withFileTypes: true });
    const all = files
      .filter((file) => file.isFile())
      .map((file) => readFileSync(`${file.parentPath}/${file.name}`, 'latin1'))
      .join('\n');
    for (const secret of [password, clerk.cookies.get('staff') ?? '-', clerk.csrf, 'zhou-min'])
      assert.ok(!all.includes(secret), secret);
  });
});
