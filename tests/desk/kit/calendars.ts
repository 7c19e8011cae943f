import assert from 'node:assert/strict';
import { type Calendar, weekCalendar } from '../../../desk/calendar.ts';
import { hour, policies } from './desk.ts';

/** `2026-11-20 16:00` in Shanghai. */
export function shanghai(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}:00+08:00`);
}

/** Monday to Friday, nine to five, with the holidays and make-up days of 2026. */
export const nineToFive: Calendar = makeNineToFive();

function makeNineToFive(): Calendar {
  const { office } = policies.calendars;
  assert.ok(office);
  const spans = [{ from: 9 * hour, to: 17 * hour }];
  const week = [0, 1, 2, 3, 4, 5, 6].map((day) => (day >= 1 && day <= 5 ? spans : []));
  const made = weekCalendar({ ...office, id: 'nine-to-five', week, makeUp: spans });
  assert.ok(!('wrong' in made));
  return made;
}
