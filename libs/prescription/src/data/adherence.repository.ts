import { Injectable } from '@nestjs/common';
import type { Reader } from '#platform/database';
import { select } from '#platform/database/sql';
import type { Instant, Window } from '#platform/time';
import type { DoseOutcome } from '../domain/dose-counts.js';
import type { Outcome } from '../domain/outcome.js';
import { AdministrationEntity } from './administration.entity.js';
import { PrescriptionEntity } from './prescription.entity.js';

/** What adherence is told from, as plain rows: there may be thousands. */
@Injectable()
export class AdherenceRepository {
  /** The prescriptions of a resident that were over by `from`, as is known now, and have a record of a dose after that. */
  async recordedAfterEnd(reader: Reader, residentId: string, from: Instant): Promise<readonly string[]> {
    const record = `SELECT 1 FROM "administrations" "record" WHERE "record"."prescription_id" = prescription.id
      AND "record"."status" = 'recorded'`;
    const rows = await select(reader, PrescriptionEntity, 'prescription')
      .select('prescription.id', 'id')
      .where('prescription.residentId = :residentId AND prescription.overAt <= :from', { residentId, from })
      .andWhere(
        `(EXISTS (${record} AND "record"."scheduled_for" >= :from) OR EXISTS (${record} AND "record"."administered_at" >= :from))`,
      )
      .getRawMany<{ id: string }>();
    return rows.map(({ id }) => id);
  }

  /** The records that stand of doses with their slot in a window, by prescription and slot; whoever asked has the maps. */
  async outcomes(
    reader: Reader,
    prescriptionIds: readonly string[],
    window: Window,
  ): Promise<ReadonlyMap<string, Map<Instant, DoseOutcome>>> {
    if (prescriptionIds.length === 0) return new Map();
    const rows = await select(reader, AdministrationEntity, 'administration')
      .select('administration.prescriptionId', 'of')
      .addSelect('administration.scheduledFor', 'slot')
      .addSelect('administration.outcome', 'outcome')
      .addSelect('administration.administeredAt', 'administeredAt')
      .where('administration.prescriptionId IN (:...prescriptionIds)', { prescriptionIds })
      .andWhere('administration.scheduledFor >= :from AND administration.scheduledFor < :to', window)
      .andWhere("administration.status = 'recorded'")
      .getRawMany<{ of: string; slot: Instant; outcome: Outcome; administeredAt: Instant }>();
    const found = new Map<string, Map<Instant, DoseOutcome>>();
    for (const row of rows) {
      const own = found.get(row.of);
      if (own === undefined) found.set(row.of, new Map([[row.slot, row]]));
      else own.set(row.slot, row);
    }
    return found;
  }

  /** How many doses as needed of each of these prescriptions were taken in a window. */
  async takenAsNeeded(
    reader: Reader,
    prescriptionIds: readonly string[],
    window: Window,
  ): Promise<ReadonlyMap<string, number>> {
    if (prescriptionIds.length === 0) return new Map();
    const rows = await select(reader, AdministrationEntity, 'administration')
      .select('administration.prescriptionId', 'of')
      .addSelect('COUNT(*)', 'doses')
      .where('administration.prescriptionId IN (:...prescriptionIds)', { prescriptionIds })
      .andWhere('administration.administeredAt >= :from AND administration.administeredAt < :to', window)
      .andWhere("administration.scheduledFor IS NULL AND administration.status = 'recorded'")
      .andWhere("administration.outcome IN ('given', 'part-given', 'self-administered')")
      .groupBy('administration.prescriptionId')
      .getRawMany<{ of: string; doses: number | string }>();
    return new Map(rows.map(({ of, doses }) => [of, Number(doses)]));
  }
}
