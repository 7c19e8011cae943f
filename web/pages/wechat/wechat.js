import { showTexts } from './banner.js';
import { readyPad } from './pad.js';
import { clock, does, putAway, sendPhoto, unpack, watch } from './phone.js';
import { put, toEnd } from './screen.js';

const openid = await unpack();
const act = (deed) => does(openid, deed);
const profile = document.getElementById('profile');
const title = document.querySelector('.bar h1');
const clockText = document.getElementById('clock');

const pad = readyPad({
  say: (text) => act({ do: 'say', text }),
  click: (text) => act({ do: 'click', text }),
  photos: async (files) => {
    for (const file of files) await sendPhoto(openid, file);
  },
  place: async () => {
    const text = await ask('发送位置（地图上的名字）', '北京市朝阳区望京花园3号楼2单元501');
    if (text) await act({ do: 'place', latitude: 39.99564, longitude: 116.47392, text });
  },
  speak: async () => {
    const text = await ask('按住说话（写下您要说的话）', '');
    if (text) await act({ do: 'speak', text });
  },
  scan: async () => {
    const text = await ask('扫一扫（码里的内容，例如送货单上的 ticket:工单号）', 'line:furniture');
    if (text) await act({ do: 'scan', text });
  },
  opened: toEnd,
});

watch(openid, {
  account({ menu, following }) {
    pad.showMenu(menu);
    show(!following, following);
  },
  shown: (shown) => {
    put(shown, (text) => act({ do: 'tap', text }));
    if (shown.from === 'account') void showTexts();
  },
  typing: showTyping,
});

document.getElementById('follow').onclick = async () => {
  await act({ do: 'follow' });
  show(false, true);
};
document.getElementById('unfollow').onclick = async () => {
  await act({ do: 'unfollow' });
  show(true, false);
};
document.getElementById('leave').onclick = () => show(false, true);
document.getElementById('about').onclick = () => show(true, true);
document.getElementById('another').onclick = () => {
  putAway();
  location.reload();
};
for (const lever of document.querySelectorAll('[data-advance]'))
  lever.onclick = async () => tellTime(await clock(lever.dataset.advance));
tellTime(await clock());

function show(visible, following) {
  profile.hidden = !visible;
  document.getElementById('follow').hidden = following;
  document.getElementById('leave').hidden = !following;
  document.getElementById('unfollow').hidden = !following;
}

/** As above a real chat; it goes by itself if nothing comes. */
function showTyping(typing) {
  clearTimeout(showTyping.timer);
  title.textContent = typing ? '对方正在输入…' : '400 客服';
  if (typing) showTyping.timer = setTimeout(() => showTyping(false), 15_000);
}

function tellTime(now) {
  const form = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Shanghai' };
  clockText.textContent = `现在是 ${new Intl.DateTimeFormat('zh-CN', form).format(now)}`;
}

/** Resolves with what was written, or nothing. */
function ask(question, suggestion) {
  const dialog = document.getElementById('ask');
  const answer = document.getElementById('answer');
  document.getElementById('question').textContent = question;
  answer.value = suggestion;
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.onclose = () => resolve(dialog.returnValue === 'yes' ? answer.value.trim() : '');
  });
}
