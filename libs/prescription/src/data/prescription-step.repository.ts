import { Injectable } from '@nestjs/common';
import type { Reader, Stretch } from '#platform/database';
import { newestIn, select } from '#platform/database/sql';
import type { PrescriptionStep, SteppedPrescription } from '../domain/prescription-step.js';
import { PrescriptionEntity, RevisionEntity, StatusPeriodEntity } from './prescription.entity.js';

const OF_A_REVISION = [
  'id',
  'prescriptionId',
  'effectiveFrom',
  'recordedBy',
  'revision',
  'reason',
  'doseQuantity',
  'doseUnit',
  'route',
  'schedule',
] as const satisfies readonly (keyof RevisionEntity)[];

const OF_A_STATUS = [
  'id',
  'prescriptionId',
  'fromAt',
  'recordedBy',
  'reason',
  'status',
] as const satisfies readonly (keyof StatusPeriodEntity)[];

const WRONG = `EXISTS (SELECT 1 FROM "prescription_statuses" "period"
  WHERE "period"."status" = 'entered-in-error' AND "period"."prescription_id" = prescription.id)`;

/** The revisions and changes of status of a resident's prescriptions in the order in which they take effect. */
@Injectable()
export class PrescriptionStepRepository {
  /** Newest first. */
  async revisions(reader: Reader, residentId: string, stretch: Stretch): Promise<readonly PrescriptionStep[]> {
    const query = select(reader, RevisionEntity, 'revision').where('revision.residentId = :residentId', { residentId });
    const rows = await newestIn(query, 'effectiveFrom', stretch, OF_A_REVISION);
    return rows.map(({ id, prescriptionId, effectiveFrom: at, recordedBy, ...row }) => {
      const { revision, reason, doseQuantity: quantity, doseUnit: unit, route, schedule } = row;
      const terms = { revision, dose: { quantity, unit }, route, schedule };
      return { id, prescriptionId, at, recordedBy, reason, terms };
    });
  }

  /** Newest first. The first status of each isn't among them: the first revision tells of it. */
  async statuses(reader: Reader, residentId: string, stretch: Stretch): Promise<readonly PrescriptionStep[]> {
    const query = select(reader, StatusPeriodEntity, 'period')
      .where('period.residentId = :residentId', { residentId })
      // As the index says it, so that SQLite knows it for the same.
      .andWhere('"period"."position" > 0');
    const rows = await newestIn(query, 'fromAt', stretch, OF_A_STATUS);
    return rows.map(({ id, prescriptionId, fromAt: at, recordedBy, reason, status }) => {
      return { id, prescriptionId, at, recordedBy, reason, status };
    });
  }

  /** What the steps of these prescriptions are about. */
  async prescriptions(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, SteppedPrescription>> {
    if (ids.length === 0) return new Map();
    const rows = await select(reader, PrescriptionEntity, 'prescription')
      .select('prescription.id', 'id')
      .addSelect('prescription.medicationId', 'medicationId')
      .addSelect(WRONG, 'wrong')
      .where('prescription.id IN (:...ids)', { ids })
      .getRawMany<{ id: string; medicationId: string; wrong: boolean | number }>();
    return new Map(
      rows.map(({ id, medicationId, wrong }) => [id, { medicationId, enteredInError: Boolean(wrong) }] as const),
    );
  }
}
