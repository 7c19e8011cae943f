import { keep, kept } from './keep.js';

const place = 'hotline.conversation';
export const directLine = `${location.origin}/v3/directline`;

/**
 * A token for the conversation of the last visit, or for a new one. The cookie says who we are.
 * Throws if the house cannot be reached.
 */
export async function enter() {
  const conversationId = kept(place);
  if (conversationId) {
    const answer = await ask({ conversationId });
    if (answer.ok) return { ...(await answer.json()), resumed: true };
    if (answer.status >= 500) throw new Error(`The house answered ${answer.status}.`);
    leave();
  }
  const answer = await ask({});
  if (!answer.ok) throw new Error(`The house answered ${answer.status}.`);
  const pass = await answer.json();
  keep(place, pass.conversationId);
  return { ...pass, resumed: false };
}

/** The next visit begins a new conversation. */
export function leave() {
  keep(place, undefined);
}

function ask(body) {
  return fetch(`${directLine}/tokens/generate`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}
