import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';
import type { Instant, Language } from '../desk/words.ts';
import { sentences } from './text/index.ts';

dayjs.extend(utc);
dayjs.extend(timezone);

/** The company's place; promises are made and heard in its time. */
export const companyZone = 'Asia/Shanghai';
/** China keeps one offset all year, so a fixed offset says the same as the zone at a hundredth of the price. */
const offsetMinutes = dayjs.tz('2026-01-01T00:00:00', companyZone).utcOffset();

/** "今天 15:30", "tomorrow 09:00", "7月3日 10:00": an instant as people say it, seen from `now`. */
export function formatWhen(at: Instant, now: Instant, language: Language): string {
  const then = dayjs(at).utcOffset(offsetMinutes);
  const today = dayjs(now).utcOffset(offsetMinutes).startOf('day');
  const days = then.startOf('day').diff(today, 'day');
  return sentences[language].dayAndTime({
    days,
    month: then.month() + 1,
    day: then.date(),
    time: then.format('HH:mm'),
  });
}
