import traditional from 'opencc-js/dict/TSCharacters';

/**
 * Width, case and script made equal, one UTF-16 unit for one: a span found in the folded text is the
 * same span of the text as said.
 */
export function fold(text: string): string {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) units[i] = table[text.charCodeAt(i)] as number;
  let folded = '';
  for (let i = 0; i < units.length; i += 8192) {
    folded += String.fromCharCode(...units.subarray(i, i + 8192));
  }
  return folded;
}

/** Traditional characters that the conversion table leaves alone because they are also something else. */
const alsoTraditional = '著着妳你牠它祂他甚什麽么嗎吗週周迴回裏里臺台枱台檯台綫线牀床衞卫喫吃';

/** Written Cantonese, which Hong Kong customers mix in, to the nearest written Chinese. */
const cantonese = '啱对唔不冇没嘅的咗了佢他喺在嚟来啲些俾给畀给睇看咁这嗰那乜啥哋们咩吗喇啦啫而';

function foldingTable(): Uint16Array {
  const to = Uint16Array.from({ length: 0x10000 }, (_, unit) => unit);
  const map = (from: string, onto: string) => {
    if (from.length === 1 && onto.length === 1) to[from.charCodeAt(0)] = onto.charCodeAt(0);
  };
  for (const [first, last] of foldable) {
    for (let unit = first; unit <= last; unit++) {
      const from = String.fromCharCode(unit);
      map(from, from.normalize('NFKC').toLowerCase());
    }
  }
  for (const pair of traditional.split('|')) map(pair.slice(0, 1), pair.slice(2));
  for (const pairs of [alsoTraditional, cantonese]) {
    for (let i = 0; i < pairs.length; i += 2) map(pairs.charAt(i), pairs.charAt(i + 1));
  }
  for (const blank of '\t\r\u00a0\u200b\u3000') map(blank, ' ');
  for (const quote of '’‘`´') map(quote, "'");
  return to;
}

/** Blocks where width or case differ: Latin, Greek, Cyrillic, number forms, full width. */
const foldable = [
  [0x41, 0x52f],
  [0x2100, 0x24ff],
  [0xf900, 0xfaff],
  [0xff01, 0xffee],
] as const;

const table = foldingTable();
