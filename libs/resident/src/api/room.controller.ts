import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { readsNobodys, Requires } from '#platform/access';
import { mapPage, type Page } from '#platform/database';
import { IdParam, IfMatch, pageOf, Route, toPageRequest } from '#platform/http';
import { KeepRooms } from '../app/keep-rooms.service.js';
import { NewRoomDto, RoomDto, RoomPatchDto, RoomQueryDto } from './room.dto.js';

@ApiTags('resident')
@Controller('rooms')
export class RoomController {
  constructor(private readonly rooms: KeepRooms) {}

  @Get()
  @Requires('residents:read', readsNobodys())
  @Route({ summary: 'List rooms, by unit and name', returns: pageOf(RoomDto, 'Room') })
  async list(@Query() query: RoomQueryDto): Promise<Page<RoomDto>> {
    return mapPage(await this.rooms.list(query.unit, toPageRequest(query)), RoomDto.from);
  }

  @Post()
  @Requires('residents:write')
  @Route({
    summary: 'Add a room with its beds',
    returns: RoomDto,
    status: 201,
    location: '/api/v1/rooms/{id}',
    problems: { 409: ['name-taken'] },
  })
  async create(@Body() body: NewRoomDto): Promise<RoomDto> {
    return RoomDto.from(await this.rooms.create(body));
  }

  @Get(':id')
  @Requires('residents:read', readsNobodys())
  @Route({ summary: 'Read a room', returns: RoomDto })
  async get(@IdParam('id') id: string): Promise<RoomDto> {
    return RoomDto.from(await this.rooms.get(id));
  }

  @Patch(':id')
  @Requires('residents:write')
  @Route({
    summary: 'Change a room or its beds',
    description: '`beds` is the whole list: a bed that it leaves out is removed, unless it has an occupant.',
    returns: RoomDto,
    ifMatch: true,
    problems: { 409: ['name-taken', 'bed-occupied'] },
  })
  async change(
    @IdParam('id') id: string,
    @Body() body: RoomPatchDto,
    @IfMatch() version: number | undefined,
  ): Promise<RoomDto> {
    return RoomDto.from(await this.rooms.change(id, body, version));
  }
}
