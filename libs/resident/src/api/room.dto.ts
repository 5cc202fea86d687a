import { ApiSchema, IntersectionType } from '#platform/dto';
import { IdField, ObjectArrayField, PageQueryDto, patchOf, StoredDto, TextField } from '#platform/http';
import type { Room } from '../domain/room.js';

@ApiSchema({ name: 'BedPlan' })
export class BedPlanDto {
  @IdField({ optional: true, description: 'of a bed that the room has; without it the bed is new' })
  id?: string | null;

  @TextField({ max: 100, example: 'A' })
  name!: string;
}

@ApiSchema({ name: 'RoomBed' })
export class RoomBedDto {
  @IdField()
  id!: string;

  @TextField({ max: 100, example: 'A' })
  name!: string;
}

class RoomNameDto {
  @TextField({ max: 100, example: '101' })
  name!: string;

  @TextField({ max: 100, example: 'Ground floor' })
  unit!: string;
}

@ApiSchema({ name: 'NewRoom' })
export class NewRoomDto extends RoomNameDto {
  @ObjectArrayField(() => BedPlanDto, { max: 50, example: [{ name: 'A' }, { name: 'B' }] })
  beds!: BedPlanDto[];
}

@ApiSchema({ name: 'RoomPatch' })
export class RoomPatchDto extends patchOf(NewRoomDto) {}

@ApiSchema({ name: 'Room' })
export class RoomDto extends IntersectionType(StoredDto, RoomNameDto) {
  @ObjectArrayField(() => RoomBedDto, { max: 50 })
  beds!: RoomBedDto[];

  static from(room: Room): RoomDto {
    return { ...room, beds: [...room.beds] };
  }
}

export class RoomQueryDto extends PageQueryDto {
  @TextField({ max: 100, optional: true })
  unit?: string;
}
