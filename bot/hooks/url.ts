import { BlockList, isIP } from 'node:net';

/** Why this address may not be told of tickets; undefined if it may. In a demo our own machine may be asked. */
export function urlMistake(text: string, demo: boolean): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url) return 'is no address; write it as https://…';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (host === 'localhost' || isOurs(host)) return demo ? undefined : 'points into our own network';
  if (url.protocol !== 'https:') return 'must begin with https://';
  if (url.username || url.password) return 'may not carry a password';
  return undefined;
}

/** Also as IPv4 inside IPv6. */
function isOurs(host: string): boolean {
  const version = isIP(host);
  return version > 0 && ours.check(host, version === 6 ? 'ipv6' : 'ipv4');
}

/** Loopback, link-local and private networks. */
const ours = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  ours.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  ours.addSubnet(net, bits, 'ipv6');
