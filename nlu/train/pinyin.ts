import { writeFileSync } from 'node:fs';
import { pinyin } from 'pinyin-pro';

/** Writes the character → syllable table that the product ships: `{"shui": "水睡税谁", …}`. */
export function writePinyinTable(path: URL): void {
  const bySyllable = new Map<string, string>();
  for (const character of everydayCharacters()) {
    const syllable = heardAs[character] ?? pinyin(character, { toneType: 'none', v: true });
    if (/^[a-z]+$/.test(syllable)) {
      bySyllable.set(syllable, (bySyllable.get(syllable) ?? '') + character);
    }
  }
  const sorted = [...bySyllable].sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(path, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
}

/** Of two readings, the one that recognisers of speech confuse: 露水 for 漏水. */
const heardAs: Readonly<Record<string, string>> = { 露: 'lou', 还: 'hai', 着: 'zhao' };

/** The 6,763 characters of GB 2312, in its order. */
function everydayCharacters(): string {
  const decoder = new TextDecoder('gbk');
  let all = '';
  for (let row = 0xb0; row <= 0xf7; row++) {
    for (let cell = 0xa1; cell <= 0xfe; cell++) {
      const character = decoder.decode(Uint8Array.of(row, cell));
      if (/^\p{Script=Han}$/u.test(character)) all += character;
    }
  }
  return all;
}
