import { Injectable } from '@nestjs/common';
import type { Medication } from '#medication';
import type { Reader } from '#platform/database';
import { HomeZone, type Instant } from '#platform/time';
import { AdministrationRepository } from '../data/administration.repository.js';
import { PrescriptionRepository } from '../data/prescription.repository.js';
import { ReconciliationRepository } from '../data/reconciliation.repository.js';
import type { Administration } from '../domain/administration.js';
import { flagsOf, type RoundFlag } from '../domain/flags.js';
import { prescriptionAt } from '../domain/prescription-at.js';
import type { PrescriptionTerms } from '../domain/prescription.js';
import { termsOf } from '../domain/prescribe.js';
import { scheduleInWords, type Words } from '../domain/schedule-words.js';
import { DoseCases } from './dose-cases.service.js';

/** The last dose that was taken, of one prescription. */
export type LastGiven = Pick<Administration, 'administeredAt' | 'outcome' | 'quantity' | 'unit'>;

/** A medicine that a resident has now, or would have if it were not suspended. */
export interface CurrentMedicine {
  readonly prescriptionId: string;
  readonly status: 'active' | 'suspended';
  /** Since when it is suspended and why; null: it is not. */
  readonly suspended: { readonly since: Instant; readonly reason: string | null } | null;
  readonly medication: Medication;
  readonly terms: PrescriptionTerms;
  readonly scheduleText: Words;
  readonly flags: readonly RoundFlag[];
  /** Null: none was recorded. */
  readonly lastGiven: LastGiven | null;
}

/** What other domains may ask of prescriptions, with their own right to read. */
@Injectable()
export class PrescriptionDirectory {
  constructor(
    private readonly prescriptions: PrescriptionRepository,
    private readonly administrations: AdministrationRepository,
    private readonly reconciliations: ReconciliationRepository,
    private readonly cases: DoseCases,
    private readonly zone: HomeZone,
  ) {}

  /**
   * The medicines of a resident at an instant, those as needed last, else by name; also those that begin later. A fixed
   * number of statements, however much was ever prescribed or given.
   */
  async currentMedicines(reader: Reader, residentId: string, at: Instant): Promise<readonly CurrentMedicine[]> {
    const zone = this.zone.id;
    const current = (await this.prescriptions.notOver(reader, at, [residentId])).flatMap((prescription) => {
      const { status, inForce } = prescriptionAt(prescription, at, zone);
      return status === 'active' || status === 'suspended' ? [{ prescription, status, inForce }] : [];
    });
    const ids = current.map(({ prescription }) => prescription.id);
    const medications = await this.cases.medicines(
      reader,
      current.map(({ prescription }) => prescription.medicationId),
    );
    const unreconciled = await this.reconciliations.pending(reader, [residentId], at);
    const last = await this.administrations.lastGiven(reader, ids);
    return current
      .flatMap(({ prescription, status, inForce }): CurrentMedicine[] => {
        const medication = medications.get(prescription.medicationId);
        if (medication === undefined) return [];
        const period = prescription.statusHistory.findLast(({ from }) => from <= at);
        return [
          {
            prescriptionId: prescription.id,
            status,
            suspended:
              status === 'suspended' && period !== undefined ? { since: period.from, reason: period.reason } : null,
            medication,
            terms: termsOf(inForce),
            scheduleText: scheduleInWords(inForce.schedule, inForce.dose, zone),
            flags: flagsOf(medication, inForce, unreconciled.has(prescription.id)),
            lastGiven: last.get(prescription.id) ?? null,
          },
        ];
      })
      .sort(byKindThenName);
  }
}

function byKindThenName(a: CurrentMedicine, b: CurrentMedicine): number {
  const asNeeded = ({ terms }: CurrentMedicine): number => Number(terms.schedule.kind === 'as-needed');
  return asNeeded(a) - asNeeded(b) || a.medication.name.localeCompare(b.medication.name, 'en');
}
