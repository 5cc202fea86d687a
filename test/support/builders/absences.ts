import type { Client, Resource } from '../client.js';
import type { Home } from '../home.js';
import { aOneToOne } from './activities.js';
import { aResidentSinceNovember, record, roundOf, thePrescription } from './prescriptions.js';
import { move } from './stock.js';
import { anObservation } from './wellness.js';

type Details = Readonly<Record<string, unknown>>;

/** When the homes of these stories begin. */
export const MORNING = '2026-11-24T09:05:00+01:00';

/** What isn't there when it should be, at {@link MORNING}, of a resident of whom nothing else is on record. */
export interface Absence {
  readonly severity: string;
  /** Makes it so. */
  readonly wanting: (home: Home, resident: Resource) => Promise<void>;
  /** When a round of sweeps finds it again after a person has resolved it at {@link MORNING}. */
  readonly again: string;
  /** What has to be on record then for that. */
  readonly holdingOn?: (home: Home) => Promise<void>;
  /** Ends it. */
  readonly madeGood: (home: Home, resident: Resource) => Promise<void>;
  /** What the alert then says. */
  readonly over: string;
}

const OVER = 'it holds no more, or the resident is away';

export function critical(times: readonly string[]): { readonly medication: Details; readonly terms: Details } {
  return {
    medication: { name: 'Levodopa 100 mg tablets', timeCritical: true },
    terms: { schedule: { kind: 'times', times }, startsOn: '2026-11-24' },
  };
}

export async function observe(home: Home, resident: Resource, details: Details): Promise<void> {
  await write(await home.as('nurse'), resident, 'observations', anObservation(details));
}

/** By rule. */
export const ABSENCES: Readonly<Record<string, Absence>> = {
  'missed-dose': {
    severity: 'urgent',
    wanting: async (home, { id }) => {
      await thePrescription(home, { residentId: id, ...critical(['08:00']) });
    },
    // The next dose is another cause.
    again: '2026-11-25T09:30:00+01:00',
    madeGood: async (home, { id }) => {
      const nurse = await home.as('nurse');
      const { items } = await roundOf(nurse, id, 'from=2026-11-25&to=2026-11-25');
      for (const { prescriptionId, scheduledFor, state } of items) {
        if (state !== 'missed') continue;
        const omitted = { scheduledFor, outcome: 'omitted', reason: 'omitted-error' };
        await record(nurse, { id: prescriptionId }, omitted);
      }
    },
    over: 'the dose was recorded: omitted',
  },
  'no-bowel-movement': {
    severity: 'warning',
    wanting: (home, resident) =>
      observe(home, resident, { type: 'bowel-movement', value: 4, takenAt: '2026-11-21T09:00:00+01:00' }),
    again: '2026-11-25T09:30:00+01:00',
    madeGood: (home, resident) => observe(home, resident, { type: 'bowel-movement', value: 4 }),
    over: OVER,
  },
  'no-fluids': {
    severity: 'warning',
    wanting: (home, resident) =>
      observe(home, resident, { type: 'fluid-intake', value: 200, takenAt: '2026-11-23T09:00:00+01:00' }),
    again: '2026-11-24T21:30:00+01:00',
    madeGood: (home, resident) => observe(home, resident, { type: 'fluid-intake', value: 200 }),
    over: OVER,
  },
  'no-activity': {
    severity: 'notice',
    wanting: (home) => someoneTakesPart(home, '2026-11-23T16:00'),
    again: '2026-12-01T09:30:00+01:00',
    holdingOn: (home) => someoneTakesPart(home, '2026-11-30T16:00'),
    madeGood: (home, resident) => takePart(home, resident, '2026-11-30T17:00'),
    over: OVER,
  },
  'reassessment-due': {
    severity: 'notice',
    wanting: (home, resident) => assess(home, resident, { assessedAt: '2026-10-23T09:00:00+02:00' }),
    again: '2026-11-25T09:30:00+01:00',
    madeGood: (home, resident) => assess(home, resident, {}),
    over: OVER,
  },
  'low-stock': {
    severity: 'notice',
    wanting: async (home, { id }) => {
      const { medicationId } = await thePrescription(home, { residentId: id });
      await move(await home.as('nurse'), { medicationId, residentId: id, quantity: 5 });
    },
    again: '2026-11-25T09:30:00+01:00',
    madeGood: async (home, { id }) => {
      const nurse = await home.as('nurse');
      const { items } = await nurse.read<{ items: readonly { medicationId: string }[] }>(
        `/api/v1/stock?residentId=${id}`,
      );
      for (const { medicationId } of items) await move(nurse, { medicationId, residentId: id, quantity: 100 });
    },
    over: OVER,
  },
};

const MUST_OF_ZERO = {
  instrument: 'must',
  answers: { bodyMassIndex: 'over-20', weightLoss: 'under-5', acuteDisease: false },
};

async function assess(home: Home, resident: Resource, details: Details): Promise<void> {
  await write(await home.as('nurse'), resident, 'assessments', { ...MUST_OF_ZERO, ...details });
}

async function someoneTakesPart(home: Home, startsAt: string): Promise<void> {
  await takePart(home, await aResidentSinceNovember(home), startsAt);
}

async function takePart(home: Home, resident: Resource, startsAt: string): Promise<void> {
  await write(await home.as('coordinator'), resident, 'one-to-one-sessions', aOneToOne({ startsAt }));
}

async function write(client: Client, { id }: Resource, kind: string, details: Details): Promise<void> {
  await client.created(`/api/v1/residents/${id}/${kind}`, details);
}
