import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { CurrentCaller, readsOf, Requires, residentIn, type Caller } from '#platform/access';
import { IdParam, Route } from '#platform/http';
import { Printable } from '#platform/print';
import { ReadSummary } from '../app/read-summary.service.js';
import { SummaryDto } from './summary.dto.js';
import { summaryPage } from './summary.page.js';

@ApiTags('resident')
@Controller('residents/:id/summary')
export class SummaryController {
  constructor(private readonly summaries: ReadSummary) {}

  @Get()
  @Requires('residents:read', readsOf('resident-summary', residentIn('path', 'id')))
  @Route({
    summary: 'Read the summary that goes with a resident to hospital',
    description:
      'Only what the reader may read: the rest is null and named in `withheld`. With `Accept: text/html` a page that ' +
      'prints on A4, in the language that `Accept-Language` asks for (`en`, `es`).',
    returns: SummaryDto,
    printable: true,
  })
  @Printable(summaryPage)
  async get(@IdParam('id') id: string, @CurrentCaller() caller: Caller): Promise<SummaryDto> {
    return SummaryDto.from(await this.summaries.read(id, caller));
  }
}
