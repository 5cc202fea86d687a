import { Body, Controller, Delete, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { CurrentCaller, readsOf, readsOne, Requires, residentIn, type Caller } from '#platform/access';
import { mapPage, type Page } from '#platform/database';
import { answerOf, IdParam, pageOf, Route, toPageRequest } from '#platform/http';
import { EnrolResidents } from '../app/enrol-residents.service.js';
import { EnrolmentDto, EnrolmentQueryDto, NewEnrolmentDto } from './enrolment.dto.js';

@ApiTags('activity')
@Controller('activities/:activityId/enrolments')
export class EnrolmentController {
  constructor(private readonly enrolments: EnrolResidents) {}

  @Get()
  @Requires('activities:read', readsOf('enrolment', residentIn('query')))
  @Route({
    summary: 'List who has a place or waits for one, newest first',
    returns: pageOf(EnrolmentDto, 'Enrolment'),
  })
  async list(
    @IdParam('activityId') activityId: string,
    @Query() query: EnrolmentQueryDto,
    @CurrentCaller() caller: Caller,
  ): Promise<Page<EnrolmentDto>> {
    return mapPage(await this.enrolments.list(activityId, query, toPageRequest(query), caller), EnrolmentDto.from);
  }

  @Post()
  @Requires('activities:write')
  @Route({
    summary: 'Enrol a resident in a series or in one session',
    description:
      'When there is no place in all that is wanted, the resident waits, and gets one in order of asking. What is to be ' +
      'known before is a warning, refused until it is acknowledged: `schedule-clash`, another session at the same time; ' +
      '`contraindicated`, something that the activity requires or excludes; `resident-away`, one session while the ' +
      'resident is on leave or in hospital. Of several the refusal has the code of the first, and `warnings` names them ' +
      'all. Of what the caller may not read it is told only that something is against it. A place that is had later, from the queue, is not looked at again: the enrolment shows ' +
      '`contraindications` as they are when it is read.',
    returns: EnrolmentDto,
    status: 201,
    location: '/api/v1/activities/{activityId}/enrolments/{id}',
    problems: {
      409: [
        'already-enrolled',
        'schedule-clash',
        'contraindicated',
        'resident-away',
        'resident-departed',
        'session-cancelled',
      ],
    },
  })
  async enrol(
    @IdParam('activityId') activityId: string,
    @Body() body: NewEnrolmentDto,
    @CurrentCaller() caller: Caller,
  ): Promise<EnrolmentDto> {
    return EnrolmentDto.from(await this.enrolments.enrol(activityId, body, caller));
  }

  @Get(':id')
  @Requires('activities:read', readsOne('enrolment'))
  @Route({ summary: 'Read an enrolment', returns: EnrolmentDto })
  async get(
    @IdParam('activityId') activityId: string,
    @IdParam('id') id: string,
    @CurrentCaller() caller: Caller,
  ): Promise<EnrolmentDto> {
    return answerOf(await this.enrolments.get(activityId, id, caller), EnrolmentDto.from);
  }

  @Delete(':id')
  @Requires('activities:write')
  @Route({
    summary: 'End an enrolment',
    description: 'The place goes to who waits longest. That it was held until now stays known.',
    status: 204,
  })
  async remove(@IdParam('activityId') activityId: string, @IdParam('id') id: string): Promise<void> {
    await this.enrolments.remove(activityId, id);
  }
}
