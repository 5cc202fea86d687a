import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { readsNobodys, Requires } from '#platform/access';
import { Route } from '#platform/http';
import { EventStream, LastEventId, type Feed } from '#platform/streams';
import { FollowAlerts } from '../app/follow-alerts.service.js';
import { AlertStreamQueryDto, toServerEvents } from './alert-stream.dto.js';

@ApiTags('alerts')
@Controller('alerts/stream')
export class AlertStreamController {
  constructor(private readonly following: FollowAlerts) {}

  @Get()
  @Requires('alerts:read', readsNobodys('it tells of many residents, as the list of alerts does'))
  @Route({
    summary: 'Follow what becomes of alerts, as server-sent events',
    description:
      'First `ready`, whose id is where the stream begins; then an event for each thing that becomes of an alert: its ' +
      'name is what became (`raised`, `repeated`, `escalated`, `acknowledged`, `resolved`), its data the alert as ' +
      '`GET /alerts/{id}` shows it. `Last-Event-ID`, or else `lastEventId`, goes on after that event without gap or repeat.',
    text: 'text/event-stream',
    problems: { 400: ['bad-query', 'bad-last-event-id'], 429: ['too-many-streams'] },
  })
  @EventStream()
  follow(@Query() query: AlertStreamQueryDto, @LastEventId() lastEventId: number | undefined): Feed {
    const { lastEventId: after, unit, severity } = query;
    const interest = { after: lastEventId ?? after, unit, severity };
    return (signal) => toServerEvents(this.following.follow(interest, signal));
  }
}
