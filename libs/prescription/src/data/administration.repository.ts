import { Injectable } from '@nestjs/common';
import { fromMillionths, NotFoundError } from '#platform/kernel';
import { attempt, type Page, type PageRequest, type Reader, type Stretch, type Tx } from '#platform/database';
import {
  forUpdate,
  insertRows,
  keysetPage,
  newestIn,
  select,
  uniqueName,
  updatePart,
  updateRow,
  violatedConstraint,
  type Query,
} from '#platform/database/sql';
import type { Instant, Range, Window } from '#platform/time';
import type { Administration, AdministrationInFull, DoseResponse } from '../domain/administration.js';
import type { TakenDose } from '../domain/counted-doses.js';
import { TOLD_OF_ADMINISTRATION, type ToldAdministration } from '../domain/describe-administration.js';
import { DoseAlreadyRecordedError } from '../domain/prescription.errors.js';
import { foundRecorded } from '../domain/record-dose.js';
import { AdministrationEntity } from './administration.entity.js';
import { PrescriptionEntity } from './prescription.entity.js';

const NEWEST_FIRST = { name: 'administered-at', direction: 'DESC', keys: ['administeredAt', 'id'] } as const;
const AWAITED_NEWEST_FIRST = { ...NEWEST_FIRST, name: 'awaited-response' } as const;
const ONCE = uniqueName('administrations', ['prescription_id', 'scheduled_for']);

/** Outcomes and the reason that mean medicine went into the person (`countsTowardsLimits`). */
const TAKEN = `("outcome" IN ('given', 'part-given', 'self-administered') OR "reason" = 'spat-or-vomited')`;

/** In the words of the indexes that hold them (migration 0020). */
const AWAITED = `administration.scheduledFor IS NULL AND administration.response IS NULL
  AND administration.status = 'recorded' AND administration.outcome IN ('given', 'part-given', 'self-administered')`;

/** What a list of administrations may be narrowed by. */
export interface AdministrationFilter extends Range {
  readonly residentId?: string | undefined;
  readonly prescriptionId?: string | undefined;
  /** Only doses as needed, taken then or before, of which nobody has told what they achieved. */
  readonly awaitedSince?: Instant | undefined;
}

/** Records of doses, as they are stored. */
@Injectable()
export class AdministrationRepository {
  /** By the time of the act, newest first; corrected ones stay in it. */
  async list(reader: Reader, filter: AdministrationFilter, page: PageRequest): Promise<Page<Administration>> {
    const query = select(reader, AdministrationEntity, 'administration');
    const { residentId, prescriptionId, from, to, awaitedSince } = filter;
    if (residentId !== undefined) query.andWhere('administration.residentId = :residentId', { residentId });
    if (prescriptionId !== undefined) {
      query.andWhere('administration.prescriptionId = :prescriptionId', { prescriptionId });
    }
    if (from !== undefined) query.andWhere('administration.administeredAt >= :from', { from });
    if (to !== undefined) query.andWhere('administration.administeredAt < :to', { to });
    if (awaitedSince !== undefined) {
      query.andWhere(AWAITED);
      // What comes after a dose that was awaited is awaited too: one bound, which the index takes.
      if (page.cursor === undefined) query.andWhere('administration.administeredAt <= :awaitedSince', { awaitedSince });
      return keysetPage(query, AWAITED_NEWEST_FIRST, page);
    }
    return keysetPage(query, NEWEST_FIRST, page);
  }

  /** Those of a resident in a stretch of time, corrected ones included, newest first. */
  during(reader: Reader, residentId: string, stretch: Stretch): Promise<readonly ToldAdministration[]> {
    const query = select(reader, AdministrationEntity, 'administration').where(
      'administration.residentId = :residentId',
      { residentId },
    );
    return newestIn(query, 'administeredAt', stretch, TOLD_OF_ADMINISTRATION);
  }

  /** Inside a unit of work the row is locked until its end. @throws NotFoundError */
  async load(reader: Reader, id: string): Promise<AdministrationInFull> {
    const query = inFull(reader).where('administration.id = :id', { id });
    const row = await forUpdate(reader, query).getOne();
    if (row === null) throw new NotFoundError('administration');
    return row;
  }

  /** The records of doses with their slot in a window, of any number of prescriptions. */
  async inWindow(
    reader: Reader,
    prescriptionIds: readonly string[],
    window: Window,
  ): Promise<readonly Administration[]> {
    if (prescriptionIds.length === 0) return [];
    return select(reader, AdministrationEntity, 'administration')
      .where('administration.prescriptionId IN (:...prescriptionIds)', { prescriptionIds })
      .andWhere('administration.scheduledFor >= :from AND administration.scheduledFor < :to', window)
      .andWhere("administration.status = 'recorded'")
      .getMany();
  }

