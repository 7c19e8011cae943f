import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { HotlineError } from '../errors.ts';
import { type Inside, insideMistake, isOurs, urlMistake } from './url.ts';

/** Resolves with the status of the answer; rejects with a reason if none came, or none was asked for. */
export type Send = (
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
) => Promise<number>;

/**
 * Posts to somebody else's address. What a name means is looked at when the connection is made, so that
 * one which pointed outside yesterday and inside today gets nothing. Redirects are not followed: who moves
 * must say so here.
 */
export function sender(may: Inside, lookup: LookupFunction = dns.lookup): Send {
  const guarded = guardedBy(may, lookup);
  return async (text, headers, body) => {
    const mistake = urlMistake(text, may);
    if (mistake) throw new HotlineError('hook.address', `the address ${mistake}`);
    const url = new URL(text);
    const { request } = url.protocol === 'https:' ? https : http;
    const length = { 'content-length': String(Buffer.byteLength(body)) };
    const signal = AbortSignal.timeout(patience);
    const given = { method: 'POST', headers: { ...headers, ...length }, agent: false as const };
    return new Promise((resolve, reject) => {
      const sent = request(url, { ...given, lookup: guarded, signal }, (answer) => {
        // Nobody reads what is answered; a long or slow answer must not hold us up.
        answer.on('error', () => {}).destroy();
        resolve(answer.statusCode ?? 0);
      });
      sent.on('error', (error) => reject(signal.aborted ? signal.reason : error));
      sent.end(body);
    });
  };
}

function guardedBy(may: Inside, lookup: LookupFunction): LookupFunction {
  return (host, options, tell) =>
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return tell(error, '');
      const all = Array.isArray(found) ? found : [{ address: String(found), family: 4 }];
      const open = all.filter(({ address }) => !isOurs(address) || may(address));
      const [first] = open;
      if (!first) return tell(new HotlineError('hook.address', `the address ${insideMistake}`), '');
      if (options.all) tell(null, open);
      else tell(null, first.address, first.family);
    });
}

const patience = 15_000;
