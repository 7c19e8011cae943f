/** What happens on the line, in the words of this page; what has none stays as it is. */
export function inWords(note) {
  for (const [pattern, words] of known) if (pattern.test(note)) return note.replace(pattern, words);
  return note;
}

const known = [
  [/^\(rings (\S+)\)$/, '（正在呼叫 $1）'],
  [/^\(it rings on the page .*\)$/, '（开着这个号码的页面在响铃）'],
  [/^\(no page has (\S+) open.*\)$/, '（没有页面开着 $1，由左边的“人工客服”决定）'],
  [/^\(there is heard: (.*)\)$/s, '（人工客服听到：$1）'],
  [/^\(there is pressed: (.)\)$/, '（人工客服按了 $1）'],
  [/^\(is connected with (\S+)\)$/, '（已接通 $1）'],
  [/^\(the other side hangs up\)$/, '（对方挂断了）'],
  [/^\(the call has ended\)$/, '（通话已结束）'],
  [/^\(nobody answers\)$/, '（没有接通）'],
  [/^\(talks with a person\)$/, '（与人工客服通话）'],
  [/^\(waits in the queue\)$/, '（排队等候人工客服）'],
  [/^\(is taken elsewhere by the house\)$/, '（热线接管了这通电话）'],
  [/^\(is cut off\)$/, '（热线挂断了）'],
  [/^\(picks up\)$/, '（接听）'],
  [/^\(hangs up\)$/, '（挂断）'],
  [/^\(the bot hangs up\)$/, '（机器人挂断）'],
  [/^\(nothing more to do: the provider hangs up\)$/, '（说完了，线路挂断）'],
];
