import type { Language } from '../../../desk/words.ts';
import { spokenDigits } from '../../../dialogs/text/spoken.ts';

/** Text as a voice can say it: no markup, no addresses, no pictures; long numbers digit by digit. */
export function forTheEar(text: string, language: Language): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(/\uFFFD|[\uFFFE\uFFFF]|\p{Extended_Pictographic}|\u200d|\ufe0f/gu, '')
    .replace(/[*_#`<>|~\\[\]]/g, ' ')
    .replace(/\b(\d{1,2}):(\d{2})\b/g, (clock, hour, minute) =>
      timeOf(clock, hour, minute, language),
    )
    .replace(/\+?\d[\d -]{4,}\d/g, (run) => spelled(run, language))
    .replace(/[ \t]*\n\s*/g, '\n')
    .replace(/[^\n]\n/g, (end) => pause(end, language))
    .replace(/[\p{Cc}]/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** Pieces no longer than the provider says at once, cut behind sentences if there are any. */
export function pieces(text: string): string[] {
  const found: string[] = [];
  let piece = '';
  for (const sentence of text.match(
    /[^\u3002\uff01\uff1f\uff1b.!?;]*[\u3002\uff01\uff1f\uff1b.!?;]?\s*/gu,
  ) ?? []) {
    if (length(piece + sentence) > most && piece) {
      found.push(piece);
      piece = '';
    }
    piece += sentence;
    while (length(piece) > most) {
      const cut = [...piece].slice(0, mostCharacters).join('');
      found.push(cut);
      piece = piece.slice(cut.length);
    }
  }
  return [...found, piece].map((part) => part.trim()).filter((part) => part !== '');
}

/** The provider counts the address-encoded text: nine for a Chinese character, at most 4500. */
const most = 4050;
const mostCharacters = 330;
const length = (text: string): number => encodeURIComponent(text.toWellFormed()).length;

/** A year or an hour is said as a number, a telephone or a ticket digit by digit. */
function spelled(run: string, language: Language): string {
  const digits = run.replace(/\D/g, '');
  return digits.length < 6 ? run : spokenDigits(digits, language);
}

/** A Chinese voice reads 10:30 as two numbers. */
function timeOf(clock: string, hour: string, minute: string, language: Language): string {
  if (language === 'en') return clock;
  const [h, m] = language === 'zh-Hans' ? ['\u70b9', '\u5206'] : ['\u9ede', '\u5206'];
  return `${Number(hour)}${h}${minute === '00' ? '' : Number(minute) + m}`;
}

function pause(end: string, language: Language): string {
  const character = end.slice(0, 1);
  if (/[\p{P}]/u.test(character)) return `${character} `;
  return language === 'en' ? `${character}. ` : `${character}\u3002`;
}
