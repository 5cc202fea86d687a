import { Injectable } from '@nestjs/common';
import type { Page, PageRequest, Reader, Tx } from '#platform/database';
import { forUpdate, insertRows, keysetPage, select, updatePart, updateRow, type Query } from '#platform/database/sql';
import type { Instant } from '#platform/time';
import type { Reconciliation, ReconciliationItem, ReconciliationStatus } from '../domain/reconciliation.js';
import { PrescriptionEntity } from './prescription.entity.js';
import { ReconciliationEntity, ReconciliationItemEntity } from './reconciliation.entity.js';

const NEWEST_FIRST = { name: 'returned', direction: 'DESC', keys: ['returnedAt', 'id'] } as const;

/** The same answer as `needsDecision`: not decided on, and may still have a dose. */
const PENDING = `FROM "reconciliation_items" "item"
  JOIN "prescriptions" "prescription" ON "prescription"."id" = "item"."prescription_id"
  WHERE "item"."reconciliation_id" = reconciliation.id AND "item"."decision" IS NULL
    AND ("prescription"."over_at" IS NULL OR "prescription"."over_at" > :at)`;

/** The same answer as `readStatus`. */
const READS: Readonly<Record<ReconciliationStatus, string>> = {
  open: `reconciliation.status = 'open' AND EXISTS (SELECT 1 ${PENDING})`,
  // Said so that it is looked for from the newest on, and not in two lists that are sorted then.
  completed: `reconciliation.status <> 'cancelled'
    AND NOT (reconciliation.status = 'open' AND EXISTS (SELECT 1 ${PENDING}))`,
  cancelled: `reconciliation.status = 'cancelled'`,
};

/** What a list of reconciliations is narrowed by. */
export interface ReconciliationFilter {
  /** As it reads at `at`. */
  readonly status: ReconciliationStatus;
  readonly at: Instant;
  readonly residentIds?: readonly string[] | undefined;
}

/** A reconciliation in a list, without its items. */
export interface ReconciliationLine extends Omit<Reconciliation, 'items'> {
  readonly undecided: number;
}

/** Reconciliations with their items, as they are stored. They are changed by who holds the resident only. */
@Injectable()
export class ReconciliationRepository {
  /** By the time of the return, newest first. Two statements. */
  async list(
    reader: Reader,
    { status, at, residentIds }: ReconciliationFilter,
    page: PageRequest,
  ): Promise<Page<ReconciliationLine>> {
    if (residentIds?.length === 0) return { items: [], nextCursor: null };
    const query = select(reader, ReconciliationEntity, 'reconciliation').where(READS[status], { at });
    if (residentIds !== undefined) query.andWhere('reconciliation.residentId IN (:...residentIds)', { residentIds });
    const { items, nextCursor } = await keysetPage(query, NEWEST_FIRST, page);
    const undecided = status === 'open' ? await this.undecided(reader, items, at) : new Map<string, number>();
    return {
      items: items.map(({ ...row }) => ({ ...row, status, undecided: undecided.get(row.id) ?? 0 })),
      nextCursor,
    };
  }

  /** The one that is stored as open, else that of the last return. */
  async current(reader: Reader, residentId: string): Promise<Reconciliation | undefined> {
    const open = await this.open(reader, residentId);
    if (open !== undefined) return open;
    const query = ofResident(reader, residentId)
      .orderBy('reconciliation.returnedAt', 'DESC')
      .addOrderBy('reconciliation.id', 'DESC')
      .limit(1);
    const [found] = await this.records(reader, query);
    return found;
  }

  /** The one that is stored as open. Inside a unit of work the row is locked until its end. */
  async open(reader: Reader, residentId: string): Promise<Reconciliation | undefined> {
    const query = ofResident(reader, residentId).andWhere("reconciliation.status = 'open'");
    const [found] = await this.records(reader, forUpdate(reader, query));
    return found;
  }

  /** That of a return. */
  async ofReturn(tx: Tx, residentId: string, movementId: string): Promise<Reconciliation | undefined> {
    const query = ofResident(tx, residentId).andWhere('reconciliation.movementId = :movementId', { movementId });
    const [found] = await this.records(tx, query);
    return found;
  }

