import { BlockList, isIP } from 'node:net';

/** Is this the address of a proxy of ours, whose word about callers counts? */
export type Trusts = (address: string) => boolean;

/** This machine, unless `always` says otherwise, and these addresses or networks (`10.0.0.5`, `172.16.0.0/12`). */
export function trusting(networks: readonly string[], always = ['127.0.0.0/8', '::1']): Trusts {
  const ours = new BlockList();
  for (const network of [...always, ...networks]) add(network, ours);
  return (address) => {
    const version = isIP(address);
    return version !== 0 && ours.check(address, version === 6 ? 'ipv6' : 'ipv4');
  };
}

/** An address or a network in CIDR notation. */
export function isNetwork(text: string): boolean {
  const [address = '', length, ...more] = text.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  if (length === undefined) return bits > 0;
  return more.length === 0 && /^\d{1,3}$/.test(length) && Number(length) <= bits;
}

/** Where a request comes from: the nearest hop that is no proxy of ours. What stands before it, anybody may have written. */
export function callerOf(peer: string, forwarded: string, trusts: Trusts): string {
  let caller = plain(peer);
  for (const hop of forwarded.split(',').reverse()) {
    const before = plain(hop.trim());
    if (!trusts(caller) || !isIP(before)) return caller;
    caller = before;
  }
  return caller;
}

/** Without the port that some proxies write, and IPv4 as IPv4. */
const plain = (address: string): string =>
  address
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1')
    .replace(/^::ffff:(?=\d+\.)/i, '');

function add(network: string, list: BlockList): void {
  const [address = '', length] = network.split('/');
  const version = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (length === undefined) list.addAddress(address, version);
  else list.addSubnet(address, Number(length), version);
}
