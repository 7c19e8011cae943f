import assert from 'node:assert/strict';
import type { Clerk } from './crew.ts';

/** Reads server-sent events one by one: name and ticket; undefined when the stream has ended. */
export async function watching(url: string, clerk: Clerk) {
  const Cookie = [...clerk.cookies].map((pair) => pair.join('=')).join('; ');
  const answer = await fetch(`${url}/staff/live`, { headers: { Cookie } });
  assert.equal(answer.headers.get('content-type'), 'text/event-stream; charset=utf-8');
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const next = async (): Promise<[name: string, no: string | undefined] | undefined> => {
    for (;;) {
      const [, name, facts] = /^event: (\w+)\ndata: (.*)\n\n/.exec(text) ?? [];
      if (name && facts) {
        text = text.slice(text.indexOf('\n\n') + 2);
        return [name, JSON.parse(facts).no];
      }
      const part = await reader?.read();
      if (!part || part.done) return undefined;
      text += part.value;
    }
  };
  return { next };
}
