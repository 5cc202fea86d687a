import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { CurrentCaller, readsOf, readsOne, Requires, residentIn, type Caller } from '#platform/access';
import { mapPage, type Page } from '#platform/database';
import { IdParam, IfMatch, PageQueryDto, pageOf, Route, toPageRequest } from '#platform/http';
import { RecordConditions } from '../app/record-conditions.service.js';
import { ConditionDto, ConditionPatchDto, NewConditionDto } from './condition.dto.js';

@ApiTags('resident')
@Controller('residents/:residentId/conditions')
export class ConditionController {
  constructor(private readonly conditions: RecordConditions) {}

  @Get()
  @Requires('conditions:read', readsOf('condition', residentIn('path')))
  @Route({ summary: "List a resident's conditions, newest first", returns: pageOf(ConditionDto, 'Condition') })
  async list(@IdParam('residentId') residentId: string, @Query() query: PageQueryDto): Promise<Page<ConditionDto>> {
    return mapPage(await this.conditions.list(residentId, toPageRequest(query)), ConditionDto.from);
  }

  @Post()
  @Requires('conditions:write')
  @Route({
    summary: 'Record a condition',
    returns: ConditionDto,
    status: 201,
    location: '/api/v1/residents/{residentId}/conditions/{id}',
  })
  async record(
    @IdParam('residentId') residentId: string,
    @Body() body: NewConditionDto,
    @CurrentCaller() caller: Caller,
  ): Promise<ConditionDto> {
    return ConditionDto.from(await this.conditions.record(residentId, body, caller));
  }

  @Get(':id')
  @Requires('conditions:read', readsOne('condition'))
  @Route({ summary: 'Read a condition', returns: ConditionDto })
  async get(@IdParam('residentId') residentId: string, @IdParam('id') id: string): Promise<ConditionDto> {
    return ConditionDto.from(await this.conditions.get(residentId, id));
  }

  @Patch(':id')
  @Requires('conditions:write')
  @Route({
    summary: 'Change or resolve a condition',
    description: 'A wrong one is marked `entered-in-error` and is changed no more; nothing is deleted.',
    returns: ConditionDto,
    ifMatch: true,
    problems: { 409: ['illegal-transition'] },
  })
  async change(
    @IdParam('residentId') residentId: string,
    @IdParam('id') id: string,
    @Body() body: ConditionPatchDto,
    @IfMatch() version: number | undefined,
  ): Promise<ConditionDto> {
    return ConditionDto.from(await this.conditions.change(residentId, id, body, version));
  }
}
