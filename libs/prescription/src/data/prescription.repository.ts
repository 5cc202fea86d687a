import { Injectable } from '@nestjs/common';
import { grouped, NotFoundError } from '#platform/kernel';
import { newId, type Page, type PageRequest, type Reader, type Tx } from '#platform/database';
import {
  deleteRows,
  forUpdate,
  insertRows,
  keysetPage,
  readsCommitted,
  select,
  updatePart,
  updateRow,
  type Query,
} from '#platform/database/sql';
import type { Instant } from '#platform/time';
import type { Prescription, PrescriptionStatus, ReadStatus, Revision, StatusPeriod } from '../domain/prescription.js';
import { KnownPrescriptions } from './known-prescriptions.repository.js';
import { PrescriptionEntity, RevisionEntity, StatusPeriodEntity } from './prescription.entity.js';

const NEWEST_FIRST = { name: 'id', direction: 'DESC', keys: ['id'] } as const;
const OF_A_STATE = ['prescription.id', 'prescription.version', 'prescription.updatedAt'];
const NOT_OVER = '(prescription.overAt IS NULL OR prescription.overAt > :from)';

/** What a list of prescriptions may be narrowed by. */
export interface PrescriptionFilter {
  readonly residentId?: string | undefined;
  /** As it reads at `at`. */
  readonly status?: ReadStatus | undefined;
  readonly at: Instant;
}

/** The columns of the prescription's own row that change with it. */
export interface PrescriptionChange {
  readonly before: Prescription;
  readonly after: Prescription;
  readonly overAt: Instant | null;
}

/** Prescriptions with all their revisions and statuses, as they are stored. */
@Injectable()
export class PrescriptionRepository {
  private readonly known = new KnownPrescriptions();

  async list(reader: Reader, filter: PrescriptionFilter, page: PageRequest): Promise<Page<Prescription>> {
    const query = select(reader, PrescriptionEntity, 'prescription');
    if (filter.residentId !== undefined) {
      query.andWhere('prescription.residentId = :residentId', { residentId: filter.residentId });
    }
    if (filter.status !== undefined) narrowByStatus(query, filter.status, filter.at);
    const { items, nextCursor } = await keysetPage(query, NEWEST_FIRST, page);
    return { items: await this.toRecords(reader, items), nextCursor };
  }

  /** Inside a unit of work the row is locked until its end. @throws NotFoundError */
  async load(reader: Reader, id: string): Promise<Prescription> {
    const query = select(reader, PrescriptionEntity, 'prescription').where('prescription.id = :id', { id });
    const row = await forUpdate(reader, query).getOne();
    const [record] = row === null ? [] : await this.toRecords(reader, [row]);
    if (record === undefined) throw new NotFoundError('prescription');
    return record;
  }

  /** Those of these ids that there are, in at most five statements; not locked. */
  async find(reader: Reader, ids: readonly string[]): Promise<readonly Prescription[]> {
    if (ids.length === 0) return [];
    return this.recordsOf(reader, this.byIds(reader, ids));
  }

  /** Those of these residents that may have a dose at `from` or later, in no order and at most five statements. */
  async notOver(reader: Reader, from: Instant, residentIds: readonly string[]): Promise<readonly Prescription[]> {
    if (residentIds.length === 0) return [];
    const query = select(reader, PrescriptionEntity, 'prescription')
      .where('prescription.residentId IN (:...residentIds)', { residentIds })
      .andWhere(NOT_OVER, { from });
    return this.recordsOf(reader, query);
  }

  /** Those of these ids that there are, locked until the unit of work ends. */
  async lockAll(tx: Tx, ids: readonly string[]): Promise<readonly Prescription[]> {
    if (ids.length === 0) return [];
    return this.lock(tx, select(tx, PrescriptionEntity, 'prescription').where('prescription.id IN (:...ids)', { ids }));
  }

  /** Those of one resident that may have a dose at `from` or later, locked until the unit of work ends. */
  async lockNotOver(tx: Tx, from: Instant, residentId: string): Promise<readonly Prescription[]> {
    return this.lock(tx, ofResident(tx, residentId).andWhere(NOT_OVER, { from }));
  }

  /** Those of a resident that a departure stopped, locked until the unit of work ends. */
  async lockStoppedAtDeparture(tx: Tx, residentId: string): Promise<readonly Prescription[]> {
    return this.lock(tx, ofResident(tx, residentId).andWhere('prescription.departure IS NOT NULL'));
  }

  /** Who has a prescription that may have a dose at `from` or later, in no order. */
  async residentsWithDoses(reader: Reader, from: Instant): Promise<readonly string[]> {
    const rows = await select(reader, PrescriptionEntity, 'prescription')
      .select('DISTINCT prescription.residentId', 'of')
      .where(NOT_OVER, { from })
      .getRawMany<{ of: string }>();
    return rows.map(({ of }) => of);
  }