  /**
   * What a chart of a resident shows, corrected records included: those of doses with their slot in the window, and those
   * of doses as needed that were done in it. Three statements, of whatever prescriptions.
   */
  async ofChart(reader: Reader, residentId: string, window: Window): Promise<readonly Administration[]> {
    const whose =
      'SELECT "prescription"."id" FROM "prescriptions" "prescription" WHERE "prescription"."resident_id" = :residentId';
    const inSlots = 'administration.scheduledFor >= :from AND administration.scheduledFor < :to';
    const query = (): Query<AdministrationEntity> =>
      select(reader, AdministrationEntity, 'administration').setParameters({ residentId, ...window });
    const recorded = await query()
      .where(`administration.prescriptionId IN (${whose})`)
      .andWhere(`${inSlots} AND administration.status = 'recorded'`)
      .getMany();
    const wrong = await query()
      .where('administration.residentId = :residentId')
      .andWhere(`${inSlots} AND administration.status = 'entered-in-error'`)
      .getMany();
    const asNeeded = await query()
      .where('administration.residentId = :residentId AND administration.scheduledFor IS NULL')
      .andWhere('administration.administeredAt >= :from AND administration.administeredAt < :to')
      .getMany();
    return [...recorded, ...wrong, ...asNeeded];
  }

  /** A resident's wrong records in whose place one of these stands. */
  async wrongFor(reader: Reader, residentId: string, rightIds: readonly string[]): Promise<readonly Administration[]> {
    if (rightIds.length === 0) return [];
    return select(reader, AdministrationEntity, 'administration')
      .where("administration.residentId = :residentId AND administration.status = 'entered-in-error'", { residentId })
      .andWhere('administration.correctedBy IN (:...rightIds)', { rightIds })
      .getMany();
  }

  /** Those of these ids that there are. */
  async find(reader: Reader, ids: readonly string[]): Promise<readonly Administration[]> {
    if (ids.length === 0) return [];
    return select(reader, AdministrationEntity, 'administration')
      .where('administration.id IN (:...ids)', { ids })
      .getMany();
  }

  /** The slots of a prescription that have a record, from one on. */
  async recordedSlots(reader: Reader, prescriptionId: string, from: Instant): Promise<ReadonlySet<Instant>> {
    const rows = await select(reader, AdministrationEntity, 'administration')
      .select('administration.scheduledFor', 'slot')
      .where('administration.prescriptionId = :prescriptionId', { prescriptionId })
      .andWhere("administration.scheduledFor >= :from AND administration.status = 'recorded'", { from })
      .getRawMany<{ slot: Instant }>();
    return new Set(rows.map(({ slot }) => slot));
  }

  /** What residents have taken since an instant, or from one to another. Plain rows: there may be thousands. */
  async takenSince(
    reader: Reader,
    residentIds: readonly string[],
    since: Instant,
    before?: Instant,
  ): Promise<readonly TakenDose[]> {
    if (residentIds.length === 0) return [];
    const query = select(reader, AdministrationEntity, 'administration')
      .select([
        'administration.id AS "id"',
        'administration.prescriptionId AS "prescriptionId"',
        'administration.residentId AS "residentId"',
        'administration.medicationId AS "medicationId"',
        'administration.administeredAt AS "administeredAt"',
        'administration.outcome AS "outcome"',
        'administration.reason AS "reason"',
        'administration.quantity AS "quantity"',
        'administration.unit AS "unit"',
        'administration.status AS "status"',
      ])
      .where('administration.residentId IN (:...residentIds)', { residentIds })
      .andWhere('administration.administeredAt >= :since', { since })
      .andWhere(`administration.status = 'recorded' AND ${TAKEN}`);
    if (before !== undefined) query.andWhere('administration.administeredAt < :before', { before });
    const rows = await query.getRawMany<TakenRow>();
    return rows.map(takenDose);
  }

  /** When a dose of each of these prescriptions was last taken; absent: never. */
  async lastTaken(reader: Reader, prescriptionIds: readonly string[]): Promise<ReadonlyMap<string, Instant>> {
    if (prescriptionIds.length === 0) return new Map();
    const last = `(SELECT "taken"."administered_at" FROM "administrations" "taken"
      WHERE "taken"."prescription_id" = prescription.id AND "taken"."status" = 'recorded' AND ${TAKEN}
      ORDER BY "taken"."administered_at" DESC LIMIT 1)`;
    const rows = await select(reader, PrescriptionEntity, 'prescription')
      .select('prescription.id', 'id')
      .addSelect(last, 'at')
      .where('prescription.id IN (:...prescriptionIds)', { prescriptionIds })
      .getRawMany<{ id: string; at: Instant | null }>();
    return new Map(rows.flatMap(({ id, at }) => (at === null ? [] : [[id, at] as const])));
  }

