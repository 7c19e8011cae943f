import type { Asked } from '../understanding.ts';
import { digitRuns, finalOf } from './numbers.ts';

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
  const lettered = [...folded.matchAll(letteredNumber)].map(({ index, 0: word }) => ({
    start: index,
    end: index + word.length,
  }));
  const plain = digitRuns(folded, 4).filter((run) => {
    if (phone !== undefined && run.start < phone.end && run.end > phone.start) return false;
    if (asked === 'slot_ticket') return true;
    if (measured.test(folded.slice(run.end, run.end + 3))) return false;
    if (namedBefore.test(folded.slice(Math.max(0, run.start - 14), run.start))) return true;
    if (namedAfter.test(folded.slice(run.end, run.end + 8))) return true;
    return (
      run.digits.length === 10 &&
      run.digits[0] !== '0' &&
      /^[\d -]+$/.test(folded.slice(run.start, run.end))
    );
  });
  const all = [
    ...lettered,
    ...plain.filter((run) => !lettered.some((l) => l.start <= run.start && run.end <= l.end)),
  ];
  return finalOf(
    folded,
    all.sort((a, b) => a.start - b.start),
  );
}

const letteredNumber = /(?<![a-z\d])[a-z]{1,4}-?\d[\d-]{3,15}\d(?![a-z\d])/g;
const namedBefore =
  /(?:单号|工单|订单|单子|编号|受理号|流水号|票号|(?:ticket|order|case|reference|ref|booking|job)(?: (?:number|no\.?|id))?)(?:号|码)?(?:是|为|:|就是| is)?[\s#:]*$/;
const namedAfter = /^\s*(?:号)?(?:这|那|的)?(?:个|张|一)?(?:工|订)?(?:单|ticket|order)/;
const measured = /^(?:块|元|平|米|年|月|天|分|点|岁|公)/;
