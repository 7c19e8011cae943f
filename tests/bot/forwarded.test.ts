import assert from 'node:assert/strict';
import { loadConfig } from '../../bot/config.ts';
import { callerOf, trusting } from '../../bot/forwarded.ts';

/** Trusted networks, who is connected, what the header says → where the request comes from. */
const cases: [title: string, trusted: string[], peer: string, header: string, caller: string][] = [
  ['nobody forwarded it', [], '203.0.113.7', '', '203.0.113.7'],
  ['a stranger says whose it is', [], '203.0.113.7', '198.51.100.1', '203.0.113.7'],
  ['a neighbour in a private network says so', [], '10.0.0.9', '198.51.100.1', '10.0.0.9'],
  ['a proxy on this machine', [], '127.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['the same over IPv6', [], '::1', '2001:db8::7', '2001:db8::7'],
  ['the same as IPv4 in IPv6', [], '::ffff:127.0.0.1', '198.51.100.1', '198.51.100.1'],
  ['the caller wrote a hop before it', [], '127.0.0.1', '10.1.1.1, 198.51.100.1', '198.51.100.1'],
  ['a proxy we named', ['10.0.0.5'], '10.0.0.5', '198.51.100.1', '198.51.100.1'],
  ['its neighbour', ['10.0.0.5'], '10.0.0.6', '198.51.100.1', '10.0.0.6'],
  ['a network we named', ['10.0.0.0/24'], '10.0.0.77', '198.51.100.1', '198.51.100.1'],
  ['two of our proxies', ['10.0.0.5'], '127.0.0.1', '198.51.100.1, 10.0.0.5', '198.51.100.1'],
  ['with ports', [], '127.0.0.1', '198.51.100.1:4711', '198.51.100.1'],
  ['no address at all', [], '127.0.0.1', 'unknown', '127.0.0.1'],
  ['IPv6 network', ['fd00::/8'], 'fd12::1', '[2001:db8::7]:443', '2001:db8::7'],
];

describe('Where a request comes from', () => {
  for (const [title, trusted, peer, header, caller] of cases)
    it(title, () => assert.equal(callerOf(peer, header, trusting(trusted)), caller));

  it('is a setting that must name addresses or networks', () => {
    const of = (TRUSTED_PROXIES: string) => loadConfig({ DEMO: '1', TRUSTED_PROXIES });
    assert.deepEqual(of('10.0.0.5, fd00::/8').trustedProxies, ['10.0.0.5', 'fd00::/8']);
    assert.deepEqual(loadConfig({ DEMO: '1' }).trustedProxies, []);
    for (const wrong of ['proxy', '10.0.0.0/33', '10.0.0.5,', '10.0.0.0/8/8', '10.0.0.5/'])
      assert.throws(() => of(wrong), /TRUSTED_PROXIES/, wrong);
  });
});
