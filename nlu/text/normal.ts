/**
 * What is left of folded text when the noise of speech and typing is gone: markup, fillers,
 * stammered repeats, spoken digits. Never empty if something was said.
 */
export function normalise(folded: string): string {
  let normal = folded;
  for (const [noise, replacement] of noises) normal = normal.replace(noise, replacement);
  normal = digitsFromSpeech(normal).replace(/ {2,}/g, ' ').trim();
  return normal === '' ? folded.trim() : normal;
}

const noises: readonly (readonly [RegExp, string])[] = [
  [/[👍👌✅💯🆗]\p{Emoji_Modifier}?/gu, ' 好 '],
  [/[👎❌]\p{Emoji_Modifier}?/gu, ' 不好 '],
  [/🙏\p{Emoji_Modifier}?/gu, ' 谢谢 '],
  [/[👋🙋]\p{Emoji_Modifier}?/gu, ' 你好 '],
  [/\n+/g, '。'],
  [/<[^<>]{1,300}>/g, ' '],
  [/https?:\/\/\S{1,300}/g, ' '],
  [/([^\d零〇洞幺一二两三四五六七八九])\1{2,}/gu, '$1$1'],
  [/([^\s\d零〇洞幺一二两三四五六七八九]{2,6}?)\1{2,}/gu, '$1$1'],
  [/(?<=^|[\s,。;!?、])(?:喂+|嗯+|呃+|额+|诶+|哎+|哦+|噢+|唉+|啊+)(?=[\u4e00-\u9fff])/g, ''],
  [/[嗯呃](?=[\u4e00-\u9fff])/g, ''],
  [/(?:那个|这个|就是|然后|就){2,}/g, ''],
  [/([我你他它是的在有没就都要想不])\1(?=[\u4e00-\u9fff])/g, '$1'],
  [/(?:就是说|怎么说呢|你知道吧|你晓得吧|那个啥|那什么)/g, ''],
  [/\b(?:um+|uh+|er+|erm+|hmm+|you know|i mean)\b,?/g, ' '],
];

const spoken: Readonly<Record<string, string>> = {
  零: '0',
  〇: '0',
  洞: '0',
  幺: '1',
  一: '1',
  二: '2',
  两: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  拐: '7',
  八: '8',
  九: '9',
}; // prettier-ignore

/** Four digit words or more in a row are a number being dictated, not a quantity. */
export function digitsFromSpeech(folded: string): string {
  return folded.replace(/[零〇洞幺一二两三四五六七拐八九\d]{4,}/g, (run) =>
    [...run].map((word) => spoken[word] ?? word).join(''),
  );
}
