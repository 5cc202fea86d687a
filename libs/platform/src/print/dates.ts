import type { Language } from './print.js';

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', es: 'es-ES' };

/** A day, with the month in letters: nobody takes it for another. */
export function printedDate(date: string, language: Language): string {
  const day = new Date(`${date}T00:00:00Z`);
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'medium', timeZone: 'UTC' }).format(day);
}

/** A day and a time on the home's wall clock, of 24 hours. */
export function printedInstant(instant: string, timeZone: string, language: Language): string {
  const options = { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const;
  const format = new Intl.DateTimeFormat(LOCALES[language], { ...options, hourCycle: 'h23', timeZone });
  return format.format(new Date(instant));
}

/** A day of a week, such as `Mon 23 Nov`. */
export function printedDay(date: string, language: Language): string {
  const options = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(LOCALES[language], options).format(new Date(`${date}T00:00:00Z`)).replace(',', '');
}

/** A day of one week at length, such as `Monday 23`. */
export function printedWeekday(date: string, language: Language): string {
  const options = { weekday: 'long', day: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(LOCALES[language], options).format(new Date(`${date}T00:00:00Z`)).replace(',', '');
}

/** A time on the home's wall clock, of 24 hours. */
export function printedTime(instant: string, timeZone: string, language: Language): string {
  const options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone } as const;
  return new Intl.DateTimeFormat(LOCALES[language], options).format(new Date(instant));
}
