import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { Clerk } from './crew.ts';

/** Reads server-sent events one by one: name and ticket; undefined when the stream has ended. */
export async function watching(url: string, clerk: Clerk, after?: string) {
  const Cookie = [...clerk.cookies].map((pair) => pair.join('=')).join('; ');
  const headers = { Cookie, ...(after !== undefined && { 'Last-Event-ID': after }) };
  const asked = request(`${url}/staff/live`, { headers, agent: false }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  assert.equal(answer.headers['content-type'], 'text/event-stream; charset=utf-8');
  const parts = answer.setEncoding('utf8')[Symbol.asyncIterator]();
  let text = '';
  let mark: string | undefined;
  let facts: Record<string, unknown> = {};
  const next = async (): Promise<[name: string, no: string | undefined] | undefined> => {
    for (;;) {
      const [, id, name, data] =
        /^(?:retry: \d+\n)?(?:id: (.*)\n)?event: (\w+)\ndata: (.*)\n\n/.exec(text) ?? [];
      if (name && data) {
        mark = id ?? mark;
        facts = JSON.parse(data);
        text = text.slice(text.indexOf('\n\n') + 2);
        return [name, facts.no as string | undefined];
      }
      const part = await parts.next();
      if (part.done) return undefined;
      text += part.value;
    }
  };
  return {
    next,
    /** What a browser would send when it comes back. */
    get mark() {
      return mark;
    },
    /** Of the event read last. */
    get facts() {
      return facts;
    },
    leave: () => void asked.destroy(),
  };
}
