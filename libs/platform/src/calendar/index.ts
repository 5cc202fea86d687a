/** Calendars as other programs read them: RFC 5545. */
export { CALENDAR_TYPE, writeCalendar, type CalendarEntry, type CalendarHead } from './write-calendar.js';