  /** Whose prescription it is; null: there is no such prescription. */
  async residentOf(reader: Reader, id: string): Promise<string | null> {
    const row = await select(reader, PrescriptionEntity, 'prescription')
      .select('prescription.residentId', 'of')
      .where('prescription.id = :id', { id })
      .getRawOne<{ of: string }>();
    return row?.of ?? null;
  }

  /** Newest first. */
  async revisions(reader: Reader, id: string, page: PageRequest): Promise<Page<Revision>> {
    const query = select(reader, RevisionEntity, 'revision').where('revision.prescriptionId = :id', { id });
    const { items, nextCursor } = await keysetPage(query, NEWEST_FIRST, page);
    return { items: items.map(toRevision), nextCursor };
  }

  async add(tx: Tx, prescription: Prescription, overAt: Instant | null): Promise<void> {
    const { revisions, statusHistory, ...stored } = prescription;
    await insertRows(tx, PrescriptionEntity, [{ ...stored, overAt }]);
    await this.addRevisions(tx, prescription, revisions);
    await this.addStatuses(tx, prescription, 0);
  }

  /** Stores what has become of a prescription. @throws VersionConflictError */
  async change(tx: Tx, { before, after, overAt }: PrescriptionChange, at: Instant): Promise<Prescription> {
    const { id, version, acknowledged, departure, revisions } = after;
    const changed = await updateRow(tx, PrescriptionEntity, { id, version, at }, { acknowledged, departure, overAt });
    await this.addRevisions(tx, after, revisions.slice(before.revisions.length));
    const kept = commonPeriods(before.statusHistory, after.statusHistory);
    const changedIn = kept < before.statusHistory.length ? await this.endStatuses(tx, after, kept) : kept;
    await this.addStatuses(tx, after, changedIn);
    return { ...after, version: changed, updatedAt: at };
  }

  /** Always in the same order, so that nobody waits for one another. */
  private async lock(tx: Tx, query: Query<PrescriptionEntity>): Promise<readonly Prescription[]> {
    return this.toRecords(tx, await forUpdate(tx, query.orderBy('prescription.id')).getMany());
  }

  private async addRevisions(tx: Tx, of: Prescription, revisions: readonly Revision[]): Promise<void> {
    await insertRows(
      tx,
      RevisionEntity,
      revisions.map((revision) => revisionRow(of, revision)),
    );
  }

  private async addStatuses(tx: Tx, prescription: Prescription, from: number): Promise<void> {
    const rows = prescription.statusHistory.map((period, position) => statusRow(prescription, period, position));
    await insertRows(tx, StatusPeriodEntity, rows.slice(from));
  }

  /**
   * Takes the statuses from a position on out of the history; one of which only the end is another stays the row that it
   * is, since the timeline knows it by its id.
   * @returns the position from which on the new history has rows to add.
   */
  private async endStatuses(tx: Tx, { id, statusHistory }: Prescription, from: number): Promise<number> {
    const [first, ...others] = await select(tx, StatusPeriodEntity, 'period')
      .where('period.prescriptionId = :id AND period.position >= :from', { id, from })
      .orderBy('period.position')
      .getMany();
    const now = statusHistory[from];
    const isSame =
      first !== undefined && now !== undefined && isSamePeriod({ ...toStatusPeriod(first), to: now.to }, now);
    const gone = first === undefined || isSame ? others : [first, ...others];
    for (const period of gone) await deleteRows(tx, StatusPeriodEntity, { id: period.id });
    if (!isSame) return from;
    await updatePart(tx, StatusPeriodEntity, first.id, { toAt: now.to });
    return from + 1;
  }

  /** The records of a query, in its order; of those that are known as they are now nothing else is read. */
  private async recordsOf(reader: Reader, query: Query<PrescriptionEntity>): Promise<readonly Prescription[]> {
    return this.known.at(
      await query.select(OF_A_STATE).getMany(),
      async (ids) => this.toRecords(reader, await this.byIds(reader, ids).getMany()),
      // What a unit of work has written may be undone, and its number be given to another change.
      (ids) => (readsCommitted(reader) ? this.byIds(reader, ids).select(OF_A_STATE).getMany() : []),
    );
  }

  private byIds(reader: Reader, ids: readonly string[]): Query<PrescriptionEntity> {
    return select(reader, PrescriptionEntity, 'prescription').where('prescription.id IN (:...ids)', { ids });
  }

