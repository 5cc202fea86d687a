import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { CurrentCaller, readsNobodys, readsOf, Requires, residentIn, type Caller } from '#platform/access';
import { IdParam, IfMatch, Route } from '#platform/http';
import { KeepThresholds } from '../app/keep-thresholds.service.js';
import { AlertRulesDto, NewAlertRulesDto } from './alert-rules.dto.js';

const EXAMPLE = {
  rules: [
    { type: 'oxygen-saturation', low: 88, severity: 'urgent' },
    { type: 'blood-pressure', component: 'systolic', low: 100, high: 180, severity: 'warning' },
  ],
};

@ApiTags('alerts')
@Controller()
export class AlertRulesController {
  constructor(private readonly thresholds: KeepThresholds) {}

  @Get('alert-rules')
  @Requires('alerts:read', readsNobodys())
  @Route({ summary: "Read the home's thresholds", returns: AlertRulesDto })
  async ofTheHome(): Promise<AlertRulesDto> {
    return AlertRulesDto.from(await this.thresholds.get(null));
  }

  @Put('alert-rules')
  @Requires('alerts:write')
  @Route({
    summary: "Set the home's thresholds",
    description:
      'In the place of all that were set before. For a value that is named, they take the place of the defaults that ' +
      'come with the program.',
    returns: AlertRulesDto,
    ifMatch: true,
    example: EXAMPLE,
  })
  async setOfTheHome(
    @Body() { rules }: NewAlertRulesDto,
    @IfMatch() version: number | undefined,
    @CurrentCaller() caller: Caller,
  ): Promise<AlertRulesDto> {
    return AlertRulesDto.from(await this.thresholds.put(null, rules, version, caller));
  }

  @Get('residents/:residentId/alert-rules')
  @Requires('observations:read', readsOf('alert-rules', residentIn('path')))
  @Route({
    summary: "Read a resident's own thresholds, and what counts for them",
    returns: AlertRulesDto,
  })
  async get(@IdParam('residentId') residentId: string): Promise<AlertRulesDto> {
    return AlertRulesDto.from(await this.thresholds.get(residentId));
  }

  @Put('residents/:residentId/alert-rules')
  @Requires('observations:write')
  @Route({
    summary: "Set a resident's own thresholds",
    description:
      "In the place of all that were set before. For a value that is named, they take the place of the home's. They count " +
      'for readings from now on.',
    returns: AlertRulesDto,
    ifMatch: true,
    example: EXAMPLE,
  })
  async set(
    @IdParam('residentId') residentId: string,
    @Body() { rules }: NewAlertRulesDto,
    @IfMatch() version: number | undefined,
    @CurrentCaller() caller: Caller,
  ): Promise<AlertRulesDto> {
    return AlertRulesDto.from(await this.thresholds.put(residentId, rules, version, caller));
  }
}
