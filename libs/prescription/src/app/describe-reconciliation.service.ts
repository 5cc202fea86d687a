import { Injectable } from '@nestjs/common';
import { MedicationDirectory, type Medication } from '#medication';
import type { AsRead } from '#platform/kernel';
import type { Reader } from '#platform/database';
import { HomeZone, later, type Instant } from '#platform/time';
import { PrescriptionRepository } from '../data/prescription.repository.js';
import { mayReadOtherwise, prescriptionAt, type PrescriptionAt } from '../domain/prescription-at.js';
import {
  needsDecision,
  readStatus,
  type Reconciliation,
  type ReconciliationItem,
  type ReconciliationStatus,
} from '../domain/reconciliation.js';

/** What was decided of a prescription, beside the prescription itself. */
export interface DescribedItem extends ReconciliationItem {
  readonly prescription: PrescriptionAt;
  readonly medication: Medication;
  readonly needsDecision: boolean;
}

/** A reconciliation as it reads. */
export interface DescribedReconciliation extends Omit<Reconciliation, 'items' | 'status'> {
  readonly status: ReconciliationStatus;
  readonly undecided: number;
  readonly items: readonly DescribedItem[];
}

/** Adds to a reconciliation what its prescriptions are. */
@Injectable()
export class DescribeReconciliation {
  constructor(
    private readonly prescriptions: PrescriptionRepository,
    private readonly medications: MedicationDirectory,
    private readonly zone: HomeZone,
  ) {}

  /** In a fixed number of statements. */
  async describe(
    reader: Reader,
    reconciliation: Reconciliation,
    now: Instant,
  ): Promise<AsRead<DescribedReconciliation>> {
    const at = later(now, reconciliation.updatedAt);
    const ids = reconciliation.items.map(({ prescriptionId }) => prescriptionId);
    const found = await this.prescriptions.find(reader, ids);
    const medicines = await this.medications.find(reader, [...new Set(found.map(({ medicationId }) => medicationId))]);
    const items = reconciliation.items.flatMap((item): DescribedItem[] => {
      const prescription = found.find(({ id }) => id === item.prescriptionId);
      const medication = medicines.find(({ id }) => id === prescription?.medicationId);
      if (prescription === undefined || medication === undefined) return [];
      return [
        {
          ...item,
          prescription: prescriptionAt(prescription, at, this.zone.id),
          medication,
          needsDecision: reconciliation.status === 'open' && needsDecision(item, prescription, at, this.zone.id),
        },
      ];
    });
    const undecided = items.filter((item) => item.needsDecision).length;
    return {
      record: { ...reconciliation, status: readStatus(reconciliation, undecided), undecided, items },
      mayHaveChanged: items.some((item) => this.mayReadOtherwise(item, reconciliation.updatedAt, at)),
    };
  }

  /** Whether what an item shows may have changed since, by itself or by time. */
  private mayReadOtherwise({ prescription: { prescription }, medication }: DescribedItem, since: Instant, at: Instant) {
    if (prescription.updatedAt >= since || medication.updatedAt >= since) return true;
    return mayReadOtherwise({ ...prescription, updatedAt: since }, at, this.zone.id);
  }
}
