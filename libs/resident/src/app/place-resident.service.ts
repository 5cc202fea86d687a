import { Injectable } from '@nestjs/common';
import { InvalidFieldsError } from '#platform/kernel';
import type { Tx } from '#platform/database';
import type { Instant } from '#platform/time';
import { ResidentRepository } from '../data/resident.repository.js';
import { RoomRepository } from '../data/room.repository.js';
import { StayRepository } from '../data/stay.repository.js';
import { BedRemovedError } from '../domain/resident.errors.js';
import type { Resident } from '../domain/resident.js';
import type { Bed } from '../domain/room.js';
import { statusOf, type Stay } from '../domain/stay.js';

/** Keeps status, bed and stays of a resident in step with the movements, inside their unit of work. */
@Injectable()
export class PlaceResident {
  constructor(
    private readonly residents: ResidentRepository,
    private readonly rooms: RoomRepository,
    private readonly stays: StayRepository,
  ) {}

  /** After one more movement. @throws InvalidFieldsError when there is no such bed; BedOccupiedError */
  async next(tx: Tx, resident: Resident, last: Stay | undefined, stay: Stay, now: Instant): Promise<void> {
    const bed = await this.bedOf(tx, stay, resident);
    if (stay.bedId !== null && bed === undefined) {
      throw new InvalidFieldsError([
        { pointer: '/bedId', code: 'unknown-reference', message: 'is no bed of the home' },
      ]);
    }
    await this.stays.add(tx, last, stay, bed ?? null);
    await this.residents.place(tx, resident, placeOf(stay, bed), now);
  }

  /** After a movement was found to be otherwise. @throws BedOccupiedError, BedRemovedError */
  async anew(tx: Tx, resident: Resident, before: readonly Stay[], after: readonly Stay[], now: Instant): Promise<void> {
    const beds = await this.rooms.bedsById(
      tx,
      after.flatMap(({ bedId }) => bedId ?? []),
    );
    const stay = after.at(-1);
    const bed = stay && (await this.bedOf(tx, stay, resident));
    const removed = beds.get(stay?.bedId ?? '');
    if (bed === undefined && removed !== undefined) throw new BedRemovedError(removed);
    await this.stays.replace(tx, before, after, beds);
    await this.residents.place(tx, resident, placeOf(stay, bed), now);
  }

  /** Locked against removal; undefined: the home has no such bed, or the stay none. */
  private async bedOf(tx: Tx, { bedId }: Stay, resident: Resident): Promise<Bed | undefined> {
    if (bedId === null) return undefined;
    return bedId === resident.bed?.id ? resident.bed : this.rooms.findBed(tx, bedId);
  }
}

function placeOf(stay: Stay | undefined, bed: Bed | undefined): Pick<Resident, 'status' | 'bed' | 'expectedReturnOn'> {
  return { status: statusOf(stay), bed: bed ?? null, expectedReturnOn: stay?.expectedReturnOn ?? null };
}
