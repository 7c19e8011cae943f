import { directLine, enter, leave } from './enter.js';
import { keep, kept } from './keep.js';
import { look } from './look.js';
import { watchStreams } from './watch.js';
import { nearest, words } from './words.js';

const place = 'hotline.locale';
const { WebChat } = window;
const room = document.getElementById('chat');
const { nonce } = document.querySelector('script[nonce]');

let locale = Object.hasOwn(words, kept(place) ?? '') ? kept(place) : nearest(navigator.languages);
/** The connection and its transcript; replaced when it cannot go on. */
let line;
/** Counts begun connections, so that a late answer to an abandoned one is dropped. */
let attempt = 0;

/** Direct Line's names for how a connection came to its end. */
const status = { online: 2, expired: 3, failed: 4, ended: 5 };

for (const button of document.querySelectorAll('[data-locale]'))
  button.addEventListener('click', () => speak(button.dataset.locale));
document.getElementById('anew').addEventListener('click', () => {
  leave();
  begin();
});
speak(locale);
begin();

/** Joins the last conversation or a new one; tries until the house answers. */
function begin(failures = 0) {
  attempt += 1;
  const mine = attempt;
  line?.connection.end();
  if (failures === 0) show('connecting');
  enter().then(
    (pass) => mine === attempt && join(pass, mine),
    () => mine === attempt && wait(failures, mine),
  );
}

/** One second, two, four … at most fifteen. */
function wait(failures, mine) {
  show('offline');
  setTimeout(() => mine === attempt && begin(failures + 1), Math.min(15, 2 ** failures) * 1000);
}

function join({ token, conversationId, resumed }, mine) {
  watchStreams((state) => mine === attempt && show(state));
  const connection = WebChat.createDirectLine({
    domain: directLine,
    token,
    ...(resumed && { conversationId }),
    conversationStartProperties: { locale },
  });
  line = { connection, store: WebChat.createStore() };
  connection.connectionStatus$.subscribe((now) => mine === attempt && follow(now));
  render();
}

/** Came by a link to a survey: said once the line is open, and gone from the address. */
let invited = new URLSearchParams(location.search).get('survey');

function follow(now) {
  if (now === status.online && invited) {
    const value = `survey:${invited}`;
    invited = undefined;
    history.replaceState(null, '', location.pathname);
    line.store.dispatch({ type: 'WEB_CHAT/SEND_POST_BACK', payload: { value } });
  }
  if (now === status.expired || now === status.failed) begin();
  else if (now === status.ended) {
    leave();
    begin();
  }
}

function render() {
  WebChat.renderWebChat(
    {
      directLine: line.connection,
      store: line.store,
      locale,
      nonce,
      styleOptions: look,
      overrideLocalizedStrings: (strings) => ({
        ...strings,
        TEXT_INPUT_PLACEHOLDER: words[locale].write,
      }),
    },
    room,
  );
}

function speak(wanted) {
  locale = wanted;
  keep(place, locale);
  const say = words[locale];
  document.documentElement.lang = locale;
  document.title = say.brand;
  document.getElementById('brand').textContent = say.brand;
  document.getElementById('anew-words').textContent = say.anew;
  document.getElementById('language-legend').textContent = say.languages;
  for (const button of document.querySelectorAll('[data-locale]'))
    button.setAttribute('aria-pressed', String(button.dataset.locale === locale));
  show(document.getElementById('state').dataset.state);
  if (line) render();
}

function show(state) {
  const sign = document.getElementById('state');
  sign.dataset.state = state;
  sign.textContent = words[locale][state];
}
