import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { readsNobodys, Requires } from '#platform/access';
import { Route } from '#platform/http';
import { Printed } from '#platform/print';
import { ReadProgramme, type WeekProgramme } from '../app/read-programme.service.js';
import { ProgrammeQueryDto } from './programme.dto.js';
import { programmePage } from './programme.page.js';

@ApiTags('activity')
@Controller('activities/programme')
export class ProgrammeController {
  constructor(private readonly programme: ReadProgramme) {}

  @Get()
  @Requires('activities:read', readsNobodys())
  @Route({
    summary: 'Print the programme of a week as a poster',
    description:
      'A page for A3 on its long side, in black and white and large letters: a column for each day. Cancelled sessions are ' +
      'struck out and say so, moved ones stand at their new time; what is one to one is not on it. In the language that ' +
      '`Accept-Language` asks for (`en`, `es`).',
    text: 'text/html',
    problems: { 422: ['validation-failed'] },
  })
  @Printed(programmePage)
  read(@Query() { week }: ProgrammeQueryDto): Promise<WeekProgramme> {
    return this.programme.read(week);
  }
}
