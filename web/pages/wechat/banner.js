import { texts } from './phone.js';

const banner = document.getElementById('banner');
const stays = 20_000;
let seen = (await texts()).length;
let timer;

/** A text message that has come meanwhile slides in from above; a tap puts it away. */
export async function showTexts() {
  const all = await texts();
  const newest = all.length > seen ? all.at(-1) : undefined;
  seen = all.length;
  if (!newest) return;
  banner.querySelector('p').textContent = newest.text;
  banner.hidden = false;
  clearTimeout(timer);
  timer = setTimeout(putAway, stays);
}

function putAway() {
  banner.hidden = true;
}

banner.onclick = putAway;
