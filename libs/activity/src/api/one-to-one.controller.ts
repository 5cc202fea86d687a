import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { CurrentCaller, Requires, type Caller } from '#platform/access';
import { IdParam, Route } from '#platform/http';
import { RecordOneToOne } from '../app/record-one-to-one.service.js';
import { SessionAttendanceDto } from './attendance.dto.js';
import { NewOneToOneSessionDto } from './one-to-one.dto.js';

@ApiTags('activity')
@Controller('residents/:residentId/one-to-one-sessions')
export class OneToOneController {
  constructor(private readonly oneToOnes: RecordOneToOne) {}

  @Post()
  @Requires('attendance:write')
  @Route({
    summary: 'Record time with one resident that nobody had planned',
    description:
      'A chat at the bedside, an hour in the garden: makes an activity of the format `one-to-one` that was held once, and ' +
      'records in it how the resident took part. Whoever may record attendance may do this. The answer is the record of ' +
      'that session; what is wrong in it is put right there. The activity is not offered any more.',
    returns: SessionAttendanceDto,
    status: 201,
    location: '/api/v1/activities/{activityId}/sessions/{localStartsAt}/attendance',
    example: {
      title: 'Talk at the bedside',
      category: 'social',
      startsAt: '2026-11-24T10:30',
      durationMinutes: 20,
      attendance: 'attended',
      engagement: 4,
      note: 'told of her years in Lugo',
    },
  })
  async record(
    @IdParam('residentId') residentId: string,
    @Body() body: NewOneToOneSessionDto,
    @CurrentCaller() caller: Caller,
  ): Promise<SessionAttendanceDto> {
    return SessionAttendanceDto.from(await this.oneToOnes.record(residentId, body, caller));
  }
}
