import { Inject, Injectable } from '@nestjs/common';
import { MedicationDirectory, type Medication } from '#medication';
import { ResidentDirectory, type Allergy, type ResidentStatus, type StatusPeriod } from '#resident';
import type { Reader } from '#platform/database';
import { grouped } from '#platform/kernel';
import { HomeZone } from '#platform/time';
import type { WindowRules } from '../domain/dose-window.js';
import type { DoseCase } from '../domain/dose-case.js';
import type { Prescription } from '../domain/prescription.js';
import type { Absence } from '../domain/schedule.js';

/** A {@link DoseCase} with the medicine and the allergies as their domains have them. */
export interface MedicatedCase extends DoseCase {
  readonly medicine: Medication;
  /** The active ones. */
  readonly allergies: readonly Allergy[];
}

/** The home's {@link WindowRules} (`DOSE_WINDOW_…`). */
export const WINDOW_RULES = Symbol('window rules');

/** Gathers what rules about doses look at, from the other domains. */
@Injectable()
export class DoseCases {
  constructor(
    private readonly medications: MedicationDirectory,
    private readonly residents: ResidentDirectory,
    private readonly zone: HomeZone,
    @Inject(WINDOW_RULES) private readonly rules: WindowRules,
  ) {}

  /** By prescription, in a fixed number of statements. */
  async of(reader: Reader, prescriptions: readonly Prescription[]): Promise<ReadonlyMap<string, MedicatedCase>> {
    const residentIds = [...new Set(prescriptions.map(({ residentId }) => residentId))];
    const medicines = await this.medicines(
      reader,
      prescriptions.map(({ medicationId }) => medicationId),
    );
    const periods = await this.residents.statusPeriods(reader, residentIds);
    const allergies = await this.residents.activeAllergies(reader, residentIds);
    const allergiesOf = grouped(allergies, ({ residentId }) => residentId);
    const absences = new Map(residentIds.map((id) => [id, absencesOf(periods.get(id) ?? [])]));
    const cases = new Map<string, MedicatedCase>();
    for (const prescription of prescriptions) {
      const { id, residentId, medicationId } = prescription;
      const medicine = medicines.get(medicationId);
      if (medicine === undefined) continue;
      cases.set(id, {
        prescription,
        medicine,
        absences: absences.get(residentId) ?? [],
        allergies: allergiesOf.get(residentId) ?? [],
        rules: this.rules,
        zone: this.zone.id,
      });
    }
    return cases;
  }

  async medicines(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, Medication>> {
    const found = await this.medications.find(reader, [...new Set(ids)]);
    return new Map(found.map((medicine) => [medicine.id, medicine]));
  }
}

/** Where a resident was when not in the home; before the first movement nowhere in it. */
export function absencesOf(periods: readonly StatusPeriod[]): readonly Absence[] {
  const [first] = periods;
  const before: Absence = { kind: 'not-admitted', from: undefined, to: first?.from };
  return [
    before,
    ...periods.flatMap(({ status, from, to }) => {
      const kind = absenceOf(status);
      return kind === null ? [] : [{ kind, from, to: to ?? undefined }];
    }),
  ];
}

/** Null: in the home. */
export function absenceOf(status: ResidentStatus): Absence['kind'] | null {
  if (status === 'admitted') return null;
  return status === 'on-leave' || status === 'in-hospital' ? status : 'not-admitted';
}
