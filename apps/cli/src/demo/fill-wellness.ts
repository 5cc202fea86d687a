import type { Caller } from '#platform/access';
import { DomainError } from '#platform/kernel';
import {
  addDays,
  localDateTime,
  parseLocalTime,
  slotInstant,
  weekdayOf,
  type Instant,
  type LocalDate,
  type LocalTime,
} from '#platform/time';
import { RecordAssessments, RecordObservations, type ObservationOf } from '#wellness';
import type { DemoHome } from './demo-home.js';
import type { Settled } from './fill-people.js';
import type { ThoseIn } from './fill-stays.js';
import { randomFrom, type Random } from './random.js';

export const DAYS = 14;

const MORNING = parseLocalTime('10:30');
const SEED_OF_READINGS = 7;
/** Most rows that one call stores. */
const BATCH = 1_000;

/** A fortnight of readings around each person's own, and a NEWS2 a week. */
export async function fillWellness(home: DemoHome, thoseIn: ThoseIn, nurse: Caller): Promise<void> {
  const random = randomFrom(home.seed + SEED_OF_READINGS);
  home.progress.start('readings', DAYS);
  for (let back = DAYS; back >= 1; back -= 1) {
    const day = addDays(home.today, -back);
    const takenAt = at(home, day, MORNING);
    home.clock.set(takenAt);
    const rows = thoseIn(takenAt).flatMap((person) => readingsOf(person, random, day, takenAt));
    for (let start = 0; start < rows.length; start += BATCH) {
      const outcomes = await home.app.get(RecordObservations).recordMany(rows.slice(start, start + BATCH), nurse);
      for (const outcome of outcomes) if (outcome instanceof DomainError) throw outcome;
    }
    if (weekdayOf(day) === 'mon') await assess(home, thoseIn(takenAt), nurse);
    home.progress.step();
  }
}

function readingsOf(
  { resident, drawn: { baseline } }: Settled,
  random: Random,
  day: LocalDate,
  takenAt: Instant,
): ObservationOf[] {
  const around = (value: number, spread: number): number => value + random.between(-spread, spread);
  const reading = { residentId: resident.id, takenAt };
  const daily: ObservationOf[] = [
    {
      ...reading,
      type: 'blood-pressure',
      systolic: around(baseline.systolic, 8),
      diastolic: around(baseline.diastolic, 5),
    },
    { ...reading, type: 'heart-rate', value: around(baseline.heartRate, 6) },
    { ...reading, type: 'respiratory-rate', value: around(baseline.respiratoryRate, 1) },
    { ...reading, type: 'oxygen-saturation', value: Math.min(99, around(baseline.oxygenSaturation, 1)) },
    {
      ...reading,
      type: 'body-temperature',
      value: Math.round((baseline.bodyTemperature + random.between(-3, 3) / 10) * 10) / 10,
    },
  ];
  if (baseline.bloodGlucose !== null) {
    daily.push({ ...reading, type: 'blood-glucose', value: around(baseline.bloodGlucose, 25) });
  }
  if (random.happens(0.7)) daily.push({ ...reading, type: 'bowel-movement', value: random.between(3, 5) });
  if (weekdayOf(day) !== 'mon') return daily;
  const weight = Math.round((baseline.bodyWeight + random.between(-5, 5) / 10) * 10) / 10;
  return [...daily, { ...reading, type: 'body-weight', value: weight }];
}

async function assess(home: DemoHome, settled: readonly Settled[], nurse: Caller): Promise<void> {
  for (const { resident, drawn } of settled) {
    const { baseline } = drawn;
    await home.app.get(RecordAssessments).record(
      resident.id,
      {
        instrument: 'news2',
        answers: {
          respiratoryRate: baseline.respiratoryRate,
          oxygenSaturation: baseline.oxygenSaturation,
          oxygenScale: 1,
          supplementalOxygen: false,
          systolicBloodPressure: baseline.systolic,
          heartRate: baseline.heartRate,
          consciousness: 'alert',
          temperature: baseline.bodyTemperature,
        },
      },
      nurse,
    );
  }
}

function at(home: DemoHome, day: LocalDate, time: LocalTime): Instant {
  return slotInstant(localDateTime(day, time), home.zone);
}
