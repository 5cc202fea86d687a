import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '#platform/database';
import { deleteRows, insertRows, onConstraint, select, updatePart } from '#platform/database/sql';
import type { Instant } from '#platform/time';
import type { BedOccupancy } from '../domain/occupancy.js';
import { BedOccupiedError } from '../domain/resident.errors.js';
import type { Bed } from '../domain/room.js';
import type { Stay } from '../domain/stay.js';
import { StayEntity } from './movement.entity.js';
import { ResidentEntity } from './resident.entity.js';
import { BedEntity, RoomEntity } from './room.entity.js';

/** Where residents were, and when. */
@Injectable()
export class StayRepository {
  /** The last one; undefined: there was no movement. */
  async last(reader: Reader, residentId: string): Promise<Stay | undefined> {
    const row = await select(reader, StayEntity, 'stay')
      .where('stay.residentId = :residentId', { residentId })
      .orderBy('stay.sequence', 'DESC')
      .limit(1)
      .getOne();
    return row === null ? undefined : toStay(row);
  }

  /** Of several residents, in order. */
  async histories(reader: Reader, residentIds: readonly string[]): Promise<ReadonlyMap<string, readonly Stay[]>> {
    if (residentIds.length === 0) return new Map();
    const rows = await select(reader, StayEntity, 'stay')
      .where('stay.residentId IN (:...residentIds)', { residentIds })
      .orderBy('stay.sequence')
      .getMany();
    const histories = new Map<string, Stay[]>(residentIds.map((id) => [id, []]));
    for (const row of rows) histories.get(row.residentId)?.push(toStay(row));
    return histories;
  }

  /** Ends the last stay where the next one begins. @throws BedOccupiedError by the database's own constraint. */
  async add(tx: Tx, last: Stay | undefined, stay: Stay, bed: Bed | null): Promise<void> {
    if (last !== undefined) await this.end(tx, last, stay.from);
    await onConstraint(insertRows(tx, StayEntity, [toRow(stay)]), occupied(bed));
  }

  /**
   * Puts a resident's stays in place of those that were.
   * @param beds by id, to name one that is occupied.
   * @throws BedOccupiedError by the database's own constraint.
   */
  async replace(
    tx: Tx,
    before: readonly Stay[],
    after: readonly Stay[],
    beds: ReadonlyMap<string, Bed>,
  ): Promise<void> {
    const kept = commonStays(before, after);
    for (const { movementId } of before.slice(kept)) await deleteRows(tx, StayEntity, { id: movementId });
    const last = after[kept - 1];
    if (last !== undefined) await this.end(tx, last, last.to, beds.get(last.bedId ?? ''));
    for (const stay of after.slice(kept)) {
      await onConstraint(insertRows(tx, StayEntity, [toRow(stay)]), occupied(beds.get(stay.bedId ?? '')));
    }
  }

  /**
   * Every bed that had not been removed by then, with who had it, by unit, room and place; in one statement. Since when
   * a bed stands isn't known: it counts from the beginning.
   */
  async occupancyAt(reader: Reader, at: Instant): Promise<readonly BedOccupancy[]> {
    const rows = await select(reader, BedEntity, 'bed')
      .innerJoin(RoomEntity, 'room', 'room.id = bed.roomId')
      .leftJoin(
        StayEntity,
        'stay',
        'stay.bedId = bed.id AND stay.fromAt <= :at AND (stay.toAt IS NULL OR stay.toAt > :at)',
        { at },
      )
      .leftJoin(ResidentEntity, 'resident', 'resident.id = stay.residentId')
      .select(Object.entries(OCCUPANCY).map(([name, column]) => `${column} AS "${name}"`))
      .where('(bed.removedAt IS NULL OR bed.removedAt > :at)')
      .orderBy('room.unit')
      .addOrderBy('room.name')
      .addOrderBy('bed.position')
      .addOrderBy('bed.id')
      .getRawMany<OccupancyRow>();
    return rows.map(toOccupancy);
  }

  private async end(tx: Tx, { movementId }: Stay, toAt: Instant | null, bed?: Bed): Promise<void> {
    await onConstraint(updatePart(tx, StayEntity, movementId, { toAt }), occupied(bed ?? null));
  }
}

/** What {@link StayRepository.occupancyAt} selects. */
const OCCUPANCY = {
  id: 'bed.id',
  name: 'bed.name',
  roomId: 'room.id',
  roomName: 'room.name',
  unit: 'room.unit',
  residentId: 'resident.id',
  givenName: 'resident.givenName',
  familyName: 'resident.familyName',
  preferredName: 'resident.preferredName',
  status: 'stay.status',
  expectedReturnOn: 'stay.expectedReturnOn',
} as const;

type OccupancyRow = Bed &
  Pick<StayEntity, 'status' | 'expectedReturnOn'> &
  Pick<ResidentEntity, 'givenName' | 'familyName' | 'preferredName'> & { readonly residentId: string | null };

function toOccupancy(row: OccupancyRow): BedOccupancy {
  const { id, name, roomId, roomName, unit, residentId, ...resident } = row;
  return {
    bed: { id, name, roomId, roomName, unit },
    resident: residentId === null ? null : { id: residentId, ...resident },
  };
}

/** By name: to leave the rest out of a copy takes ten times as long. */
function toStay(row: StayEntity): Stay {
  return {
    movementId: row.id,
    residentId: row.residentId,
    sequence: row.sequence,
    status: row.status,
    bedId: row.bedId,
    expectedReturnOn: row.expectedReturnOn,
    from: row.fromAt,
    to: row.toAt,
  };
}

function toRow({ movementId: id, from: fromAt, to: toAt, ...same }: Stay): StayEntity {
  return { ...same, id, fromAt, toAt };
}

/** How many stays two histories begin with alike, but for when the last of these ends. */
function commonStays(before: readonly Stay[], after: readonly Stay[]): number {
  const differs = after.findIndex((stay, index) => {
    const other = before[index];
    return (
      other?.movementId !== stay.movementId ||
      other.bedId !== stay.bedId ||
      other.status !== stay.status ||
      other.expectedReturnOn !== stay.expectedReturnOn
    );
  });
  return differs === -1 ? after.length : differs;
}

function occupied(bed: Bed | null | undefined): Readonly<Record<string, () => Error>> {
  return { ex_stays__bed_id: () => new BedOccupiedError(bed ?? undefined) };
}
