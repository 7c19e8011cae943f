const pad = document.getElementById('pad');
const text = document.getElementById('text');
const send = document.getElementById('send');
const plus = document.getElementById('plus');
const drawer = document.getElementById('drawer');

/** The lower edge of the phone: keyboard or menu, and a drawer with what else can be sent. */
export function readyPad({ say, click, photos, place, speak, scan, opened }) {
  document.getElementById('switch').onclick = () => {
    pad.dataset.mode = pad.dataset.mode === 'menu' ? 'keys' : 'menu';
    closeMenus();
    if (pad.dataset.mode === 'keys') text.focus();
  };
  document.getElementById('write').onsubmit = (event) => {
    event.preventDefault();
    const words = text.value.trim();
    if (!words) return;
    text.value = '';
    grow();
    say(words);
  };
  text.oninput = grow;
  text.onkeydown = (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    document.getElementById('write').requestSubmit();
  };
  plus.onclick = () => {
    drawer.hidden = !drawer.hidden;
    plus.setAttribute('aria-expanded', String(!drawer.hidden));
    opened();
  };
  document.getElementById('photo').onchange = (event) => {
    photos([...event.target.files]);
    event.target.value = '';
    shut();
  };
  document.getElementById('place').onclick = () => after(place);
  document.getElementById('voice').onclick = () => after(speak);
  document.getElementById('scan').onclick = () => after(scan);
  document.addEventListener('click', ({ target }) => {
    if (!target.closest('.menu')) closeMenus();
  });
  return { showMenu: (buttons) => showMenu(buttons, click) };
}

/** The account's menu; without one there is only the keyboard. */
function showMenu(buttons, click) {
  if (buttons.length === 0) pad.dataset.mode = 'keys';
  pad.classList.toggle('without-menu', buttons.length === 0);
  document.getElementById('menu').replaceChildren(...buttons.map((one) => entry(one, click)));
}

function entry({ name, sub_button: subs = [] }, click) {
  const holder = document.createElement('div');
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = name;
  button.className = 'entry';
  holder.append(button);
  if (subs.length === 0) {
    button.onclick = () => click(name);
    return holder;
  }
  button.classList.add('parent');
  button.setAttribute('aria-expanded', 'false');
  const list = document.createElement('div');
  list.className = 'sub';
  list.hidden = true;
  for (const sub of subs) {
    const one = document.createElement('button');
    one.type = 'button';
    one.textContent = sub.name;
    one.onclick = () => {
      closeMenus();
      click(sub.name);
    };
    list.append(one);
  }
  button.onclick = () => {
    const open = list.hidden;
    closeMenus();
    list.hidden = !open;
    button.setAttribute('aria-expanded', String(open));
  };
  holder.append(list);
  return holder;
}

function closeMenus() {
  for (const list of document.querySelectorAll('.sub')) list.hidden = true;
  for (const button of document.querySelectorAll('.parent'))
    button.setAttribute('aria-expanded', 'false');
}

function after(deed) {
  shut();
  deed();
}

function shut() {
  drawer.hidden = true;
  plus.setAttribute('aria-expanded', 'false');
}

function grow() {
  send.hidden = text.value.trim() === '';
  plus.hidden = !send.hidden;
  text.style.height = 'auto';
  text.style.height = `${Math.min(text.scrollHeight, 120)}px`;
}
