/**
 * What a picture code with a word in it opens: `ticket:4829130576` (how it stands; proof is still asked for),
 * `line:furniture` (a report for that service line), `intent:booking`, `link:482913`. Anybody can print a code,
 * so a scene opens only what its words could have opened as well.
 */
export function opens(scene: string): string | undefined {
  return kinds.some((kind) => kind.test(scene)) ? scene : undefined;
}

const kinds: readonly RegExp[] = [
  /^ticket:\d{10}$/,
  /^line:[a-z][\w-]{0,39}$/,
  /^intent:(report|booking|suggestion|progress|urge|addinfo|handoff)$/,
  /^link:\d{6}$/,
];
