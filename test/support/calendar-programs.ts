import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import ICAL from 'ical.js';
import { ROOT } from './root.js';

/** An occurrence as a calendar program shows it: start, end, status and title in one line, in UTC. */
export type Shown = string;

export interface Stretch {
  /** Instants as the home writes them. */
  readonly from: string;
  readonly to: string;
}

export function shown(startsAt: string, endsAt: string, status: string, title: string): Shown {
  return [startsAt, endsAt, status, title].join(' ');
}

/** What ical.js, of Thunderbird, makes of a calendar. */
export function readByThunderbird(text: string, { from, to }: Stretch): Shown[] {
  ICAL.TimezoneService.reset();
  const calendar = new ICAL.Component(ICAL.parse(text) as string[]);
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const events = calendar
    .getAllSubcomponents('vevent')
    .map((component) => new ICAL.Event(component, { exceptions: [], strictExceptions: true }));
  const changes = events.filter((event) => event.isRecurrenceException());
  const end = ICAL.Time.fromDateTimeString(to.replace('.000Z', 'Z'));
  const found: Shown[] = [];
  for (const event of events) {
    if (event.isRecurrenceException()) continue;
    for (const change of changes.filter(({ uid }) => uid === event.uid)) event.relateException(change);
    for (const { startDate, endDate, item } of occurrencesOf(event, end)) {
      const status = String(item.component.getFirstPropertyValue('status'));
      found.push(shown(iso(startDate), iso(endDate), status, item.summary));
    }
  }
  return found.filter((line) => line >= from && line < to).sort();
}

interface Occurrence {
  readonly startDate: ICAL.Time;
  readonly endDate: ICAL.Time;
  readonly item: ICAL.Event;
}

function* occurrencesOf(event: ICAL.Event, end: ICAL.Time): Generator<Occurrence> {
  if (!event.isRecurring()) {
    yield { startDate: event.startDate, endDate: event.endDate, item: event };
    return;
  }
  const iterator = event.iterator();
  // A change may move one back into the stretch.
  const latest = end.clone();
  latest.adjust(60, 0, 0, 0);
  // Its type says that there is always a next one.
  const next: () => ICAL.Time | undefined = () => iterator.next();
  for (let at = next(); at !== undefined && at.compare(latest) <= 0; at = next()) yield event.getOccurrenceDetails(at);
}

function iso(time: ICAL.Time): string {
  return time.toJSDate().toISOString();
}

/** Debian's, which has the packages; another may come before it in the path. */
const PYTHON = '/usr/bin/python3';

/** Why the other program isn't asked; undefined: it is. */
export function whyNoPython(): string | undefined {
  try {
    execFileSync(PYTHON, ['-c', 'import icalendar, recurring_ical_events'], { stdio: 'pipe' });
    return undefined;
  } catch {
    return `${PYTHON} has no icalendar and recurring_ical_events (Debian: python3-icalendar, python3-recurring-ical-events)`;
  }
}

/** What python-icalendar and python-recurring-ical-events make of a calendar. */
export function readByPython(text: string, { from, to }: Stretch): Promise<Shown[]> {
  return new Promise((resolve, reject) => {
    const script = join(ROOT, 'test/support/read-calendar.py');
    const options = { maxBuffer: 64 * 1024 * 1024 };
    const program = execFile(PYTHON, [script, from, to], options, (error, output) => {
      if (error !== null) reject(new Error(`${PYTHON} can not read the calendar`, { cause: error }));
      else
        resolve((JSON.parse(output) as string[][]).map(([a = '', b = '', c = '', d = '']) => shown(a, b, c, d)).sort());
    });
    program.stdin?.end(text);
  });
}
