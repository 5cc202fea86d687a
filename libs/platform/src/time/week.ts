import { Temporal } from 'temporal-polyfill';
import { addDays, type LocalDate } from './local.js';

declare const weekBrand: unique symbol;

/** A week of ISO 8601, Monday to Sunday, `2026-W48`. Its year is that of its Thursday. */
export type IsoWeek = string & { readonly [weekBrand]: true };

const WEEK = /^(\d{4})-W(\d\d)$/;

/** The week that a day lies in. */
export function weekOf(date: LocalDate): IsoWeek {
  const thursday = Temporal.PlainDate.from(mondayBefore(date)).add({ days: 3 });
  return nameOf(thursday.year, Math.ceil(thursday.dayOfYear / 7));
}

/** The first day of a week. */
export function mondayOf(week: IsoWeek): LocalDate {
  const [, year = '', number = ''] = WEEK.exec(week) ?? [];
  // The 4th of January is always in the first week.
  return addDays(mondayBefore(`${year}-01-04` as LocalDate), 7 * (Number(number) - 1));
}

/** @throws RangeError when the text isn't a week, or one that its year doesn't have, or lies outside the years 1801 to 2998. */
export function parseWeek(text: string): IsoWeek {
  const [, year = '', number = ''] = WEEK.exec(text) ?? [];
  if (year === '') throw new RangeError('not a week in the form YYYY-Www');
  if (year < '1801' || year > '2998') throw new RangeError('a week outside the years 1801 to 2998');
  const week = text as IsoWeek;
  if (number < '01' || weekOf(mondayOf(week)) !== week) throw new RangeError(`a week that ${year} does not have`);
  return week;
}

function mondayBefore(date: LocalDate): LocalDate {
  return addDays(date, 1 - Temporal.PlainDate.from(date).dayOfWeek);
}

function nameOf(year: number, number: number): IsoWeek {
  return `${String(year).padStart(4, '0')}-W${String(number).padStart(2, '0')}` as IsoWeek;
}
