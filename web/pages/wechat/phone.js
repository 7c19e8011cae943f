const base = '/demo/wechat';
const place = 'hotline.wechat-phone';

/** The phone of the last visit if this WeChat still knows it, or a new one. */
export async function unpack() {
  const kept = remembered();
  if (kept && (await fetch(`${base}/phones/${kept}`)).ok) return kept;
  const answer = await fetch(`${base}/phones`, { method: 'POST' });
  if (!answer.ok) throw new Error(`No phone: ${answer.status}`);
  const { openid } = await answer.json();
  remember(openid);
  return openid;
}

export function putAway() {
  remember('');
}

export async function does(openid, deed) {
  const answer = await fetch(`${base}/phones/${openid}/does`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(deed),
  });
  return answer.ok;
}

export function sendPhoto(openid, file) {
  return fetch(`${base}/phones/${openid}/photos`, {
    method: 'POST',
    headers: { 'Content-Type': file.type || 'image/jpeg' },
    body: file,
  });
}

/** Calls back with everything on the screen and what comes; goes on by itself after an interruption. */
export function watch(openid, { account, shown, typing }) {
  const source = new EventSource(`${base}/phones/${openid}/screen`);
  source.addEventListener('account', (event) => account(JSON.parse(event.data)));
  source.addEventListener('typing', (event) => typing(event.data === 'true'));
  source.onmessage = (event) => shown(JSON.parse(event.data));
}

/** Text messages that left the house, oldest first: a phone shows them above whatever is open. */
export async function texts() {
  const answer = await fetch('/demo/outbox');
  if (!answer.ok) return [];
  const { outbox } = await answer.json();
  return outbox.filter(({ to }) => to.customer?.startsWith('+'));
}

export const mediumUrl = (id) => `${base}/media/${encodeURIComponent(id)}`;

export async function clock(advance) {
  const answer = await fetch('/demo/clock', {
    method: advance ? 'POST' : 'GET',
    ...(advance && {
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ advance }),
    }),
  });
  return new Date((await answer.json()).now);
}

function remember(openid) {
  try {
    localStorage.setItem(place, openid);
  } catch {
    // Forbidden by the browser's settings: the next visit is another phone.
  }
}

function remembered() {
  try {
    return localStorage.getItem(place) ?? '';
  } catch {
    return '';
  }
}
