/** What a listener can take in at once, and what is kept until they want more; cut behind a sentence. */
export function portion(says: readonly string[]): { now: string[]; rest: string[] } {
  const now: string[] = [];
  const rest: string[] = [];
  let left = most;
  for (const words of says) {
    let [taken, kept] = ['', ''];
    for (const sentence of words.match(/[^\u3002\uff01\uff1f!?\n]*[\u3002\uff01\uff1f!?\n]*/gu) ??
      []) {
      const fits = rest.length === 0 && kept === '' && (left >= weight(sentence) || left === most);
      if (fits) taken += sentence;
      else kept += sentence;
      left -= fits ? weight(sentence) : 0;
    }
    if (taken) now.push(taken);
    if (kept) rest.push(kept);
  }
  // A last word or two are sooner heard than asked for.
  const tail = rest.reduce((sum, words) => sum + weight(words), 0);
  return tail > least ? { now, rest } : { now: [...says], rest: [] };
}

/** Of a Chinese character; about a quarter of a second each. */
const most = 160;
const least = 40;

/** Spaces are pauses; a letter takes a third of the time of a Chinese character. */
function weight(words: string): number {
  const han = words.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han + (words.replace(/\s/g, '').length - han) / 3;
}