  /** The last dose of each of these prescriptions that was taken; absent: none. A seek for each in one statement. */
  async lastGiven(reader: Reader, prescriptionIds: readonly string[]): Promise<ReadonlyMap<string, Administration>> {
    if (prescriptionIds.length === 0) return new Map();
    // One subquery each, and no join: PostgreSQL then has no other way than by the index.
    const seeks = prescriptionIds.map(
      (_, index) => `(SELECT "taken"."id" FROM "administrations" "taken"
        WHERE "taken"."prescription_id" = :of${index} AND "taken"."status" = 'recorded' AND ${TAKEN}
        ORDER BY "taken"."administered_at" DESC, "taken"."id" DESC LIMIT 1)`,
    );
    const named = Object.fromEntries(prescriptionIds.map((id, index) => [`of${index}`, id]));
    const rows = await select(reader, AdministrationEntity, 'administration')
      .where(`administration.id IN (${seeks.join(', ')})`, named)
      .getMany();
    return new Map(rows.map((row) => [row.prescriptionId, row]));
  }

  /**
   * Adds records in one statement where that can be, else one by one.
   * @returns by id the refusals of doses that have a record, by the database's own constraint, however many try at once.
   */
  async addAll(
    tx: Tx,
    administrations: readonly AdministrationInFull[],
  ): Promise<ReadonlyMap<string, DoseAlreadyRecordedError>> {
    try {
      await attempt(tx, () => insertRows(tx, AdministrationEntity, administrations));
      return new Map();
    } catch (error) {
      if (violatedConstraint(error) !== ONCE) throw error;
    }
    const refused = new Map<string, DoseAlreadyRecordedError>();
    for (const administration of administrations) {
      const refusal = await this.add(tx, administration);
      if (refusal !== undefined) refused.set(administration.id, refusal);
    }
    return refused;
  }

  /** Marks a wrong record as such: its dose may be recorded anew. @throws VersionConflictError */
  async enterInError(tx: Tx, wrong: AdministrationInFull, because: string, at: Instant): Promise<AdministrationInFull> {
    const changes = { status: 'entered-in-error', correctionReason: because } as const;
    const version = await updateRow(tx, AdministrationEntity, { id: wrong.id, version: wrong.version, at }, changes);
    return { ...wrong, ...changes, version, updatedAt: at };
  }

  /** @throws VersionConflictError */
  async setResponse(
    tx: Tx,
    dose: AdministrationInFull,
    response: DoseResponse,
    at: Instant,
  ): Promise<AdministrationInFull> {
    const version = await updateRow(tx, AdministrationEntity, { id: dose.id, version: dose.version, at }, { response });
    return { ...dose, response, version, updatedAt: at };
  }

  /** Says which record is right instead, in the same step as {@link enterInError}. */
  async pointTo(tx: Tx, wrong: AdministrationInFull, rightId: string): Promise<AdministrationInFull> {
    await updatePart(tx, AdministrationEntity, wrong.id, { correctedBy: rightId });
    return { ...wrong, correctedBy: rightId };
  }

  /** Undefined when it is stored; the refusal when the database's own constraint forbids it, however many try at once. */
  private async add(tx: Tx, administration: AdministrationInFull): Promise<DoseAlreadyRecordedError | undefined> {
    try {
      await attempt(tx, () => insertRows(tx, AdministrationEntity, [administration]));
      return undefined;
    } catch (error) {
      if (violatedConstraint(error) !== ONCE) throw error;
    }
    const first = await this.recordOf(tx, administration);
    return first === undefined
      ? this.add(tx, administration)
      : new DoseAlreadyRecordedError(first, foundRecorded(administration));
  }

  private async recordOf(reader: Reader, dose: Administration): Promise<AdministrationInFull | undefined> {
    const { prescriptionId, scheduledFor } = dose;
    const row = await inFull(reader)
      .where('administration.prescriptionId = :prescriptionId', { prescriptionId })
      .andWhere("administration.scheduledFor = :scheduledFor AND administration.status = 'recorded'", { scheduledFor })
      .getOne();
    return row ?? undefined;
  }
}

/** As the database gives it. */
type TakenRow = Omit<TakenDose, 'quantity'> & { readonly quantity: number | string | null };

/** By name: there are thousands, and V8 gives each copy with `...` a shape of its own. */
function takenDose(row: TakenRow): TakenDose {
  return {
    id: row.id,
    prescriptionId: row.prescriptionId,
    residentId: row.residentId,
    medicationId: row.medicationId,
    administeredAt: row.administeredAt,
    outcome: row.outcome,
    reason: row.reason,
    quantity: row.quantity === null ? null : fromMillionths(Number(row.quantity)),
    unit: row.unit,
    status: row.status,
  };
}

/** With the rules, which other queries leave out. */
function inFull(reader: Reader) {
  return select(reader, AdministrationEntity, 'administration').addSelect('administration.rules');
}