  private async toRecords(reader: Reader, rows: readonly PrescriptionEntity[]): Promise<Prescription[]> {
    if (rows.length === 0) return [];
    const ids = rows.map(({ id }) => id);
    const revisions = await select(reader, RevisionEntity, 'revision')
      .where('revision.prescriptionId IN (:...ids)', { ids })
      .orderBy('revision.revision')
      .getMany();
    const statuses = await select(reader, StatusPeriodEntity, 'period')
      .where('period.prescriptionId IN (:...ids)', { ids })
      .orderBy('period.position')
      .getMany();
    const revisionsOf = grouped(revisions, ({ prescriptionId }) => prescriptionId);
    const statusesOf = grouped(statuses, ({ prescriptionId }) => prescriptionId);
    return rows.map((row) => toPrescription(row, revisionsOf.get(row.id) ?? [], statusesOf.get(row.id) ?? []));
  }
}

function ofResident(reader: Reader, residentId: string): Query<PrescriptionEntity> {
  return select(reader, PrescriptionEntity, 'prescription').where('prescription.residentId = :residentId', {
    residentId,
  });
}

/**
 * Statuses that few prescriptions of the newest have: these are looked for from the status, the others from the newest on,
 * so that neither reads the whole history for one page.
 */
const RARE: readonly ReadStatus[] = ['draft', 'suspended', 'entered-in-error'];

/** The same answer as `statusAt`: the period that holds the instant, and whether the prescription is over by then. */
function narrowByStatus(query: Query<PrescriptionEntity>, status: ReadStatus, at: Instant): void {
  const decided: readonly PrescriptionStatus[] = status === 'completed' ? ['active', 'suspended'] : [status];
  const periods = `FROM "prescription_statuses" "period" WHERE "period"."status" IN (:...decided)
    AND "period"."from_at" <= :at AND ("period"."to_at" IS NULL OR "period"."to_at" > :at)`;
  const condition = RARE.includes(status)
    ? `prescription.id IN (SELECT "period"."prescription_id" ${periods})`
    : `EXISTS (SELECT 1 ${periods} AND "period"."prescription_id" = prescription.id)`;
  query.andWhere(condition, { decided, at });
  if (status === 'completed') query.andWhere('prescription.overAt <= :at');
  if (status === 'active' || status === 'suspended') {
    query.andWhere('(prescription.overAt IS NULL OR prescription.overAt > :at)');
  }
}

/** A prescription from its rows, which are in order. By name: they are kept, and V8 gives each copy with `...` a shape of its own. */
function toPrescription(
  row: PrescriptionEntity,
  revisions: readonly RevisionEntity[],
  statuses: readonly StatusPeriodEntity[],
): Prescription {
  return {
    id: row.id,
    version: row.version,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    residentId: row.residentId,
    medicationId: row.medicationId,
    acknowledged: row.acknowledged,
    departure: row.departure,
    revisions: revisions.map(toRevision),
    statusHistory: statuses.map(toStatusPeriod),
  };
}

function toRevision(row: RevisionEntity): Revision {
  return {
    revision: row.revision,
    effectiveFrom: row.effectiveFrom,
    reason: row.reason,
    recordedBy: row.recordedBy,
    recordedAt: row.recordedAt,
    dose: { quantity: row.doseQuantity, unit: row.doseUnit },
    route: row.route,
    indication: row.indication,
    instructions: row.instructions,
    schedule: row.schedule,
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    prescriber: row.prescriber,
    critical: row.critical,
  };
}

function revisionRow({ id: prescriptionId, residentId }: Prescription, { dose, ...same }: Revision): RevisionEntity {
  const id = newId(same.recordedAt);
  return { ...same, id, prescriptionId, residentId, doseQuantity: dose.quantity, doseUnit: dose.unit };
}

function statusRow(
  { id: prescriptionId, residentId }: Prescription,
  period: StatusPeriod,
  position: number,
): StatusPeriodEntity {
  const { from: fromAt, to: toAt, ...same } = period;
  return { ...same, id: newId(period.recordedAt), prescriptionId, residentId, position, fromAt, toAt };
}

function toStatusPeriod(row: StatusPeriodEntity): StatusPeriod {
  const { status, fromAt: from, toAt: to, reason, recordedBy, recordedAt } = row;
  return { status, from, to, reason, recordedBy, recordedAt };
}

/** How many periods two histories begin with alike. */
function commonPeriods(before: readonly StatusPeriod[], after: readonly StatusPeriod[]): number {
  const differs = before.findIndex((period, index) => !isSamePeriod(period, after[index]));
  return differs === -1 ? before.length : differs;
}

function isSamePeriod(a: StatusPeriod, b: StatusPeriod | undefined): boolean {
  return (
    a.status === b?.status &&
    a.from === b.from &&
    a.to === b.to &&
    a.reason === b.reason &&
    a.recordedBy === b.recordedBy &&
    a.recordedAt === b.recordedAt
  );
}
