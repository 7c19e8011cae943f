import { matches } from '../text/matches.ts';
import type { Asked } from '../understanding.ts';
import { type DigitRun, digitRuns, finalOf, takesBack } from './numbers.ts';

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A ticket or order number: lettered ("BX-7720391"), named as one, asked for, or ten plain digits. */
export function findTicket(
  folded: string,
  asked: Asked | undefined,
  phone: Span | undefined,
): Span | undefined {
  const lettered = matches(letteredNumber, folded).map(({ index, 0: word }) => ({
    start: index,
    end: index + word.length,
  }));
  const accepted: DigitRun[] = [];
  for (const run of digitRuns(folded, 4)) {
    if (phone !== undefined && run.start < phone.end && run.end > phone.start) continue;
    if (lettered.some(({ start, end }) => start <= run.start && run.end <= end)) continue;
    if (isTicket(folded, run, asked) || corrects(folded, run, accepted.at(-1))) accepted.push(run);
  }
  return finalOf(
    folded,
    [...lettered, ...accepted].sort((a, b) => a.start - b.start),
  );
}

function isTicket(
  folded: string,
  { start, end, digits }: DigitRun,
  asked: Asked | undefined,
): boolean {
  if (asked === 'slot_ticket') return true;
  if (measured.test(folded.slice(end, end + 3))) return false;
  if (namedBefore.test(folded.slice(Math.max(0, start - 14), start))) return true;
  if (namedAfter.test(folded.slice(end, end + 8))) return true;
  return digits.length === 10 && digits[0] !== '0' && /^[\d -]+$/.test(folded.slice(start, end));
}

/** "四四幺二零哦四四幺零二": a number right after one that was taken back. */
function corrects(folded: string, run: DigitRun, before: DigitRun | undefined): boolean {
  if (before === undefined || run.start - before.end > 12) return false;
  return takesBack.test(folded.slice(before.end, run.start));
}

const letteredNumber = /(?<![a-z\d])[a-z]{1,4}-?\d[\d-]{3,15}\d(?![a-z\d])/g;
const namedBefore =
  /(?:单号|工单|订单|单子|编号|受理号|流水号|票号|(?:ticket|order|case|reference|ref|booking|job)(?: (?:number|no\.?|id))?)(?:号|码)?(?:是|为|:|就是| is)?[\s#:]*$/;
const namedAfter = /^\s*(?:号)?(?:这|那|的)?(?:个|张|一)?(?:工|订)?(?:单|ticket|order)/;
const measured = /^(?:块|元|平|米|年|月|天|分|点|岁|公)/;
