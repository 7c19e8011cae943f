import assert from 'node:assert/strict';
import { resolveTime } from '../../nlu/entities/resolve.ts';
import { findTime } from '../../nlu/entities/time.ts';
import { fold } from '../../nlu/text/fold.ts';

/** Wednesday, 5 March 2025, ten in the morning in Beijing. */
const now = Date.UTC(2025, 2, 5, 2);

const wall = (at: number) =>
  new Date(at + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

function window(text: string): string | undefined {
  const folded = fold(text);
  const span = findTime(folded);
  const found = span && resolveTime(folded.slice(span.start, span.end), now, undefined);
  return found && `${wall(found.from)} – ${wall(found.to)}`;
}

describe('A time becomes its first future window', () => {
  const table: readonly (readonly [string, string | undefined])[] = [
    ['明天下午三点', '2025-03-06 15:00 – 2025-03-06 16:00'],
    ['下週三上午十點', '2025-03-12 10:00 – 2025-03-12 11:00'],
    ['上午九点', '2025-03-06 09:00 – 2025-03-06 10:00'],
    ['明天下班后', '2025-03-06 18:00 – 2025-03-06 21:00'],
    ['明儿下午', '2025-03-06 13:00 – 2025-03-06 18:00'],
    ['聽日朝早', '2025-03-06 08:00 – 2025-03-06 12:00'],
    ['半小时内', '2025-03-05 10:00 – 2025-03-05 10:30'],
    ['两小时后', '2025-03-05 12:00 – 2025-03-05 13:00'],
    ['周六上午', '2025-03-08 08:00 – 2025-03-08 12:00'],
    ['周末', '2025-03-08 00:00 – 2025-03-10 00:00'],
    ['25号', '2025-03-25 00:00 – 2025-03-26 00:00'],
    ['下个月五号', '2025-04-05 00:00 – 2025-04-06 00:00'],
    ['月底', '2025-03-29 00:00 – 2025-04-01 00:00'],
    ['九点到十二点', '2025-03-06 09:00 – 2025-03-06 12:00'],
    ['15:30', '2025-03-05 15:30 – 2025-03-05 16:30'],
    ['tomorrow afternoon', '2025-03-06 13:00 – 2025-03-06 18:00'],
    ['tonight 7 to 9', '2025-03-05 19:00 – 2025-03-05 21:00'],
    ['tuesday at ten', '2025-03-11 10:00 – 2025-03-11 11:00'],
    ['in three hours', '2025-03-05 13:00 – 2025-03-05 14:00'],
    ['昨天', undefined],
    ['三十二号', undefined],
    ['改天', undefined],
  ];
  for (const [text, expected] of table) {
    it(`${text} → ${expected ?? 'nothing'}`, () => assert.equal(window(text), expected));
  }
});

describe('Of several times the wanted one counts', () => {
  const table: readonly (readonly [string, string])[] = [
    ['改到后天上午，不对，是大后天上午', '大后天上午'],
    ['把周二的改到周五', '周五'],
    ['明天的能不能换下周一', '下周一'],
    ["please move Friday's visit to Monday", 'Monday'],
    ['上午十点约的，十点四十才来', '上午十点'],
    ['大后天，啊不，周日吧', '周日'],
    ['聽朝十點得唔得', '聽朝十點'],
    ['今天别来，明天来', '明天'],
  ];
  for (const [text, wanted] of table) {
    it(`${text} → ${wanted}`, () => {
      const span = findTime(fold(text));
      assert.equal(span && text.slice(span.start, span.end), wanted);
    });
  }
});
