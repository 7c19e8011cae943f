import syllables from '../data/pinyin.json' with { type: 'json' };

/**
 * A copy of folded text in which every Chinese character has become its sound, one unit for one:
 * 露水 and 漏水 read the same. Dialect mergers are ignored (zh/z, ch/c, sh/s, ng/n, l/n, hu/f).
 */
export function sounds(folded: string): string {
  let copy = '';
  for (let i = 0; i < folded.length; i++) {
    const sound = soundOf[folded.charCodeAt(i)] as number;
    copy += sound === 0 ? folded.charAt(i) : String.fromCharCode(sound);
  }
  return copy;
}

/** Sounds live in the private use area, where no customer's text is. */
const firstSound = 0xe000;

const soundOf = soundTable();

function soundTable(): Uint16Array {
  const table = new Uint16Array(0x10000);
  const known = new Map<string, number>();
  for (const [syllable, characters] of Object.entries(syllables)) {
    const merged = merge(syllable);
    const sound = known.get(merged) ?? firstSound + known.size;
    known.set(merged, sound);
    for (let i = 0; i < characters.length; i++) table[characters.charCodeAt(i)] = sound;
  }
  return table;
}

function merge(syllable: string): string {
  return syllable
    .replace(/^([zcs])h/, '$1')
    .replace(/^n(?=[aeiouv])/, 'l')
    .replace(/^hu(?=[aeio])/, 'f')
    .replace(/([aei])ng$/, '$1n');
}
