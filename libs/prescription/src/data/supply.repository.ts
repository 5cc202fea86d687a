import { Injectable } from '@nestjs/common';
import { byCodeUnits } from '#platform/kernel';
import type { Reader } from '#platform/database';
import { select } from '#platform/database/sql';
import type { Instant, Window } from '#platform/time';
import { AdministrationEntity } from './administration.entity.js';
import { PrescriptionEntity } from './prescription.entity.js';

/** Which prescription is of which medicine. */
export interface PrescribedMedicine {
  readonly prescriptionId: string;
  readonly medicationId: string;
}

/** What supply is told from, as plain rows: there may be thousands. */
@Injectable()
export class SupplyRepository {
  /** The prescriptions that may have a dose at `from` or later, of these medicines or of all, in the order of their ids. */
  async prescribed(
    reader: Reader,
    from: Instant,
    medicationIds?: readonly string[],
  ): Promise<readonly PrescribedMedicine[]> {
    if (medicationIds?.length === 0) return [];
    const query = select(reader, PrescriptionEntity, 'prescription')
      .select('prescription.id', 'prescriptionId')
      .addSelect('prescription.medicationId', 'medicationId')
      .where('(prescription.overAt IS NULL OR prescription.overAt > :from)', { from });
    if (medicationIds !== undefined) {
      query.andWhere('prescription.medicationId IN (:...medicationIds)', { medicationIds });
    }
    // In SQL the order would be SQLite's reason to read every prescription that ever was.
    const rows = await query.getRawMany<PrescribedMedicine>();
    return rows.sort((a, b) => byCodeUnits(a.prescriptionId, b.prescriptionId));
  }

  /** The slots in a window that have a record, by prescription. */
  async recordedSlots(
    reader: Reader,
    prescriptionIds: readonly string[],
    window: Window,
  ): Promise<ReadonlyMap<string, ReadonlySet<Instant>>> {
    if (prescriptionIds.length === 0) return new Map();
    const rows = await select(reader, AdministrationEntity, 'administration')
      .select('administration.prescriptionId', 'of')
      .addSelect('administration.scheduledFor', 'slot')
      .where('administration.prescriptionId IN (:...prescriptionIds)', { prescriptionIds })
      .andWhere('administration.scheduledFor >= :from AND administration.scheduledFor < :to', window)
      .andWhere("administration.status = 'recorded'")
      .getRawMany<{ of: string; slot: Instant }>();
    const slots = new Map<string, Set<Instant>>();
    for (const { of, slot } of rows) slots.set(of, (slots.get(of) ?? new Set()).add(slot));
    return slots;
  }
}
