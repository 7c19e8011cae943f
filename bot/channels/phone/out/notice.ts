import { ears } from '../../../../dialogs/text/ear/index.ts';
import type { Script } from './script.ts';

export const noticeScript = 'notice';

/** Some words, and a key that says they were heard. Who placed it asks how it ended when they ask again. */
export const notice: Script = {
  async open({ facts }, language) {
    const ear = ears[language];
    return {
      says: [ear.calling, String(facts.words ?? '')],
      choices: [{ key: '1', title: ear.gotIt, code: 'got it' }],
    };
  },
  async chosen(_order, _code, language) {
    return { next: 'bye', says: [ears[language].confirmed] };
  },
  async ended() {},
};
