/** Speech by the browser's own voices; silent where it has none. */
export function readAloud(texts) {
  if (!('speechSynthesis' in window)) return;
  for (const text of texts) {
    const words = new SpeechSynthesisUtterance(text);
    words.lang = /[\u4e00-\u9fff]/.test(text) ? 'zh-CN' : 'en-US';
    speechSynthesis.speak(words);
  }
}

export const silence = () => window.speechSynthesis?.cancel();
