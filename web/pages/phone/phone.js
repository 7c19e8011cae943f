import { inWords } from './lines.js';
import { readAloud, silence } from './voice.js';

const at = (id) => document.getElementById(id);
const names = {
  idle: '未接通',
  listening: '通话中，请说话或按键',
  waiting: '排队等候，按任意键登记回电',
  connecting: '正在接通另一部电话……',
  talking: '人工通话',
  over: '已挂断',
};
const who = { bot: '机器人', caller: '您', line: '线路' };

/** The call at hand, and one that rings and is not answered yet. */
let call;
let ringing = null;
let shown = 0;
let typed = '';
let timer;
/** Counts what was done here: what was looked up before is old. */
let deeds = 0;

const given = new URLSearchParams(location.search).get('number');
if (given) at('from').value = `+${given.replace(/\D/g, '')}`;
buildKeys();
show();
setInterval(() => (isLive() ? lookAtCall() : lookForCalls()), 1500);

at('dial').addEventListener('click', () => (ringing ? pickUp() : dial()));
at('hang-up').addEventListener('click', () => (ringing ? decline() : act({ hangsUp: true })));
at('silent').addEventListener('click', () => act({ keepsSilent: true }));
at('call-me').addEventListener('click', callMe);
at('speak').addEventListener('submit', (event) => {
  event.preventDefault();
  const says = at('words').value.trim();
  at('words').value = '';
  if (says) void act({ says, ...(at('noisy').checked && { confidence: 0.3 }) });
});
document.addEventListener('keydown', ({ key, target, ctrlKey, metaKey }) => {
  if (ctrlKey || metaKey || target.matches('input:not([type="checkbox"]), select')) return;
  if (/^[\d*#]$/.test(key)) press(key);
});

function buildKeys() {
  for (const key of '123456789*0#') {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = key;
    button.addEventListener('click', () => press(key));
    at('keys').append(button);
  }
}

/** One key, or several up to the number that is asked for; # or a pause ends it. */
function press(key) {
  if (call?.state === 'waiting') return void act({ presses: key });
  if (call?.state !== 'listening') return;
  silence();
  typed += key;
  at('typed').value = typed;
  clearTimeout(timer);
  const wanted = Number(call.listens.keys ?? 32);
  const done = typed.length >= wanted || (key === '#' && call.listens.ends === '#');
  if (done) sendKeys();
  else timer = setTimeout(sendKeys, 3000);
}

function sendKeys() {
  const presses = typed;
  typed = '';
  at('typed').value = '';
  if (presses) void act({ presses });
}

async function dial() {
  clear();
  await ask('/demo/phone/calls', {
    from: at('from').value.trim(),
    colleague: at('colleague').value,
  });
}

async function pickUp() {
  clear();
  const id = ringing;
  ringing = null;
  await ask(`/demo/phone/calls/${id}`, { picksUp: true, colleague: at('colleague').value });
}

async function decline() {
  const id = ringing;
  ringing = null;
  await ask(`/demo/phone/calls/${id}`, { hangsUp: true });
}

/** The hotline rings this telephone, as it does with news of a ticket. */
async function callMe() {
  const number = at('from').value.trim();
  const words = '您的工单有新进展：师傅已经出发，预计半小时内到。';
  const placed = await post('/demo/phone/callback', { number, words });
  if (placed?.is !== 'under way') write({ who: 'line', text: `没有拨出：${placed?.why ?? ''}` });
}

/** A telephone that is not in a call can be rung. */
async function lookForCalls() {
  const number = at('from').value.trim();
  if (!/^\+[1-9]\d{6,14}$/.test(number)) return;
  const before = ringing;
  ringing = (await post('/demo/phone/held', { number }, true))?.ringing ?? null;
  if (ringing !== before) show();
}

/** The house may take the call elsewhere, and somebody else may pick up or hang up. */
async function lookAtCall() {
  const before = deeds;
  const seen = await post(`/demo/phone/calls/${call.id}`, { looks: true }, true);
  if (!seen || before !== deeds) return;
  const same = seen.state === call.state && seen.script.length === call.script.length;
  call = seen;
  if (!same) show();
}

function isLive() {
  return call !== undefined && call.state !== 'over';
}

function act(deed) {
  return ask(`/demo/phone/calls/${call.id}`, deed);
}

async function ask(address, body) {
  deeds += 1;
  silence();
  document.body.classList.add('busy');
  call = (await post(address, body)) ?? call;
  deeds += 1;
  document.body.classList.remove('busy');
  show();
}

/** What was answered; undefined if nothing was, which the caller is told unless it does not matter. */
async function post(address, body, quiet = false) {
  try {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    const said = await answer.json();
    if (answer.ok) return said;
    if (!quiet) write({ who: 'line', text: said.error.message });
  } catch {
    if (!quiet) write({ who: 'line', text: '线路中断，请再拨一次。' });
  }
  return undefined;
}

function clear() {
  at('script').replaceChildren();
  shown = 0;
}

function show() {
  const live = isLive();
  const listening = call?.state === 'listening';
  document.body.classList.toggle('ringing', ringing !== null);
  document.title = `${ringing ? '来电 · ' : ''}电话 · 400 热线`;
  at('state').textContent = ringing ? '来电：400售后服务' : names[call?.state ?? 'idle'];
  at('dial').textContent = ringing ? '接听' : '拨打';
  at('hang-up').textContent = ringing ? '拒接' : '挂断';
  at('dial').disabled = live;
  at('call-me').disabled = live || ringing !== null;
  at('from').disabled = live;
  at('colleague').disabled = live;
  at('hang-up').disabled = !live && !ringing;
  for (const field of at('speak').elements) field.disabled = !listening;
  const fresh = (call?.script ?? []).slice(shown);
  shown += fresh.length;
  for (const line of fresh) write(line);
  if (at('aloud').checked)
    readAloud(fresh.filter((line) => line.who === 'bot').map((line) => line.text));
  if (listening) at('words').focus();
}

function write({ who: speaker, text }) {
  const item = document.createElement('li');
  item.className = speaker;
  const name = document.createElement('span');
  name.textContent = who[speaker];
  const words = document.createElement('p');
  words.textContent = speaker === 'line' ? inWords(text) : text;
  item.append(name, words);
  at('script').append(item);
  item.scrollIntoView({ block: 'end' });
}
