import { Injectable } from '@nestjs/common';
import { expectVersion, InvalidFieldsError } from '#platform/kernel';
import { newId, UnitOfWork, type Page, type PageRequest } from '#platform/database';
import { Clock } from '#platform/time';
import { RoomRepository } from '../data/room.repository.js';
import { BedOccupiedError } from '../domain/resident.errors.js';
import { planBeds, repeatedNames, type BedChanges, type BedPlan, type Room } from '../domain/room.js';

export interface NewRoom {
  readonly name: string;
  readonly unit: string;
  readonly beds: readonly BedPlan[];
}

/** The rooms of the home and the beds in them. */
@Injectable()
export class KeepRooms {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rooms: RoomRepository,
    private readonly clock: Clock,
  ) {}

  list(unit: string | undefined, page: PageRequest): Promise<Page<Room>> {
    return this.rooms.list(this.unitOfWork.reader, page, unit);
  }

  /** @throws NotFoundError */
  get(id: string): Promise<Room> {
    return this.rooms.load(this.unitOfWork.reader, id);
  }

  /** @throws NameTakenError, InvalidFieldsError */
  async create({ name, unit, beds }: NewRoom): Promise<Room> {
    const at = this.clock.now();
    const plan = checkedPlan([], beds);
    const room: Room = {
      id: newId(at),
      version: 1,
      createdAt: at,
      updatedAt: at,
      name,
      unit,
      beds: plan.added.map((bedName) => ({ id: newId(at), name: bedName })),
    };
    await this.unitOfWork.write((tx) => this.rooms.add(tx, room));
    return room;
  }

  /** Beds that the list leaves out are removed. @throws NotFoundError, NameTakenError, BedOccupiedError, VersionConflictError */
  change(id: string, { beds, ...changes }: Partial<NewRoom>, version: number | undefined): Promise<Room> {
    return this.unitOfWork.write(async (tx) => {
      const room = await this.rooms.load(tx, id);
      expectVersion(room, version);
      const plan = beds === undefined ? undefined : checkedPlan(room.beds, beds);
      if (plan !== undefined) {
        const removed = plan.removed.map((bed) => bed.id);
        const locked = await Promise.all(removed.map((bedId) => this.rooms.findBed(tx, bedId)));
        const occupied = await this.rooms.occupied(tx, removed);
        if (occupied.size > 0)
          throw new BedOccupiedError(locked.find((bed) => bed !== undefined && occupied.has(bed.id)));
      }
      return this.rooms.change(tx, room, changes, plan, this.clock.now());
    });
  }
}

function checkedPlan(current: Room['beds'], beds: readonly BedPlan[]): BedChanges {
  const plan = planBeds(current, beds);
  const pointerOf = (wanted: (bed: BedPlan) => boolean): string => `/beds/${beds.findIndex(wanted)}`;
  const errors = [
    ...plan.unknown.map((id) => ({
      pointer: `${pointerOf((bed) => bed.id === id)}/id`,
      code: 'unknown-reference',
      message: 'is no bed of this room',
    })),
    ...repeatedNames(beds).map((name) => ({
      pointer: `${pointerOf((bed) => bed.name === name)}/name`,
      code: 'not-unique',
      message: 'is the name of more than one bed',
    })),
  ];
  if (errors.length > 0) throw new InvalidFieldsError(errors);
  return plan;
}
