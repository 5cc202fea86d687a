import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { CurrentCaller, readsOf, readsOne, Requires, residentIn, type Caller } from '#platform/access';
import { mapPage, type Page } from '#platform/database';
import { IdParam, IfMatch, PageQueryDto, pageOf, Route, toPageRequest } from '#platform/http';
import { CorrectMovement } from '../app/correct-movement.service.js';
import { MoveResident } from '../app/move-resident.service.js';
import { MovementDto, MovementInErrorDto, MovementPatchDto, NewMovementDto } from './movement.dto.js';

@ApiTags('resident')
@Controller('residents/:residentId/movements')
export class MovementController {
  constructor(
    private readonly movements: MoveResident,
    private readonly corrections: CorrectMovement,
  ) {}

  @Get()
  @Requires('residents:read', readsOf('movement', residentIn('path')))
  @Route({ summary: "List a resident's movements, newest first", returns: pageOf(MovementDto, 'Movement') })
  async list(@IdParam('residentId') residentId: string, @Query() query: PageQueryDto): Promise<Page<MovementDto>> {
    return mapPage(await this.movements.list(residentId, toPageRequest(query)), MovementDto.from);
  }

  @Post()
  @Requires('residents:write')
  @Route({
    summary: 'Admit, transfer, send on leave or to hospital, return, discharge',
    description:
      'Changes the status and bed of the resident in the same step. `If-Match` is the version of the resident.',
    returns: MovementDto,
    status: 201,
    location: '/api/v1/residents/{residentId}/movements/{id}',
    ifMatch: true,
    example: { type: 'admission', bedId: '0199b1d0-7c00-7000-8000-000000000002', reason: 'moves in from home' },
    problems: { 409: ['illegal-movement', 'out-of-order', 'bed-occupied'] },
  })
  async move(
    @IdParam('residentId') residentId: string,
    @Body() body: NewMovementDto,
    @IfMatch() version: number | undefined,
    @CurrentCaller() caller: Caller,
  ): Promise<MovementDto> {
    return MovementDto.from(await this.movements.move(residentId, body, version, caller));
  }

  @Get(':id')
  @Requires('residents:read', readsOne('movement'))
  @Route({ summary: 'Read a movement', returns: MovementDto })
  async get(@IdParam('residentId') residentId: string, @IdParam('id') id: string): Promise<MovementDto> {
    return MovementDto.from(await this.movements.get(residentId, id));
  }

  @Patch(':id')
  @Requires('residents:write')
  @Route({
    summary: 'Say when a resident on leave or in hospital is expected back',
    returns: MovementDto,
    ifMatch: true,
    problems: { 409: ['illegal-transition'] },
  })
  async change(
    @IdParam('residentId') residentId: string,
    @IdParam('id') id: string,
    @Body() { expectedReturnOn }: MovementPatchDto,
    @IfMatch() version: number | undefined,
    @CurrentCaller() caller: Caller,
  ): Promise<MovementDto> {
    return MovementDto.from(await this.corrections.expectReturn(residentId, id, expectedReturnOn, version, caller));
  }

  @Post(':id/enter-in-error')
  @Requires('residents:write')
  @Route({
    summary: 'Mark a movement as wrong',
    description:
      'It stays readable, with the reason. Status and bed are then what the other movements lead to: 409 where one of ' +
      'them would be impossible (mark that first), or where someone else has the bed. What a discharge or a death ended ' +
      'goes on. A death is marked by a manager or an administrator.',
    returns: MovementDto,
    ifMatch: true,
    problems: { 409: ['illegal-transition', 'illegal-movement', 'bed-occupied', 'bed-removed'] },
  })
  async enterInError(
    @IdParam('residentId') residentId: string,
    @IdParam('id') id: string,
    @Body() { reason }: MovementInErrorDto,
    @IfMatch() version: number | undefined,
    @CurrentCaller() caller: Caller,
  ): Promise<MovementDto> {
    return MovementDto.from(await this.corrections.enterInError(residentId, id, reason, version, caller));
  }
}
