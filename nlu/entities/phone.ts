import type { Asked } from '../understanding.ts';
import { type DigitRun, digitRuns, finalOf, takesBack } from './numbers.ts';

export interface Phone extends DigitRun {
  /** Digits only, without +86. */
  readonly digits: string;
}

/** The telephone number a customer gave: typed, spoken, landline, corrected. */
export function findPhone(folded: string, asked: Asked | undefined): Phone | undefined {
  const expected = asked === 'slot_phone' || telephoneWord.test(folded);
  const runs = digitRuns(asked === 'slot_phone' ? ungrouped(folded) : folded, 2)
    .map(withoutCountry)
    .map(lastMobile);
  const phones = runs.filter(({ digits, start, end }) => {
    const mine = expected && !ticketWord.test(folded.slice(Math.max(0, start - 16), start));
    const local = asked === 'slot_name' && /^[5-9]\d{7}$/.test(digits);
    return (
      local || isPhone(digits, folded.slice(start, end)) || (mine && /^\d{7,13}$/.test(digits))
    );
  });
  const chosen = finalOf(folded, phones);
  return chosen && patched(folded, chosen, runs);
}

/** Dictated in groups, "一三八，一二三四，五六七八" is one number; blanks keep every place where it was. */
const ungrouped = (folded: string) =>
  folded.replace(
    /(?<=[\d零〇幺一二两三四五六七八九])[,、。](?=[\d零〇幺一二两三四五六七八九])/g,
    ' ',
  );

const telephoneWord =
  /电话|手机|号码|打给|打来|联系|座机|微信|致电|[搵揾找]我|\bwhatsapp\b|\b(?:phone|mobile|cell|call|reach|number)\b/;
const ticketWord = /单号|工单|订单|编号|ticket|order/;

function isPhone(digits: string, said: string): boolean {
  if (/^1[3-9]\d{9}$/.test(digits)) return true;
  if (/^0[1-9]\d{8,10}$/.test(digits)) return true;
  return /^\+/.test(said) && /^\d{8,14}$/.test(digits);
}

function withoutCountry(run: DigitRun): DigitRun {
  const local = run.digits.replace(/^(?:00)?86(?=1[3-9]\d{9}$|0\d{9,11}$)/, '');
  return { ...run, digits: local };
}

/** A number said twice, or its tail and then all of it, runs together; the last mobile number counts. */
function lastMobile(run: DigitRun): DigitRun {
  const last = run.digits.length > 11 ? /1[3-9]\d{9}$/.exec(run.digits)?.[0] : undefined;
  return last === undefined ? run : { ...run, digits: last };
}

/** "…0014,不对是0015": nothing but the taking back stands between. */
const onlyTakesBack =
  /^[,。\s]*(?:哦|噢|啊)?(?:不对|不是|错了|说错了|打错了|写错了|sorry|no)[,。\s]*(?:应该)?(?:是|it's)?\s*$/;

/** "…78，不对，最后一位是九" */
const lastDigit =
  /^.{0,16}(?:不对|不是|错了|sorry|no|wrong).{0,8}(?:(?:最后|末|尾)(?:一)?位|last (?:digit|one))(?:数)?(?:应该)?(?: ?is |是|:)? ?([\d零一二三四五六七八九]|one|two|three|four|five|six|seven|eight|nine|zero)(?![\d零一二三四五六七八九])/;

/** "…67 不对最后是69": a short number after taking back replaces the tail. */
function patched(folded: string, phone: Phone, runs: readonly DigitRun[]): Phone {
  const last = lastDigit.exec(folded.slice(phone.end));
  if (last !== null) {
    const [digit] = digitRuns(last[1] ?? '', 1);
    if (digit !== undefined) return { ...phone, digits: phone.digits.slice(0, -1) + digit.digits };
  }
  const tail = runs.find(({ start, digits }) => start >= phone.end && digits.length < 7);
  if (tail === undefined) return phone;
  const between = folded.slice(phone.end, tail.start);
  if (between.length > 16 || !takesBack.test(between)) return phone;
  if (!/最后|末尾|尾|后[两二三四]|last|ends?/.test(between) && !onlyTakesBack.test(between))
    return phone;
  const digits = tail.digits.replace(/^[2-4](?=\d{2,}$)/, (n) =>
    /后$/.test(between) && tail.digits.length === Number(n) + 1 ? '' : n,
  );
  return { ...phone, digits: phone.digits.slice(0, -digits.length) + digits };
}
