import { BlockList, isIP } from 'node:net';
import { type Trusts, trusting } from '../forwarded.ts';

/** Addresses in networks of our own that may be told of tickets all the same. */
export type Inside = Trusts;

/** In a demo our own machine and its networks; otherwise the networks named. */
export function inside(demo: boolean, networks: readonly string[]): Inside {
  return demo ? () => true : trusting(networks, []);
}

/** Why this address may not be told of tickets; undefined if it may, as far as its name tells. */
export function urlMistake(text: string, may: Inside): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url) return 'is no address; write it as https://…';
  if (url.username || url.password) return 'may not carry a password';
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const here = /(^|\.)localhost$/.test(host) ? '127.0.0.1' : host;
  if (isOurs(here)) return may(here) ? schemeMistake(url, true) : insideMistake;
  return schemeMistake(url, false);
}

export const insideMistake = 'points into our own network';

function schemeMistake({ protocol }: URL, near: boolean): string | undefined {
  if (protocol === 'https:' || (near && protocol === 'http:')) return undefined;
  return 'must begin with https://';
}

/** Not an address on the internet; also as IPv4 inside IPv6. */
export function isOurs(host: string): boolean {
  const version = isIP(host);
  return version > 0 && ours.check(host, version === 6 ? 'ipv6' : 'ipv4');
}

/** Loopback, link-local, private, shared, test and multicast networks, and IPv6 that only wraps an IPv4. */
const ours = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  ours.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 96],
  ['64:ff9b::', 32],
  ['2001::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 9],
  ['ff00::', 8],
] as const)
  ours.addSubnet(net, bits, 'ipv6');
