import { mediumUrl } from './phone.js';

const screen = document.getElementById('screen');
/** As WeChat does: the time is shown again after a pause. */
const pause = 5 * 60_000;
let last = 0;

/** Puts one more thing on the screen; `pick` is called with the option tapped in a menu message. */
export function put(shown, pick) {
  if (shown.at - last > pause) screen.append(note(timeText(shown.at)));
  last = shown.at;
  screen.append(shown.from === 'wechat' ? note(shown.text) : line(shown, pick));
  screen.scrollTo({ top: screen.scrollHeight, behavior: 'instant' });
}

export function clear() {
  screen.replaceChildren();
  last = 0;
}

export function toEnd() {
  screen.scrollTo({ top: screen.scrollHeight });
}

function line(shown, pick) {
  const item = make('li', shown.type === 'card' ? 'line card-line' : `line ${shown.from}`);
  item.dataset.via = shown.via ?? '';
  if (shown.type === 'card') {
    item.append(card(shown));
    return item;
  }
  item.append(face(shown.from), bubble(shown, pick));
  return item;
}

function face(from) {
  const face = make(from === 'me' ? 'span' : 'img', `face ${from}`);
  face.setAttribute('aria-hidden', 'true');
  if (from !== 'me') Object.assign(face, { src: '/assets/chat/icon.svg', alt: '' });
  return face;
}

function bubble(shown, pick) {
  switch (shown.type) {
    case 'image':
      return image(shown);
    case 'place':
      return map(shown);
    case 'voice':
      return voice(shown);
    case 'menu':
      return menu(shown, pick);
    default:
      return words(shown.text);
  }
}

/** Addresses can be tapped, as in WeChat. */
function words(text) {
  const bubble = make('p', 'bubble');
  for (const part of text.split(/(https?:\/\/[\w\-./?=&%#]+)/)) {
    if (!/^https?:/.test(part)) bubble.append(part);
    else
      bubble.append(
        Object.assign(make('a', '', part), { href: part, target: '_blank', rel: 'noopener' }),
      );
  }
  return bubble;
}

function image({ mediaId }) {
  const picture = make('img', 'picture');
  picture.src = mediumUrl(mediaId);
  picture.alt = '照片';
  picture.onload = toEnd;
  return picture;
}

function map({ text }) {
  const box = make('div', 'map');
  box.append(make('p', 'map-name', text), make('span', 'map-picture'));
  return box;
}

function voice({ text }) {
  const seconds = Math.max(1, Math.min(60, Math.round(text.length / 4)));
  const box = make('div', 'bubble voice');
  box.dataset.long = String(Math.min(4, Math.ceil(seconds / 5)));
  box.append(make('span', 'waves'), make('span', '', `${seconds}″`));
  const words = make('small', 'voice-words', text);
  const both = make('div', 'voice-box');
  both.append(box, words);
  return both;
}

function menu({ text, choices }, pick) {
  const box = make('div', 'bubble');
  box.append(make('p', '', text));
  for (const { content } of choices) {
    const option = make('button', 'option', content);
    option.type = 'button';
    option.onclick = () => pick(content);
    box.append(option);
  }
  return box;
}

function card({ title, rows = [], url }) {
  const card = make('article', 'card');
  card.append(make('p', 'card-from', '400 客服'), make('h3', '', title));
  const list = make('dl');
  for (const { name, value } of rows) list.append(make('dt', '', name), make('dd', '', value));
  card.append(list);
  if (url)
    card.append(
      Object.assign(make('a', 'card-open', '查看详情'), {
        href: url,
        target: '_blank',
        rel: 'noopener',
      }),
    );
  return card;
}

const note = (text) => make('li', 'note', text);

function make(tag, name = '', text = undefined) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text !== undefined) element.textContent = text;
  return element;
}

function timeText(at) {
  const day = {
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  };
  return new Intl.DateTimeFormat('zh-CN', { ...day, timeZone: 'Asia/Shanghai' }).format(at);
}
