import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { CurrentCaller, readsOf, Requires, residentIn, type Caller } from '#platform/access';
import { IdParam, Route } from '#platform/http';
import { Printable } from '#platform/print';
import { ReadMar } from '../app/read-mar.service.js';
import { MarDto, MarQueryDto } from './mar.dto.js';
import { marPage } from './mar.page.js';

@ApiTags('prescription')
@Controller('residents/:id/mar')
export class MarController {
  constructor(private readonly mars: ReadMar) {}

  @Get()
  @Requires('administrations:read', readsOf('medication-administration-record', residentIn('path', 'id')))
  @Route({
    summary: "Read a resident's medicines administration record: the chart of doses",
    description:
      'One entry for each slot, recorded or not; doses as needed by the time of the act, with what they achieved; wrong ' +
      'records beside the right ones. Initials and codes are explained in `signatories` and `codes`. With `Accept: text/html` a ' +
      'chart to print on A4, a sheet for each week, in the language that `Accept-Language` asks for (`en`, `es`).',
    returns: MarDto,
    printable: true,
  })
  @Printable(marPage)
  async read(@IdParam('id') id: string, @Query() query: MarQueryDto, @CurrentCaller() caller: Caller): Promise<MarDto> {
    return MarDto.from(await this.mars.read(id, query, caller));
  }
}
