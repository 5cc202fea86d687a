import type { Caller } from '#platform/access';
import { addDays, localDateTime, parseLocalTime, slotInstant, type Instant } from '#platform/time';
import { MoveResident, type MovementCommand } from '#resident';
import type { DemoHome } from './demo-home.js';
import type { Settled } from './fill-people.js';

/** Between the rounds. */
const HOURS = { morning: parseLocalTime('11:05'), afternoon: parseLocalTime('15:40') };

/** What happened to some, days before today: back already, still away, or gone. */
interface Absence {
  readonly type: 'leave' | 'hospitalisation' | 'discharge';
  readonly reason: string;
  readonly left: number;
  /** Null: not back yet. */
  readonly back: number | null;
  /** Days from today. */
  readonly expectedIn: number | null;
}

const ABSENCES: readonly Absence[] = [
  { type: 'hospitalisation', reason: 'pneumonia', left: 6, back: 1, expectedIn: null },
  { type: 'hospitalisation', reason: 'fall, hip fracture', left: 3, back: null, expectedIn: 5 },
  { type: 'leave', reason: 'with the family in the village', left: 2, back: null, expectedIn: 2 },
  { type: 'leave', reason: "a grandson's wedding", left: 8, back: 6, expectedIn: null },
  { type: 'discharge', reason: 'moves to a home near her sister', left: 4, back: null, expectedIn: null },
];

/** Who is in the home at an instant. */
export type ThoseIn = (at: Instant) => readonly Settled[];

/** Sends some away: one of them is back from hospital since yesterday, with prescriptions to be reconciled. */
export async function fillStays(home: DemoHome, settled: readonly Settled[], nurse: Caller): Promise<ThoseIn> {
  const away = new Map<Settled, { readonly from: Instant; readonly to: Instant | null }>();
  home.progress.start('absences', ABSENCES.length);
  for (const [index, { type, reason, left, back, expectedIn }] of ABSENCES.entries()) {
    const person = settled[(index + 1) * Math.floor(settled.length / (ABSENCES.length + 1))];
    if (person === undefined) throw new Error('the demonstration has nobody to send away');
    const expectedReturnOn = expectedIn === null ? null : addDays(home.today, expectedIn);
    const from = instant(home, left, 'afternoon');
    await move(home, person, { type, reason, expectedReturnOn, at: from }, nurse);
    const to = back === null ? null : instant(home, back, 'morning');
    if (to !== null) await move(home, person, { type: 'return', at: to }, nurse);
    away.set(person, { from, to });
    home.progress.step();
  }
  return (at) =>
    settled.filter((person) => {
      const absence = away.get(person);
      return absence === undefined || at < absence.from || (absence.to !== null && at >= absence.to);
    });
}

async function move(
  { app, clock }: DemoHome,
  { resident }: Settled,
  command: MovementCommand & { readonly at: Instant },
  nurse: Caller,
): Promise<void> {
  clock.set(command.at);
  await app.get(MoveResident).move(resident.id, command, undefined, nurse);
}

function instant({ today, zone }: DemoHome, daysAgo: number, hour: keyof typeof HOURS): Instant {
  return slotInstant(localDateTime(addDays(today, -daysAgo), HOURS[hour]), zone);
}
