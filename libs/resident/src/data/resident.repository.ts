import { Injectable } from '@nestjs/common';
import { grouped, merged, NotFoundError, words } from '#platform/kernel';
import { newId, type Page, type PageRequest, type Reader, type Tx } from '#platform/database';
import {
  deleteRows,
  dialectIn,
  forUpdate,
  insertRows,
  keysetPage,
  onConstraint,
  partsMatch,
  select,
  updateRow,
  wordsMatch,
  type Query,
} from '#platform/database/sql';
import type { Instant } from '#platform/time';
import { BedOccupiedError, IdentifierTakenError } from '../domain/resident.errors.js';
import { searchText, sortName, type Resident, type ResidentDetails, type ResidentStatus } from '../domain/resident.js';
import { IdentifierEntity, ResidentEntity } from './resident.entity.js';
import type { RoomChange } from '../domain/room.js';
import { RoomRepository } from './room.repository.js';

const BY_NAME = { name: 'family-name', direction: 'ASC', keys: ['sortName', 'id'] } as const;
const TABLE = 'residents';

/** What a list of residents may be narrowed by. */
export interface ResidentFilter {
  /** Parts of names and identifiers, any order, all of them. */
  readonly q?: string | undefined;
  readonly statuses?: readonly ResidentStatus[] | undefined;
  readonly unit?: string | undefined;
  readonly ids?: readonly string[] | undefined;
}

/** A resident, and when the room that they live in was last changed; undefined: they have none. */
export interface PlacedResident {
  readonly record: Resident;
  readonly room: RoomChange | undefined;
}

/** Residents with their identifiers and bed, as they are stored. */
@Injectable()
export class ResidentRepository {
  constructor(private readonly rooms: RoomRepository) {}

  async list(reader: Reader, filter: ResidentFilter, page: PageRequest): Promise<Page<Resident>> {
    const { items, nextCursor } = await keysetPage(this.matching(reader, filter), BY_NAME, page);
    return { items: await this.toRecords(reader, items), nextCursor };
  }

  /** All that match, without a page: for rounds and reports over one home. */
  async findAll(reader: Reader, filter: ResidentFilter): Promise<readonly Resident[]> {
    if (filter.ids?.length === 0) return [];
    return this.toRecords(reader, await this.matching(reader, filter).orderBy('resident.sortName').getMany());
  }

  /** Inside a unit of work the row is locked until its end. @throws NotFoundError */
  async load(reader: Reader, id: string): Promise<Resident> {
    const { record } = await this.read(reader, id);
    return record;
  }

  /** The same, and when the room that they live in was last changed. @throws NotFoundError */
  async read(reader: Reader, id: string): Promise<PlacedResident> {
    const query = select(reader, ResidentEntity, 'resident').where('resident.id = :id', { id });
    const row = await forUpdate(reader, query).getOne();
    const [found] = row === null ? [] : await this.placed(reader, [row]);
    if (found === undefined) throw new NotFoundError('resident');
    return found;
  }

  /** Inside a unit of work the row is locked until its end. @throws NotFoundError */
  async statusOf(reader: Reader, id: string): Promise<ResidentStatus> {
    const query = select(reader, ResidentEntity, 'resident').select('resident.status', 'status');
    const row = await forUpdate(reader, query.where('resident.id = :id', { id })).getRawOne<{
      status: ResidentStatus;
    }>();
    if (row === undefined) throw new NotFoundError('resident');
    return row.status;
  }

  /** @throws IdentifierTakenError */
  async add(tx: Tx, resident: Resident): Promise<void> {
    const derived = { bedId: resident.bed?.id ?? null, sortName: sortName(resident), searchText: searchText(resident) };
    await insertRows(tx, ResidentEntity, [merged(resident, derived)]);
    await this.addIdentifiers(tx, resident.id, resident.identifiers, resident.createdAt);
  }

  /** @throws IdentifierTakenError, VersionConflictError */
  async change(tx: Tx, resident: Resident, changes: Partial<ResidentDetails>, at: Instant): Promise<Resident> {
    const changed = { ...resident, ...changes };
    const { identifiers, ...columns } = changes;
    const row = { ...columns, sortName: sortName(changed), searchText: searchText(changed) };
    const version = await updateRow(tx, ResidentEntity, { id: resident.id, version: resident.version, at }, row);
    if (identifiers !== undefined) {
      await deleteRows(tx, IdentifierEntity, { residentId: resident.id });
      await this.addIdentifiers(tx, resident.id, identifiers, at);
    }
    return { ...changed, version, updatedAt: at };
  }

