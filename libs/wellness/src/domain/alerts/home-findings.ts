import { addMinutes, later, type Instant, type LocalDate, type Zone } from '#platform/time';
import type { Assessment } from '../assessment.js';
import { instrumentByCode } from '../instruments/instruments.js';
import { reassessmentDue } from '../overview/reassessment.js';
import type { Finding } from './cause.js';

/** A dose as far as its alert tells of it. */
export interface LateDose {
  readonly prescriptionId: string;
  readonly residentId: string;
  readonly medicine: string;
  readonly scheduledFor: Instant;
  readonly state: 'overdue' | 'missed';
}

/** Names the cause of a dose: each has its own alert. */
export function doseCause(prescriptionId: string, scheduledFor: Instant): string {
  return `dose:${prescriptionId}:${scheduledFor}`;
}

/** Overdue is a warning, missed is urgent. */
export function doseFinding({ prescriptionId, residentId, medicine, scheduledFor, state }: LateDose): Finding {
  const word = { overdue: { en: 'overdue', es: 'retrasada' }, missed: { en: 'missed', es: 'no administrada' } }[state];
  return {
    residentId,
    rule: 'missed-dose',
    key: doseCause(prescriptionId, scheduledFor),
    severity: state === 'missed' ? 'urgent' : 'warning',
    message: { en: `Critical dose ${word.en}: ${medicine}`, es: `Dosis crítica ${word.es}: ${medicine}` },
    at: scheduledFor,
    sourceId: null,
    inputs: [{ name: 'dose', value: state, unit: null, at: scheduledFor, id: prescriptionId }],
  };
}

export function idleFinding(residentId: string, lastAttendedAt: Instant | null, now: Instant): Finding {
  return {
    residentId,
    rule: 'no-activity',
    key: 'no-activity',
    severity: 'notice',
    message: { en: 'Took part in no activity for seven days', es: 'Siete días sin participar en actividades' },
    at: now,
    sourceId: null,
    inputs: [{ name: 'last-attended', value: null, unit: null, at: lastAttendedAt, id: null }],
  };
}

/** How much longer than its own interval an instrument that reminds waits: nobody is called on the minute. */
const GRACE_MINUTES: Readonly<Record<string, number>> = { must: 0, 'mna-sf': 0, news2: 60, abbey: 60 };

/** Instruments that remind. */
export const REMINDING = Object.keys(GRACE_MINUTES);

/** Bands that ask for nothing that a home would be reminded of: who is well isn't measured day and night. */
const CALM = ['low', 'none', 'mild'];
const HOURLY = ['news2', 'abbey'];

/** @param hereSince when the resident came, or came back: nobody could assess them before. */
export function reassessmentFinding(
  assessment: Pick<Assessment, 'id' | 'residentId' | 'instrument' | 'band' | 'score' | 'assessedAt'>,
  hereSince: Instant,
  now: Instant,
  zone: Zone,
): Finding | undefined {
  const { id, residentId, instrument, band, score, assessedAt } = assessment;
  const grace = GRACE_MINUTES[instrument];
  if (grace === undefined || (HOURLY.includes(instrument) && CALM.includes(band))) return undefined;
  const due = reassessmentDue({ instrument, band, score, assessedAt }, zone);
  if (due === null || now < addMinutes(later(due, hereSince), grace)) return undefined;
  const name = instrumentByCode(instrument)?.display;
  return {
    residentId,
    rule: 'reassessment-due',
    key: `reassessment:${instrument}`,
    severity: HOURLY.includes(instrument) ? 'warning' : 'notice',
    message: {
      en: `To be assessed again: ${name?.en ?? instrument}`,
      es: `Toca valorar de nuevo: ${name?.es ?? instrument}`,
    },
    at: due,
    sourceId: null,
    inputs: [{ name: instrument, value: score, unit: '{score}', at: assessedAt, id }],
  };
}

/** Days that stock has to last. General knowledge: a week's order. */
export const STOCK_DAYS = 7;

/** Stock of one owner that will not last. */
export interface ShortStock {
  /** Null: the home's. */
  readonly residentId: string | null;
  readonly medicationId: string;
  readonly medicine: string;
  /** The day of the first dose that can't be given in full. */
  readonly runsOutOn: LocalDate;
}

export function stockFinding({ residentId, medicationId, medicine, runsOutOn }: ShortStock, now: Instant): Finding {
  return {
    residentId,
    rule: 'low-stock',
    key: `stock:${medicationId}`,
    severity: 'notice',
    message: {
      en: `Low stock: ${medicine} runs out on ${runsOutOn}`,
      es: `Existencias bajas: ${medicine} se acaba el ${runsOutOn}`,
    },
    at: now,
    sourceId: null,
    inputs: [{ name: 'runs-out-on', value: runsOutOn, unit: null, at: null, id: medicationId }],
  };
}