  /** The one that a movement cancelled, other than that of the movement itself. */
  async cancelledBy(tx: Tx, residentId: string, movementId: string): Promise<Reconciliation | undefined> {
    const query = ofResident(tx, residentId).andWhere(
      'reconciliation.cancelledBy = :movementId AND reconciliation.movementId <> :movementId',
      { movementId },
    );
    const [found] = await this.records(tx, query);
    return found;
  }

  /** The prescriptions of residents that are to be decided on, each with the time of the return: one statement. */
  async pending(reader: Reader, residentIds: readonly string[], at: Instant): Promise<ReadonlyMap<string, Instant>> {
    if (residentIds.length === 0) return new Map();
    const rows = await select(reader, ReconciliationEntity, 'reconciliation')
      .innerJoin(ReconciliationItemEntity, 'item', 'item.reconciliationId = reconciliation.id')
      .innerJoin(PrescriptionEntity, 'prescription', 'prescription.id = item.prescriptionId')
      .select('item.prescriptionId', 'prescriptionId')
      .addSelect('reconciliation.returnedAt', 'returnedAt')
      .where("reconciliation.residentId IN (:...residentIds) AND reconciliation.status = 'open'", { residentIds })
      .andWhere('item.decision IS NULL AND (prescription.overAt IS NULL OR prescription.overAt > :at)', { at })
      .getRawMany<{ prescriptionId: string; returnedAt: Instant }>();
    return new Map(rows.map(({ prescriptionId, returnedAt }) => [prescriptionId, returnedAt]));
  }

  async add(tx: Tx, { items, ...row }: Reconciliation): Promise<void> {
    await insertRows(tx, ReconciliationEntity, [row]);
    await insertRows(
      tx,
      ReconciliationItemEntity,
      items.map((item) => ({ ...item, reconciliationId: row.id })),
    );
  }

  /** Stores what was decided of some items, and the status. @throws VersionConflictError */
  async change(
    tx: Tx,
    reconciliation: Reconciliation,
    changes: Partial<Pick<Reconciliation, 'status' | 'cancelledBy'>> & {
      readonly decided?: readonly ReconciliationItem[];
    },
    at: Instant,
  ): Promise<Reconciliation> {
    const { decided = [], ...row } = changes;
    const { id, version: before, items } = reconciliation;
    const version = await updateRow(tx, ReconciliationEntity, { id, version: before, at }, row);
    for (const { id: item, decision, reason, decidedBy, decidedAt } of decided) {
      await updatePart(tx, ReconciliationItemEntity, item, { decision, reason, decidedBy, decidedAt });
    }
    const known = new Map(decided.map((item) => [item.id, item]));
    return {
      ...reconciliation,
      ...row,
      items: items.map((item) => known.get(item.id) ?? item),
      version,
      updatedAt: at,
    };
  }

  private async undecided(
    reader: Reader,
    rows: readonly ReconciliationEntity[],
    at: Instant,
  ): Promise<ReadonlyMap<string, number>> {
    if (rows.length === 0) return new Map();
    const counts = await select(reader, ReconciliationEntity, 'reconciliation')
      .select('reconciliation.id', 'id')
      .addSelect(`(SELECT count(*) ${PENDING})`, 'undecided')
      .where('reconciliation.id IN (:...ids)', { ids: rows.map(({ id }) => id) })
      .setParameters({ at })
      .getRawMany<{ id: string; undecided: number | string }>();
    return new Map(counts.map(({ id, undecided }) => [id, Number(undecided)]));
  }

  private async records(reader: Reader, query: Query<ReconciliationEntity>): Promise<Reconciliation[]> {
    const rows = await query.getMany();
    if (rows.length === 0) return [];
    const items = await select(reader, ReconciliationItemEntity, 'item')
      .where('item.reconciliationId IN (:...ids)', { ids: rows.map(({ id }) => id) })
      .orderBy('item.prescriptionId')
      .getMany();
    return rows.map(({ ...row }) => ({
      ...row,
      items: items.filter(({ reconciliationId }) => reconciliationId === row.id).map(toItem),
    }));
  }
}

function ofResident(reader: Reader, residentId: string): Query<ReconciliationEntity> {
  return select(reader, ReconciliationEntity, 'reconciliation').where('reconciliation.residentId = :residentId', {
    residentId,
  });
}

function toItem({ reconciliationId: _, ...item }: ReconciliationItemEntity): ReconciliationItem {
  return item;
}
