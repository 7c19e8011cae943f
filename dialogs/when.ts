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
const ahead = dayjs.tz('2026-01-01T00:00:00', companyZone).utcOffset() * 60_000;
const dayLength = 86_400_000;

/** "今天 15:30", "tomorrow 09:00", "7月3日 10:00": an instant as people say it, seen from `now`. */
export function formatWhen(at: Instant, now: Instant, language: Language): string {
  // The wall clock of the company, read as if it hung in Greenwich.
  const then = wall(at);
  return sentences[language].dayAndTime({
    days: dayOf(at) - dayOf(now),
    month: then.month() + 1,
    day: then.date(),
    time: then.format('HH:mm'),
  });
}

/** "12月1日周二 15:00–17:00": the day by its date, whenever it is read. */
export function formatSpan(from: Instant, to: Instant, language: Language): string {
  const day = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    weekday: 'short',
    month: 'long',
    day: 'numeric',
    timeZone: companyZone,
  });
  return `${day.format(from)} ${timeOf(from)}–${timeOf(to)}`;
}

/** `2026-02-15`: the company's day at an instant. */
export const dateOf = (at: Instant): string => wall(at).format('YYYY-MM-DD');

export const timeOf = (at: Instant): string => wall(at).format('HH:mm');

const wall = (at: Instant) => dayjs.utc(at + ahead);

const dayOf = (at: Instant): number => Math.floor((at + ahead) / dayLength);
