import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { readsNobodys, readsOf, Requires, residentIn } from '#platform/access';
import { mapPage, type Page } from '#platform/database';
import { answerOf, IdParam, IfMatch, pageOf, Route, toPageRequest } from '#platform/http';
import { KeepResidents } from '../app/keep-residents.service.js';
import { NewResidentDto, ResidentDto, ResidentPatchDto, ResidentQueryDto } from './resident.dto.js';

@ApiTags('resident')
@Controller('residents')
export class ResidentController {
  constructor(private readonly residents: KeepResidents) {}

  @Get()
  @Requires('residents:read', readsNobodys())
  @Route({ summary: 'List or find residents, by family name', returns: pageOf(ResidentDto, 'Resident') })
  async list(@Query() query: ResidentQueryDto): Promise<Page<ResidentDto>> {
    const filter = { q: query.q, unit: query.unit, statuses: query.status === undefined ? undefined : [query.status] };
    return mapPage(await this.residents.list(filter, toPageRequest(query)), ResidentDto.from);
  }

  @Post()
  @Requires('residents:write')
  @Route({
    summary: 'Register a resident',
    description: 'A new resident is `pre-admission` until a movement admits them to a bed.',
    returns: ResidentDto,
    status: 201,
    location: '/api/v1/residents/{id}',
    problems: { 409: ['identifier-taken'] },
  })
  async register(@Body() body: NewResidentDto): Promise<ResidentDto> {
    return ResidentDto.from(await this.residents.register(body));
  }

  @Get(':id')
  @Requires('residents:read', readsOf('resident', residentIn('path', 'id')))
  @Route({ summary: 'Read a resident', returns: ResidentDto })
  async get(@IdParam('id') id: string): Promise<ResidentDto> {
    return answerOf(await this.residents.get(id), ResidentDto.from);
  }

  @Patch(':id')
  @Requires('residents:write')
  @Route({
    summary: "Change a resident's details",
    description: 'Status and bed change only by movements.',
    returns: ResidentDto,
    ifMatch: true,
    problems: { 409: ['identifier-taken'] },
  })
  async change(
    @IdParam('id') id: string,
    @Body() body: ResidentPatchDto,
    @IfMatch() version: number | undefined,
  ): Promise<ResidentDto> {
    return ResidentDto.from(await this.residents.change(id, body, version));
  }
}
