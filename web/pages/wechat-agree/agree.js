const { app, at, nonce, signature, template } = document.body.dataset;
const words = document.getElementById('words');
const button = document.getElementById('agree');

const say = (text) => {
  words.textContent = text;
};

/** What the customer chose, per template: `{"<id>":"{\"status\":\"accept\"}"}`. */
function agreed({ subscribeDetails }) {
  try {
    return JSON.parse(JSON.parse(subscribeDetails)[template]).status === 'accept';
  } catch {
    return false;
  }
}

button.addEventListener('success', ({ detail }) => {
  const yes = agreed(detail);
  say(
    yes
      ? '好的，下一次有进展会通知您。可以返回聊天了。'
      : '好的，不会通知您。您随时可以在聊天里问进度。',
  );
  button.hidden = yes;
});
button.addEventListener('error', () => say('没有成功。请返回聊天，再点一次链接。'));

if (window.wx) {
  window.wx.config({
    appId: app,
    timestamp: Number(at),
    nonceStr: nonce,
    signature,
    jsApiList: [],
    openTagList: ['wx-open-subscribe'],
  });
  window.wx.error(() => say('请在微信里打开这个页面。'));
} else {
  say('请在微信里打开这个页面。');
}
