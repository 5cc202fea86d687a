import {
  addDays,
  localDateTime,
  parseLocalTime,
  WEEKDAYS,
  weekdayOf,
  type LocalDate,
  type LocalDateTime,
  type Weekday,
} from '#platform/time';

/** A series of the activity programme in the contract's terms (api.md section 6). */
export interface DemoActivity {
  readonly title: string;
  readonly category: 'physical' | 'cognitive' | 'social' | 'creative' | 'spiritual' | 'outing' | 'other';
  readonly location: string;
  readonly leader: string;
  readonly capacity: number | null;
  /** The first session, which the rule itself produces. */
  readonly startsAt: LocalDateTime;
  readonly durationMinutes: number;
  readonly recurrence: string;
}

type Series = Omit<DemoActivity, 'startsAt' | 'recurrence'> & {
  readonly time: string;
  readonly days: readonly Weekday[];
  /** Every so many weeks, 1 to 4; or on this occurrence of the day in each month. */
  readonly rhythm: { readonly everyWeeks: number } | { readonly nthOfMonth: 1 | 2 | 3 | 4 };
};

const WEEKLY = { everyWeeks: 1 };
const NEREA = 'Nerea Salas Otero';
const WORKING_DAYS = WEEKDAYS.slice(0, 5);

const SERIES: readonly Series[] = [
  {
    title: 'Chair exercise',
    category: 'physical',
    location: 'Gymnasium',
    leader: 'Diego Cano Esteban',
    capacity: 16,
    time: '10:30',
    durationMinutes: 45,
    days: ['mon', 'wed', 'fri'],
    rhythm: WEEKLY,
  },
  {
    title: 'Garden walk',
    category: 'physical',
    location: 'Garden',
    leader: 'Ana Bravo Gallardo',
    capacity: 12,
    time: '12:00',
    durationMinutes: 40,
    days: ['tue', 'thu'],
    rhythm: WEEKLY,
  },
  {
    title: 'Balance and falls group',
    category: 'physical',
    location: 'Gymnasium',
    leader: 'Carla Montes Rivas',
    capacity: 8,
    time: '16:30',
    durationMinutes: 45,
    days: ['tue', 'fri'],
    rhythm: WEEKLY,
  },
  {
    title: 'Memory workshop',
    category: 'cognitive',
    location: 'Library',
    leader: NEREA,
    capacity: 10,
    time: '11:00',
    durationMinutes: 60,
    days: ['tue', 'thu'],
    rhythm: WEEKLY,
  },
  {
    title: 'Newspaper reading',
    category: 'cognitive',
    location: 'Day room',
    leader: 'Youssef Amrani',
    capacity: 20,
    time: '09:45',
    durationMinutes: 30,
    days: WORKING_DAYS,
    rhythm: WEEKLY,
  },
  {
    title: 'Bingo',
    category: 'social',
    location: 'Day room',
    leader: NEREA,
    capacity: 30,
    time: '17:00',
    durationMinutes: 75,
    days: ['wed', 'sat'],
    rhythm: WEEKLY,
  },
  {
    title: 'Dominoes and cards',
    category: 'social',
    location: 'Day room',
    leader: 'Ioana Popescu',
    capacity: 16,
    time: '17:00',
    durationMinutes: 90,
    days: ['mon', 'thu'],
    rhythm: WEEKLY,
  },
  {
    title: 'Birthdays of the month',
    category: 'social',
    location: 'Dining room',
    leader: NEREA,
    capacity: null,
    time: '17:30',
    durationMinutes: 90,
    days: ['fri'],
    rhythm: { nthOfMonth: 4 },
  },
  {
    title: 'Painting',
    category: 'creative',
    location: 'Workshop',
    leader: 'Carla Montes Rivas',
    capacity: 8,
    time: '11:00',
    durationMinutes: 75,
    days: ['mon'],
    rhythm: WEEKLY,
  },
  {
    title: 'Choir',
    category: 'creative',
    location: 'Chapel',
    leader: NEREA,
    capacity: 20,
    time: '12:15',
    durationMinutes: 60,
    days: ['wed'],
    rhythm: WEEKLY,
  },
  {
    title: 'Mass',
    category: 'spiritual',
    location: 'Chapel',
    leader: 'Father Julián Otero',
    capacity: null,
    time: '11:30',
    durationMinutes: 45,
    days: ['sun'],
    rhythm: WEEKLY,
  },
  {
    title: 'Quiet reflection',
    category: 'spiritual',
    location: 'Chapel',
    leader: 'Ana Bravo Gallardo',
    capacity: 10,
    time: '19:00',
    durationMinutes: 30,
    days: ['thu'],
    rhythm: { everyWeeks: 2 },
  },
  {
    title: 'Outing to the market',
    category: 'outing',
    location: 'Main entrance',
    leader: NEREA,
    capacity: 6,
    time: '10:00',
    durationMinutes: 120,
    days: ['sat'],
    rhythm: { everyWeeks: 2 },
  },
  {
    title: 'Hairdresser',
    category: 'other',
    location: 'Salon',
    leader: 'Pilar Segura',
    capacity: 6,
    time: '15:30',
    durationMinutes: 120,
    days: ['tue'],
    rhythm: WEEKLY,
  },
  {
    title: "Residents' council",
    category: 'other',
    location: 'Library',
    leader: 'Elena Ruiz Campos',
    capacity: 15,
    time: '12:00',
    durationMinutes: 60,
    days: ['mon'],
    rhythm: { nthOfMonth: 1 },
  },
];

/** The weekly programme, each series from its first day on or after `from`. */
export function programmeFrom(from: LocalDate): DemoActivity[] {
  return SERIES.map(({ time, days, rhythm, ...activity }) => ({
    ...activity,
    startsAt: localDateTime(firstDay(from, days, rhythm), parseLocalTime(time)),
    recurrence: rule(days, rhythm),
  }));
}

function firstDay(from: LocalDate, days: readonly Weekday[], rhythm: Series['rhythm']): LocalDate {
  let day = from;
  while (!days.includes(weekdayOf(day)) || ('nthOfMonth' in rhythm && nthInMonth(day) !== rhythm.nthOfMonth)) {
    day = addDays(day, 1);
  }
  return day;
}

/** 1 for the first such weekday of its month. */
function nthInMonth(day: LocalDate): number {
  return Math.ceil(Number(day.slice(8)) / 7);
}

function rule(days: readonly Weekday[], rhythm: Series['rhythm']): string {
  const codes = days.map((day) => day.slice(0, 2).toUpperCase());
  if ('nthOfMonth' in rhythm)
    return `FREQ=MONTHLY;BYDAY=${codes.map((code) => `${rhythm.nthOfMonth}${code}`).join(',')}`;
  const interval = rhythm.everyWeeks === 1 ? '' : `INTERVAL=${rhythm.everyWeeks};`;
  return `FREQ=WEEKLY;${interval}BYDAY=${codes.join(',')}`;
}
