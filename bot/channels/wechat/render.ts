import type { Instant } from '../../../desk/words.ts';
import type { LogEntry } from '../channel.ts';
import { clean, writeXml } from './xml.ts';

/** Entries up to `seq` are told completely, and of the next one the first `part` pieces. */
export interface Mark {
  readonly seq: number;
  readonly part: number;
}

/** One message on the phone. */
export interface Page {
  readonly text: string;
  /** To be picked; the newest question's only, older ones cannot be answered any more. */
  readonly choices: readonly string[];
  /** Instead of words: blob id of a picture. */
  readonly picture?: string;
  /** How far the phone is told with this page. */
  readonly to: Mark;
}

/** WeChat breaks off above 2048 bytes, without a word if it was a passive reply. */
export const longestText = 2000;

/** What has been said after `from`, in as few messages as hold it: each costs one of very few. */
export function pages(entries: readonly LogEntry[], from: Mark): Page[] {
  const said = entries.filter(
    ({ seq, from: who, text }) => seq > from.seq && who !== 'user' && text,
  );
  const made: Page[] = [];
  for (const [at, entry] of said.entries()) {
    const own = (entry.choices ?? []).map(({ title }) => title);
    const choices = at === said.length - 1 ? own : [];
    // Its own choices count even if they are not shown: what is a piece must not change between two looks.
    const pieces = cut(plain(entry.text ?? ''), longestText - size(numbered(own)));
    const pictures = shownBy(entry);
    const parts = pieces.length + pictures.length;
    const told = entry.seq === from.seq + 1 ? from.part : 0;
    for (const [part, text] of pieces.entries()) {
      const own = part === pieces.length - 1 ? choices : [];
      if (part >= told) append(made, text, own, markAfter(entry.seq, part, parts));
    }
    for (const [at, picture] of pictures.entries()) {
      const part = pieces.length + at;
      if (part >= told)
        made.push({ text: '', choices: [], picture, to: markAfter(entry.seq, part, parts) });
    }
  }
  return made;
}

/** What WeChat can show of it; films and other kinds of pictures are on the page that the words name. */
function shownBy({ attachments = [] }: LogEntry): string[] {
  return attachments.flatMap(({ id, contentType }) => (id && sendable.has(contentType) ? id : []));
}

const sendable: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/gif']);

/** A page whose choices are numbered inside its text. */
export function withNumbers({ text, choices }: Page): string {
  return text + numbered(choices);
}

/** The answer on the open connection. */
export function passiveReply(text: string, openid: string, from: string, at: Instant): string {
  return writeXml({ xml: { ...frame(openid, from, at), MsgType: 'text', Content: text } });
}

/** Over to WeChat's own service desk: to this agent, or (empty) to whoever is free. */
export function transferReply(agent: string, openid: string, from: string, at: Instant): string {
  const MsgType = 'transfer_customer_service';
  const pinned = agent && { TransInfo: { KfAccount: agent } };
  return writeXml({ xml: { ...frame(openid, from, at), MsgType, ...(pinned || {}) } });
}

/** Body of a customer-service message. */
export function customerMessage(page: Page, openid: string, menus: boolean): object {
  const { text, choices, to } = page;
  if (!menus || choices.length === 0)
    return { touser: openid, msgtype: 'text', text: { content: withNumbers(page) } };
  const list = choices.map((content, at) => ({ id: `${to.seq}${at}`, content }));
  const msgmenu = { head_content: text, list, tail_content: '' };
  return { touser: openid, msgtype: 'msgmenu', msgmenu };
}

/** Body of a customer-service message with a picture that WeChat has been given. */
export function pictureMessage(mediaId: string, openid: string): object {
  return { touser: openid, msgtype: 'image', image: { media_id: mediaId } };
}

function frame(openid: string, from: string, at: Instant) {
  return { ToUserName: openid, FromUserName: from, CreateTime: Math.floor(at / 1000) };
}

const markAfter = (seq: number, part: number, parts: number): Mark =>
  part === parts - 1 ? { seq, part: 0 } : { seq: seq - 1, part: part + 1 };

function append(made: Page[], text: string, choices: readonly string[], to: Mark): void {
  const last = made.at(-1);
  const joined = last ? `${last.text}\n\n${text}` : text;
  const joins = last && last.picture === undefined && last.choices.length === 0;
  if (joins && size(joined + numbered(choices)) <= longestText)
    made[made.length - 1] = { text: joined, choices, to };
  else made.push({ text, choices, to });
}

const numbered = (choices: readonly string[]): string =>
  choices.map((title, at) => `\n${at + 1}. ${plain(title)}`).join('');

/** A customer's words that we repeat must not become a link. */
const plain = (text: string): string => clean(text).replace(/<(?=\/?a\b)/gi, '＜');

const size = (text: string): number => Buffer.byteLength(text);

/** Pieces of at most `limit` bytes: cut between paragraphs, else sentences, else characters. */
export function cut(text: string, limit: number): string[] {
  const pieces: string[] = [];
  for (let rest = text; ; ) {
    if (size(rest) <= limit) return [...pieces, rest];
    const most = fitting(rest, limit);
    const end = lastBreak(most) ?? most.length;
    pieces.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
}

/** As many whole characters as fit. */
function fitting(text: string, limit: number): string {
  let [bytes, length] = [0, 0];
  for (const character of text) {
    bytes += size(character);
    if (bytes > limit) break;
    length += character.length;
  }
  return text.slice(0, length);
}

/** Not in the first half: many tiny pieces read worse than a cut sentence. */
function lastBreak(text: string): number | undefined {
  for (const mark of [/\n/g, /[。！？；.!?;]/g]) {
    const end = [...text.matchAll(mark)].at(-1)?.index;
    if (end !== undefined && end > text.length / 2) return end + 1;
  }
  return undefined;
}
