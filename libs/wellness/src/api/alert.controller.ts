import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { belongingIn, CurrentCaller, readsOf, Requires, residentIn, type Caller } from '#platform/access';
import { mapPage, type Page } from '#platform/database';
import { IdParam, IfMatch, pageOf, PageQueryDto, Route, toPageRequest } from '#platform/http';
import { KeepAlerts } from '../app/keep-alerts.service.js';
import { AcknowledgeDto, AlertDto, AlertEventDto, AlertQueryDto, ResolveDto } from './alert.dto.js';

@ApiTags('alerts')
@Controller('alerts')
export class AlertController {
  constructor(private readonly alerts: KeepAlerts) {}

  @Get()
  @Requires('alerts:read', readsOf('alert', residentIn('query')))
  @Route({ summary: 'List alerts, those raised last first', returns: pageOf(AlertDto, 'Alert') })
  async list(@Query() query: AlertQueryDto): Promise<Page<AlertDto>> {
    const { status, severity, unit, residentId } = query;
    const found = await this.alerts.list({ status, severity, unit, residentId }, toPageRequest(query));
    return mapPage(found, AlertDto.from);
  }

  @Get(':id')
  @Requires('alerts:read', readsOf('alert', belongingIn('path', 'id')))
  @Route({
    summary: 'Read an alert',
    description: 'With the rule that raised it, as it was then, and the values that it used.',
    returns: AlertDto,
  })
  async get(@IdParam('id') id: string): Promise<AlertDto> {
    return AlertDto.from(await this.alerts.get(id));
  }

  @Get(':id/events')
  @Requires('alerts:read', readsOf('alert', belongingIn('path', 'id')))
  @Route({
    summary: 'List what became of an alert, newest first',
    description: 'That it was raised, every time that its cause came again, and who did what, when and why.',
    returns: pageOf(AlertEventDto, 'AlertEvent'),
  })
  async events(@IdParam('id') id: string, @Query() query: PageQueryDto): Promise<Page<AlertEventDto>> {
    return mapPage(await this.alerts.history(id, toPageRequest(query)), AlertEventDto.from);
  }

  @Post(':id/acknowledge')
  @Requires('alerts:acknowledge')
  @Route({
    summary: 'Say that one has seen an alert',
    returns: AlertDto,
    ifMatch: true,
    problems: { 409: ['illegal-transition'] },
  })
  async acknowledge(
    @IdParam('id') id: string,
    @Body() { reason = null }: AcknowledgeDto,
    @IfMatch() version: number | undefined,
    @CurrentCaller() caller: Caller,
  ): Promise<AlertDto> {
    return AlertDto.from(await this.alerts.acknowledge(id, { reason, version }, caller));
  }

  @Post(':id/resolve')
  @Requires('alerts:write')
  @Route({
    summary: 'Say what was done about an alert that is acknowledged',
    description: 'When its cause comes again, a new one is raised.',
    returns: AlertDto,
    ifMatch: true,
    problems: { 409: ['illegal-transition'] },
  })
  async resolve(
    @IdParam('id') id: string,
    @Body() { reason }: ResolveDto,
    @IfMatch() version: number | undefined,
    @CurrentCaller() caller: Caller,
  ): Promise<AlertDto> {
    return AlertDto.from(await this.alerts.resolve(id, reason, version, caller));
  }
}
