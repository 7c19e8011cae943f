/** What the page itself says; what the bot says comes from the bot. */
export const words = {
  'zh-CN': {
    brand: '400 客服',
    languages: '语言',
    anew: '新对话',
    write: '请描述您遇到的问题…',
    connecting: '连接中…',
    online: '在线 · 全天 24 小时',
    offline: '网络中断，正在重新连接…',
  },
  'zh-TW': {
    brand: '400 客服',
    languages: '語言',
    anew: '新對話',
    write: '請描述您遇到的問題…',
    connecting: '連線中…',
    online: '線上 · 全天 24 小時',
    offline: '網路中斷，正在重新連線…',
  },
  'en-US': {
    brand: '400 Care Line',
    languages: 'Language',
    anew: 'New chat',
    write: 'Tell us what went wrong…',
    connecting: 'Connecting…',
    online: 'Online · 24/7',
    offline: 'Connection lost. Reconnecting…',
  },
};

/** The one of our locales that fits what a browser prefers; simplified Chinese if none does. */
export function nearest(preferred) {
  for (const tag of preferred.map((text) => text.toLowerCase())) {
    if (/^zh-(hant|tw|hk|mo)/.test(tag)) return 'zh-TW';
    if (tag.startsWith('zh')) return 'zh-CN';
    if (tag.startsWith('en')) return 'en-US';
  }
  return 'zh-CN';
}
