import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { readsNobodys, Requires } from '#platform/access';
import { mapPage, type Page } from '#platform/database';
import { PageQueryDto, pageOf, Route, toPageRequest } from '#platform/http';
import { ReadRegistry } from '../app/read-registry.service.js';
import { InstrumentDto } from './instrument.dto.js';
import { ObservationTypeDto } from './observation-type.dto.js';

@ApiTags('wellness')
@Controller()
export class RegistryController {
  constructor(private readonly registry: ReadRegistry) {}

  @Get('observation-types')
  @Requires('observations:read', readsNobodys())
  @Route({
    summary: 'List what can be observed: codes, units, ranges',
    returns: pageOf(ObservationTypeDto, 'ObservationType'),
  })
  observationTypes(@Query() query: PageQueryDto): Page<ObservationTypeDto> {
    return mapPage(this.registry.observationTypes(toPageRequest(query)), ObservationTypeDto.from);
  }

  @Get('observation-types/:code')
  @Requires('observations:read', readsNobodys())
  @Route({ summary: 'Read an observation type', returns: ObservationTypeDto })
  observationType(@Param('code') code: string): ObservationTypeDto {
    return ObservationTypeDto.from(this.registry.observationType(code));
  }

  @Get('assessment-instruments')
  @Requires('observations:read', readsNobodys())
  @Route({
    summary: 'List the instruments to assess with',
    returns: pageOf(InstrumentDto, 'AssessmentInstrument'),
  })
  instruments(@Query() query: PageQueryDto): Page<InstrumentDto> {
    return mapPage(this.registry.instruments(toPageRequest(query)), InstrumentDto.from);
  }

  @Get('assessment-instruments/:code')
  @Requires('observations:read', readsNobodys())
  @Route({ summary: 'Read an instrument: enough to draw its form and to explain its score', returns: InstrumentDto })
  instrument(@Param('code') code: string): InstrumentDto {
    return InstrumentDto.from(this.registry.instrument(code));
  }
}