  /** @throws BedOccupiedError by the database's own constraint, however many try at once. */
  async place(
    tx: Tx,
    resident: Resident,
    { status, bed, expectedReturnOn }: Pick<Resident, 'status' | 'bed' | 'expectedReturnOn'>,
    at: Instant,
  ): Promise<void> {
    const row = { id: resident.id, version: resident.version, at };
    const changes = { status, bedId: bed?.id ?? null, expectedReturnOn };
    await onConstraint(updateRow(tx, ResidentEntity, row, changes), {
      uq_residents__bed_id: () => new BedOccupiedError(bed ?? undefined),
    });
  }

  private matching(reader: Reader, filter: ResidentFilter): Query<ResidentEntity> {
    const dialect = dialectIn(reader);
    const query = select(reader, ResidentEntity, 'resident');
    const terms = filter.q === undefined ? [] : words(filter.q);
    const parts = terms.filter((term) => term.length >= 3);
    const beginnings = terms.filter((term) => term.length < 3);
    if (parts.length > 0) {
      const { sql, parameters } = partsMatch(dialect, TABLE, 'resident', 'search_text', parts, 'parts');
      query.andWhere(sql, parameters);
    }
    if (beginnings.length > 0) {
      const { sql, parameters } = wordsMatch(dialect, TABLE, 'resident', 'search_text', beginnings, 'words');
      query.andWhere(sql, parameters);
    }
    if (filter.q !== undefined && terms.length === 0) query.andWhere('1 = 0');
    if (filter.statuses !== undefined)
      query.andWhere('resident.status IN (:...statuses)', { statuses: filter.statuses });
    if (filter.ids !== undefined) query.andWhere('resident.id IN (:...ids)', { ids: filter.ids });
    if (filter.unit !== undefined) {
      query.andWhere(
        `resident.bedId IN (SELECT "bed"."id" FROM "beds" "bed" JOIN "rooms" "room" ON "room"."id" = "bed"."room_id"
          WHERE "room"."unit" = :unit)`,
        { unit: filter.unit },
      );
    }
    return query;
  }

  private async toRecords(reader: Reader, rows: readonly ResidentEntity[]): Promise<Resident[]> {
    return (await this.placed(reader, rows)).map(({ record }) => record);
  }

  private async placed(reader: Reader, rows: readonly ResidentEntity[]): Promise<PlacedResident[]> {
    if (rows.length === 0) return [];
    const bedIds = rows.flatMap(({ bedId }) => bedId ?? []);
    const places = await this.rooms.placesById(reader, bedIds);
    const identifiers = await select(reader, IdentifierEntity, 'identifier')
      .where('identifier.residentId IN (:...ids)', { ids: rows.map(({ id }) => id) })
      .orderBy('identifier.position')
      .getMany();
    const identifiersOf = grouped(identifiers, ({ residentId }) => residentId);
    return rows.map((row) => {
      const place = places.get(row.bedId ?? '');
      const identifiersOfRow = (identifiersOf.get(row.id) ?? []).map(({ system, value }) => ({ system, value }));
      return { record: recordOf(row, place?.bed ?? null, identifiersOfRow), room: place?.room };
    });
  }

  private async addIdentifiers(
    tx: Tx,
    residentId: string,
    identifiers: Resident['identifiers'],
    at: Instant,
  ): Promise<void> {
    const rows = identifiers.map(({ system, value }, position) => ({
      id: newId(at),
      residentId,
      system,
      value,
      position,
    }));
    await onConstraint(insertRows(tx, IdentifierEntity, rows), {
      uq_resident_identifiers__system_value: () => new IdentifierTakenError(),
    });
  }
}

/** By name: to leave the rest out of a copy takes ten times as long. */
function recordOf(row: ResidentEntity, bed: Resident['bed'], identifiers: Resident['identifiers']): Resident {
  return {
    id: row.id,
    version: row.version,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    givenName: row.givenName,
    familyName: row.familyName,
    preferredName: row.preferredName,
    birthDate: row.birthDate,
    sex: row.sex,
    status: row.status,
    expectedReturnOn: row.expectedReturnOn,
    resuscitation: row.resuscitation,
    diet: row.diet,
    mobility: row.mobility,
    notes: row.notes,
    bed,
    identifiers,
  };
}
