import { readAloud, silence } from './voice.js';

const at = (id) => document.getElementById(id);
const names = {
  idle: '未接通',
  listening: '通话中，请说话或按键',
  waiting: '排队等候',
  talking: '人工通话',
  over: '已挂断',
};
const who = { bot: '机器人', caller: '来电人', line: '线路' };

let call;
let shown = 0;
let typed = '';
let timer;

buildKeys();
show();

at('dial').addEventListener('click', async () => {
  at('script').replaceChildren();
  shown = 0;
  await ask('/demo/phone/calls', {
    from: at('from').value.trim(),
    colleague: at('colleague').value,
  });
});
at('hang-up').addEventListener('click', () => act({ hangsUp: true }));
at('silent').addEventListener('click', () => act({ keepsSilent: true }));
at('speak').addEventListener('submit', (event) => {
  event.preventDefault();
  const says = at('words').value.trim();
  at('words').value = '';
  if (says) void act({ says });
});
document.addEventListener('keydown', ({ key, target, ctrlKey, metaKey }) => {
  if (ctrlKey || metaKey || target.matches('input[id="from"], input[id="words"], select')) return;
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

const act = (deed) => ask(`/demo/phone/calls/${call.id}`, deed);

async function ask(address, body) {
  silence();
  document.body.classList.add('busy');
  try {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    const said = await answer.json();
    if (answer.ok) call = said;
    else write({ who: 'line', text: said.error.message });
  } catch {
    write({ who: 'line', text: '线路中断，请再拨一次。' });
  } finally {
    document.body.classList.remove('busy');
    show();
  }
}

function show() {
  const live = call !== undefined && call.state !== 'over';
  const listening = call?.state === 'listening';
  at('state').textContent = names[call?.state ?? 'idle'];
  at('dial').disabled = live;
  at('from').disabled = live;
  at('colleague').disabled = live;
  at('hang-up').disabled = !live;
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
  words.textContent = text;
  item.append(name, words);
  at('script').append(item);
  item.scrollIntoView({ block: 'end' });
}
