import { Injectable } from '@nestjs/common';
import { NotFoundError } from '#platform/kernel';
import { newId, type Page, type PageRequest, type Reader, type Tx } from '#platform/database';
import { forUpdate, insertRows, keysetPage, onConstraint, select, updatePart, updateRow } from '#platform/database/sql';
import type { Instant } from '#platform/time';
import { NameTakenError } from '../domain/resident.errors.js';
import type { Bed, BedChanges, Room, RoomChange } from '../domain/room.js';
import { BedEntity, RoomEntity } from './room.entity.js';
import { ResidentEntity } from './resident.entity.js';

/** A bed, and when the room that it stands in was last changed. */
export interface PlacedBed {
  readonly bed: Bed;
  readonly room: RoomChange;
}

const BY_UNIT = { name: 'unit', direction: 'ASC', keys: ['unit', 'name', 'id'] } as const;

/** Rooms and their beds, as they are stored. */
@Injectable()
export class RoomRepository {
  async list(reader: Reader, page: PageRequest, unit?: string): Promise<Page<Room>> {
    const query = select(reader, RoomEntity, 'room');
    if (unit !== undefined) query.where('room.unit = :unit', { unit });
    const { items, nextCursor } = await keysetPage(query, BY_UNIT, page);
    return { items: await this.withBeds(reader, items), nextCursor };
  }

  /** @throws NotFoundError */
  async load(reader: Reader, id: string): Promise<Room> {
    const row = await forUpdate(reader, select(reader, RoomEntity, 'room').where('room.id = :id', { id })).getOne();
    const [room] = row === null ? [] : await this.withBeds(reader, [row]);
    if (room === undefined) throw new NotFoundError('room');
    return room;
  }

  /** @throws NameTakenError */
  async add(tx: Tx, room: Room): Promise<void> {
    const { beds, ...row } = room;
    await onConstraint(insertRows(tx, RoomEntity, [row]), { uq_rooms__unit_name: () => new NameTakenError('room') });
    await this.addBeds(tx, room.id, beds, 0);
  }

  /** @throws NameTakenError, VersionConflictError */
  async change(
    tx: Tx,
    room: Room,
    changes: { name?: string; unit?: string },
    beds: BedChanges | undefined,
    at: Instant,
  ): Promise<Room> {
    const version = await onConstraint(updateRow(tx, RoomEntity, { id: room.id, version: room.version, at }, changes), {
      uq_rooms__unit_name: () => new NameTakenError('room'),
    });
    if (beds !== undefined) await this.changeBeds(tx, room.id, beds, at);
    const [changed] = await this.withBeds(tx, [{ ...room, ...changes, version, updatedAt: at }]);
    if (changed === undefined) throw new NotFoundError('room');
    return changed;
  }

  /** The bed with its room and unit, locked against removal until the unit of work ends; undefined when there is none. */
  async findBed(reader: Reader, id: string): Promise<Bed | undefined> {
    const bed = await forUpdate(
      reader,
      select(reader, BedEntity, 'bed').where('bed.id = :id AND bed.removedAt IS NULL', { id }),
    ).getOne();
    if (bed === null) return undefined;
    return (await this.bedsById(reader, [bed.id])).get(bed.id);
  }

  /** Beds by id, removed ones included, in one statement. */
  async bedsById(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, Bed>> {
    return new Map([...(await this.placesById(reader, ids))].map(([id, { bed }]) => [id, bed]));
  }

  /** The same, each with when its room was last changed. */
  async placesById(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, PlacedBed>> {
    if (ids.length === 0) return new Map();
    const rows = await select(reader, BedEntity, 'bed')
      .innerJoin(RoomEntity, 'room', 'room.id = bed.roomId')
      .select([
        'bed.id AS id',
        'bed.name AS name',
        'room.id AS "roomId"',
        'room.name AS "roomName"',
        'room.unit AS unit',
        'room.version AS version',
        'room.updatedAt AS "updatedAt"',
      ])
      .where('bed.id IN (:...ids)', { ids: [...new Set(ids)] })
      .getRawMany<Bed & RoomChange>();
    return new Map(rows.map((row) => [row.id, placed(row)]));
  }

  /** Which of these beds have an occupant. */
  async occupied(reader: Reader, bedIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (bedIds.length === 0) return new Set();
    const rows = await select(reader, ResidentEntity, 'resident')
      .select('resident.bedId', 'bedId')
      .where('resident.bedId IN (:...bedIds)', { bedIds })
      .getRawMany<{ bedId: string }>();
    return new Set(rows.map(({ bedId }) => bedId));
  }

  private async withBeds(reader: Reader, rooms: readonly Omit<Room, 'beds'>[]): Promise<Room[]> {
    if (rooms.length === 0) return [];
    const beds = await select(reader, BedEntity, 'bed')
      .where('bed.roomId IN (:...ids) AND bed.removedAt IS NULL', { ids: rooms.map(({ id }) => id) })
      .orderBy('bed.position')
      .addOrderBy('bed.id')
      .getMany();
    return rooms.map(({ id, version, createdAt, updatedAt, name, unit }) => ({
      id,
      version,
      createdAt,
      updatedAt,
      name,
      unit,
      beds: beds.filter((bed) => bed.roomId === id).map((bed) => ({ id: bed.id, name: bed.name })),
    }));
  }

  private async changeBeds(tx: Tx, roomId: string, { kept, added, removed }: BedChanges, at: Instant): Promise<void> {
    for (const { id } of removed) await updatePart(tx, BedEntity, id, { removedAt: at });
    for (const [position, { id, name }] of kept.entries()) {
      await onConstraint(updatePart(tx, BedEntity, id, { name, position }), BED_NAME);
    }
    const beds = added.map((name) => ({ id: newId(at), name }));
    await this.addBeds(tx, roomId, beds, kept.length);
  }

  private async addBeds(
    tx: Tx,
    roomId: string,
    beds: readonly { id: string; name: string }[],
    from: number,
  ): Promise<void> {
    const rows = beds.map(({ id, name }, index) => ({ id, roomId, name, position: from + index, removedAt: null }));
    await onConstraint(insertRows(tx, BedEntity, rows), BED_NAME);
  }
}

const BED_NAME = { uq_beds__room_id_name: () => new NameTakenError('bed') };

function placed({ id, name, roomId, roomName, unit, version, updatedAt }: Bed & RoomChange): PlacedBed {
  return { bed: { id, name, roomId, roomName, unit }, room: { version, updatedAt } };
}
