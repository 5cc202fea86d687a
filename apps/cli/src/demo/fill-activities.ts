import { EnrolResidents, KeepActivities, ListSessions, RecordAttendance } from '#activity';
import type { Caller } from '#platform/access';
import { addDays, localDateTime, parseLocalTime, slotInstant } from '#platform/time';
import type { DemoHome } from './demo-home.js';
import type { ThoseIn } from './fill-stays.js';
import { DAYS } from './fill-wellness.js';
import { programmeFrom } from './programme.js';
import { randomFrom } from './random.js';

const SEED_OF_ACTIVITIES = 11;
const PAGE = 200;
/** How many take part in a series that has no limit. */
const USUAL_GROUP = 20;

/** The weekly programme, who takes part in it, and who came in the last fortnight. */
export async function fillActivities(home: DemoHome, thoseIn: ThoseIn, coordinator: Caller): Promise<void> {
  const settled = thoseIn(home.clock.now());
  const { app, clock, zone, today, seed, progress } = home;
  const random = randomFrom(seed + SEED_OF_ACTIVITIES);
  const from = addDays(today, -DAYS);
  clock.set(slotInstant(localDateTime(from, parseLocalTime('08:30')), zone));
  const programme = programmeFrom(from);
  const members = new Map<string, readonly string[]>();
  progress.start('activities', programme.length);
  for (const series of programme) {
    const { id } = await app.get(KeepActivities).create(series);
    const group = random.some(settled, Math.min(series.capacity ?? USUAL_GROUP, settled.length));
    for (const { resident } of group) {
      const request = {
        residentId: resident.id,
        acknowledge: ['schedule-clash'],
        acknowledgeReason: 'chooses on the day',
      };
      await app.get(EnrolResidents).enrol(id, request, coordinator);
    }
    members.set(
      id,
      group.map(({ resident }) => resident.id),
    );
    progress.step();
  }
  const { items } = await app.get(ListSessions).list({ from, to: addDays(today, -1) }, { limit: PAGE });
  progress.start('sessions', items.length);
  for (const session of items) {
    clock.set(session.endsAt);
    const present = new Set(thoseIn(session.startsAt).map(({ resident }) => resident.id));
    const came = (members.get(session.activityId) ?? []).filter((id) => present.has(id));
    const attendance = came.map((residentId) =>
      random.happens(0.75)
        ? { residentId, attendance: 'attended', engagement: random.between(2, 5) }
        : { residentId, attendance: random.pick(['declined', 'absent']) },
    );
    await app
      .get(RecordAttendance)
      .record(session.activityId, session.originalStartsAt, attendance, undefined, coordinator);
    progress.step();
  }
}
