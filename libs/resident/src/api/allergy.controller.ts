import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { CurrentCaller, readsOf, readsOne, Requires, residentIn, type Caller } from '#platform/access';
import { mapPage, type Page } from '#platform/database';
import { IdParam, IfMatch, PageQueryDto, pageOf, Route, toPageRequest } from '#platform/http';
import { RecordAllergies } from '../app/record-allergies.service.js';
import { AllergyDto, AllergyPatchDto, NewAllergyDto } from './allergy.dto.js';

@ApiTags('resident')
@Controller('residents/:residentId/allergies')
export class AllergyController {
  constructor(private readonly allergies: RecordAllergies) {}

  @Get()
  @Requires('allergies:read', readsOf('allergy', residentIn('path')))
  @Route({ summary: "List a resident's allergies, newest first", returns: pageOf(AllergyDto, 'Allergy') })
  async list(@IdParam('residentId') residentId: string, @Query() query: PageQueryDto): Promise<Page<AllergyDto>> {
    return mapPage(await this.allergies.list(residentId, toPageRequest(query)), AllergyDto.from);
  }

  @Post()
  @Requires('allergies:write')
  @Route({
    summary: 'Record an allergy or intolerance',
    returns: AllergyDto,
    status: 201,
    location: '/api/v1/residents/{residentId}/allergies/{id}',
  })
  async record(
    @IdParam('residentId') residentId: string,
    @Body() body: NewAllergyDto,
    @CurrentCaller() caller: Caller,
  ): Promise<AllergyDto> {
    return AllergyDto.from(await this.allergies.record(residentId, body, caller));
  }

  @Get(':id')
  @Requires('allergies:read', readsOne('allergy'))
  @Route({ summary: 'Read an allergy or intolerance', returns: AllergyDto })
  async get(@IdParam('residentId') residentId: string, @IdParam('id') id: string): Promise<AllergyDto> {
    return AllergyDto.from(await this.allergies.get(residentId, id));
  }

  @Patch(':id')
  @Requires('allergies:write')
  @Route({
    summary: 'Change or resolve an allergy or intolerance',
    description: 'A wrong one is marked `entered-in-error` and is changed no more; nothing is deleted.',
    returns: AllergyDto,
    ifMatch: true,
    problems: { 409: ['illegal-transition'] },
  })
  async change(
    @IdParam('residentId') residentId: string,
    @IdParam('id') id: string,
    @Body() body: AllergyPatchDto,
    @IfMatch() version: number | undefined,
  ): Promise<AllergyDto> {
    return AllergyDto.from(await this.allergies.change(residentId, id, body, version));
  }
}
