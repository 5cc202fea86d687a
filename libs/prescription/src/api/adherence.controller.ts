import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { readsOf, Requires, residentIn } from '#platform/access';
import { IdParam, Route } from '#platform/http';
import { ReadAdherence } from '../app/read-adherence.service.js';
import { AdherenceDto, AdherenceQueryDto } from './adherence.dto.js';

@ApiTags('prescription')
@Controller('residents/:residentId/adherence')
export class AdherenceController {
  constructor(private readonly adherence: ReadAdherence) {}

  @Get()
  @Requires('administrations:read', readsOf('adherence', residentIn('path')))
  @Route({
    summary: 'What became of the doses of a resident, by medicine',
    description:
      'By the schedules and the records that stand: given, refused, omitted, missed and late ones over any period of up to ' +
      'ten years. Doses while on leave, in hospital or suspended are `notRequired`.',
    returns: AdherenceDto,
  })
  async read(@IdParam('residentId') residentId: string, @Query() query: AdherenceQueryDto): Promise<AdherenceDto> {
    return AdherenceDto.from(await this.adherence.read(residentId, query));
  }
}
