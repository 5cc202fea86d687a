import { anObservation, calmReadings } from './wellness.js';

type Details = Readonly<Record<string, unknown>>;

/** What somebody writes down of a resident. */
export type Step = readonly ['observations' | 'assessments', Details];

/** A rule: what has to be on record before, what raises the alert, and how it reads. */
interface AlertStory {
  readonly before?: readonly Step[];
  readonly trigger: Step;
  /** What raises it the second and the third time, where it isn't the same again. */
  readonly later?: readonly [Step, Step];
  readonly alert: { readonly rule: string; readonly cause: string; readonly severity: string };
  readonly says: string;
}

export const reading = (details: Details): Step => ['observations', anObservation(details)];
export const assessment = (instrument: string, answers: Details, assessedAt?: string): Step => [
  'assessments',
  { instrument, answers, ...(assessedAt === undefined ? {} : { assessedAt }) },
];

export const INDEPENDENT = {
  feeding: 'independent',
  bathing: 'independent',
  grooming: 'independent',
  dressing: 'independent',
  bowels: 'continent',
  bladder: 'continent',
  toiletUse: 'independent',
  transfer: 'independent',
  walking: 'independent',
  stairs: 'independent',
};

/** What is written down and asks for somebody, by the rules that look at facts. */
export const STORIES_OF_FACTS: Readonly<Record<string, AlertStory>> = {
  'a heart that races': {
    trigger: reading({ value: 141 }),
    alert: { rule: 'threshold', cause: 'heart-rate:high', severity: 'urgent' },
    says: 'Heart rate 141 /min: above 130',
  },
  'a blood pressure that is too low': {
    trigger: ['observations', { type: 'blood-pressure', systolic: 84, diastolic: 50 }],
    alert: { rule: 'threshold', cause: 'blood-pressure.systolic:low', severity: 'urgent' },
    says: 'Blood pressure, systolic 84 mmHg: below 91',
  },
  'glucose of 50': {
    trigger: reading({ type: 'blood-glucose', value: 50 }),
    alert: { rule: 'threshold', cause: 'blood-glucose:low', severity: 'emergency' },
    says: 'Blood glucose 50 mg/dL: below 54',
  },
  'strong pain': {
    trigger: reading({ type: 'pain', value: 7 }),
    alert: { rule: 'threshold', cause: 'pain:high', severity: 'urgent' },
    says: 'Pain 7: above 6',
  },
  'someone newly confused': {
    trigger: reading({ type: 'consciousness', value: 'new-confusion' }),
    alert: { rule: 'consciousness', cause: 'consciousness', severity: 'urgent' },
    says: 'Consciousness: new confusion',
  },
  'a fall with harm': {
    trigger: reading({ type: 'fall', value: 'minor' }),
    alert: { rule: 'fall', cause: 'fall', severity: 'urgent' },
    says: 'Fall: minor harm',
  },
  'five per cent of weight lost in a month': {
    before: [reading({ type: 'body-weight', value: 60, takenAt: '2026-10-26T09:00:00+01:00' })],
    trigger: reading({ type: 'body-weight', value: 57 }),
    alert: { rule: 'weight-loss', cause: 'weight-loss', severity: 'warning' },
    says: 'Weight loss of 5.0 % in 29 days: 60 kg to 57 kg',
  },
  'ten per cent of weight lost in half a year': {
    before: [reading({ type: 'body-weight', value: 60, takenAt: '2026-06-10T09:00:00+02:00' })],
    trigger: reading({ type: 'body-weight', value: 54 }),
    alert: { rule: 'weight-loss', cause: 'weight-loss', severity: 'urgent' },
    says: 'Weight loss of 10.0 % in 167 days: 60 kg to 54 kg',
  },
  'a NEWS2 of 5': {
    trigger: assessment('news2', calmReadings({ respiratoryRate: 22, oxygenSaturation: 93, heartRate: 95 })),
    alert: { rule: 'news2', cause: 'news2', severity: 'urgent' },
    says: 'NEWS2 early warning score: 5, Medium (5-6)',
  },
  'a NEWS2 of 7 or more': {
    trigger: assessment('news2', calmReadings({ respiratoryRate: 26, oxygenSaturation: 91, heartRate: 95 })),
    alert: { rule: 'news2', cause: 'news2', severity: 'emergency' },
    says: 'NEWS2 early warning score: 7, High (7 or more)',
  },
  'a single item of 3 in NEWS2': {
    trigger: assessment('news2', calmReadings({ temperature: 34.9 })),
    alert: { rule: 'news2', cause: 'news2', severity: 'urgent' },
    says: 'NEWS2 early warning score: 3, Low to medium (3 in one item)',
  },
  'an incomplete NEWS2 whose sum is 7 already': {
    trigger: assessment('news2', { respiratoryRate: 26, heartRate: 135, supplementalOxygen: true }),
    alert: { rule: 'news2', cause: 'news2', severity: 'emergency' },
    says: 'NEWS2 early warning score: ≥ 8, Incomplete',
  },
  'a Barthel index that drops': {
    before: [assessment('barthel', INDEPENDENT, '2026-10-24T09:00:00Z')],
    trigger: assessment('barthel', { ...INDEPENDENT, transfer: 'minor-help' }),
    later: [
      assessment('barthel', { ...INDEPENDENT, transfer: 'major-help' }),
      assessment('barthel', { ...INDEPENDENT, transfer: 'unable' }),
    ],
    alert: { rule: 'barthel-drop', cause: 'barthel-drop', severity: 'warning' },
    says: 'Barthel index: 100 to 95 (from bed to chair and back)',
  },
  'a high risk of pressure sores': {
    trigger: assessment('braden', {
      sensoryPerception: 'very-limited',
      moisture: 'often',
      activity: 'chair',
      mobility: 'very-limited',
      nutrition: 'probably-inadequate',
      frictionAndShear: 'potential-problem',
    }),
    alert: { rule: 'assessment-band', cause: 'assessment:braden', severity: 'warning' },
    says: 'Braden scale of pressure risk: 12, High risk (10-12)',
  },
};
