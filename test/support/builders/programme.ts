import type { Client, Resource } from '../client.js';
import { anActivity } from './activities.js';

type Details = Readonly<Record<string, unknown>>;

/** Times around which the clocks of the home are set, on the three days of clinical.md A6. */
const AROUND_THE_CHANGE = ['01:30', '02:00', '02:30', '03:00', '03:30'];

const RULES: readonly string[] = [
  'FREQ=DAILY',
  'FREQ=DAILY;INTERVAL=3',
  'FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR',
  'FREQ=DAILY;COUNT=40',
  'FREQ=DAILY;COUNT=700',
  'FREQ=DAILY;COUNT=1500',
  'FREQ=DAILY;UNTIL=20270331',
  'FREQ=DAILY;UNTIL=20270328T023000',
  'FREQ=DAILY;BYMONTH=12,1',
  'FREQ=DAILY;BYHOUR=10,16',
  'FREQ=DAILY;BYHOUR=9,11,17;BYMINUTE=0,45;COUNT=300',
  'FREQ=DAILY;BYHOUR=10,11;BYMINUTE=0,20,40;BYSETPOS=1,-1',
  'FREQ=WEEKLY',
  'FREQ=WEEKLY;BYDAY=MO,WE,FR',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU',
  'FREQ=WEEKLY;INTERVAL=3;BYDAY=SA;COUNT=12',
  'FREQ=WEEKLY;BYDAY=SU;UNTIL=20261025T010000Z',
  'FREQ=WEEKLY;BYDAY=MO,TH;BYMONTH=11,2,3',
  'FREQ=WEEKLY;BYDAY=TU;BYHOUR=10,18;COUNT=9',
  'FREQ=MONTHLY',
  'FREQ=MONTHLY;BYMONTHDAY=1,15',
  'FREQ=MONTHLY;BYMONTHDAY=-1',
  'FREQ=MONTHLY;BYMONTHDAY=31',
  'FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=29,30',
  'FREQ=MONTHLY;BYDAY=1MO',
  'FREQ=MONTHLY;BYDAY=2TU,4TU',
  'FREQ=MONTHLY;BYDAY=-1SU',
  'FREQ=MONTHLY;BYDAY=5FR',
  'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
  'FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1,3',
  'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13',
  'FREQ=MONTHLY;INTERVAL=3;BYDAY=1WE;COUNT=5',
  'FREQ=YEARLY',
  'FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24',
  'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29',
  'FREQ=YEARLY;BYMONTH=1,9;BYMONTHDAY=-1,15',
  'FREQ=YEARLY;BYMONTH=10;BYDAY=SU',
  'FREQ=YEARLY;BYWEEKNO=12,43;BYDAY=SU',
  'FREQ=YEARLY;BYYEARDAY=1,100,-1',
  'FREQ=YEARLY;BYDAY=20MO',
  'FREQ=YEARLY;INTERVAL=2;BYMONTH=5;BYDAY=1SU',
];

/** Some begin long ago, some in the middle of what is looked at, some on a day that their rule doesn't give. */
const BEGINNINGS = ['2024-01-31T10:30', '2026-09-01T17:00', '2026-10-20T11:15', '2027-02-03T09:00', '2011-03-15T16:45'];

/** A home's programme of 64 series, with sessions that are moved, changed and cancelled. */
export async function aVariedProgramme(coordinator: Client): Promise<void> {
  const offer = (details: Details): Promise<Resource> => coordinator.created('/api/v1/activities', anActivity(details));
  for (const [index, recurrence] of RULES.entries()) {
    const exceptionDates = index % 4 === 0 ? ['2026-12-25', '2027-03-28', '2027-01-04T10:30'] : [];
    await offer({ startsAt: BEGINNINGS[index % BEGINNINGS.length], recurrence, exceptionDates, location: 'Hall' });
  }
  for (const time of AROUND_THE_CHANGE) {
    await offer({ startsAt: `2026-09-06T${time}`, recurrence: 'FREQ=DAILY' });
    await offer({ startsAt: `2026-10-25T${time}`, recurrence: 'FREQ=WEEKLY;BYDAY=SU', durationMinutes: 150 });
    await offer({ startsAt: `2027-03-27T${time}`, recurrence: 'FREQ=DAILY;COUNT=3', durationMinutes: 30 });
  }
  await offer({ startsAt: '2026-10-25T02:30', recurrence: null });
  await offer({ startsAt: '2027-03-28T02:30', recurrence: null });
  await offer({ startsAt: '2026-12-19T09:00', recurrence: null, durationMinutes: 10_080, category: 'outing' });
  await changed(coordinator, await offer({ startsAt: '2026-10-05T10:30', recurrence: 'FREQ=WEEKLY;BYDAY=MO,TH' }));
  await changed(coordinator, await offer({ startsAt: '2026-10-05T10:30', recurrence: 'FREQ=DAILY;BYHOUR=10,16' }));
  const ended = await offer({ startsAt: '2026-09-01T10:30', recurrence: 'FREQ=DAILY' });
  await coordinator.patch(`/api/v1/activities/${ended.id}`, { active: false });
}

async function changed(coordinator: Client, { id }: Resource): Promise<void> {
  const changes: Readonly<Record<string, Details>> = {
    '2026-10-22T10:30': { status: 'cancelled', reason: 'outing to the sea; nobody is in' },
    '2026-10-26T10:30': { startsAt: '2026-10-25T02:30' },
    '2026-10-29T10:30': { startsAt: '2026-10-29T12:00', durationMinutes: 20, location: 'Garden' },
    '2026-11-02T10:30': { location: 'Garden', leader: 'Ana Bravo Gallardo' },
    '2026-11-05T10:30': { startsAt: '2026-11-09T10:30' },
    '2027-03-25T10:30': { startsAt: '2027-03-28T02:30', reason: 'with the clocks' },
    '2027-03-29T10:30': { status: 'cancelled' },
    '2030-01-03T10:30': { startsAt: '2028-07-03T09:00' },
  };
  for (const [startsAt, change] of Object.entries(changes)) {
    const { status, body } = await coordinator.patch(`/api/v1/activities/${id}/sessions/${startsAt}`, change);
    if (status !== 200) throw new Error(`${startsAt} was not changed: ${JSON.stringify(body)}`);
  }
}
