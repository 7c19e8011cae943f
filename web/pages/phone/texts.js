/** Text messages of the telephone on this page: written to the hotline, and whatever the hotline texts. */
const at = (id) => document.getElementById(id);
let shown = '';

at('write').addEventListener('submit', (event) => {
  event.preventDefault();
  const words = at('text').value.trim();
  at('text').value = '';
  if (words) void look({ words });
});
at('picture').addEventListener('click', () => look({ picture: true }));
setInterval(look, 2000);
void look();

/** What was written goes along; the answer is the whole thread. */
async function look(more = {}) {
  const number = at('from').value.trim();
  if (document.hidden || !/^\+[1-9]\d{6,14}$/.test(number)) return;
  at('write').classList.toggle('busy', Object.keys(more).length > 0);
  try {
    const answer = await fetch('/demo/phone/texts', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ number, ...more }),
    });
    const said = await answer.json();
    if (answer.ok) show(number, said.thread);
    else say({ who: 'line', text: said.error.message });
  } catch {
    if (Object.keys(more).length > 0) say({ who: 'line', text: '没有发出去，请再试一次。' });
  } finally {
    at('write').classList.remove('busy');
  }
}

function show(number, thread) {
  const now = JSON.stringify([number, thread]);
  if (now === shown) return;
  shown = now;
  at('thread').replaceChildren();
  for (const text of thread) say(text);
}

function say({ who, text }) {
  const item = document.createElement('li');
  item.className = who;
  item.textContent = text || '[图片]';
  at('thread').append(item);
  at('thread').scrollTop = at('thread').scrollHeight;
}
