import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { belongingIn, CurrentCaller, readsOf, readsOne, Requires, residentIn, type Caller } from '#platform/access';
import { mapPage, type Page } from '#platform/database';
import { answerOf, IdParam, IfMatch, PageQueryDto, pageOf, Route, toPageRequest } from '#platform/http';
import { Prescribe } from '../app/prescribe.service.js';
import { ReadPrescriptions } from '../app/read-prescriptions.service.js';
import {
  AmendmentDto,
  NewPrescriptionDto,
  PrescriptionDto,
  PrescriptionQueryDto,
  RevisionDto,
  SafetyCheckDto,
} from './prescription.dto.js';
import { WithSchedules } from './schedule.dto.js';

const ORDER = {
  residentId: '0199b1d0-7c00-7000-8000-000000000001',
  medicationId: '0199b1d0-7c00-7000-8000-000000000002',
  dose: { quantity: 1, unit: 'tablet' },
  route: 'oral',
  indication: 'type 2 diabetes',
  instructions: 'with food',
  schedule: { kind: 'times', times: ['08:00', '20:00'] },
  startsOn: '2026-11-24',
  prescriber: 'Dr. Gil',
};

@ApiTags('prescription')
@WithSchedules
@Controller('prescriptions')
export class PrescriptionController {
  constructor(
    private readonly orders: Prescribe,
    private readonly prescriptions: ReadPrescriptions,
  ) {}

  @Get()
  @Requires('prescriptions:read', readsOf('prescription', residentIn('query')))
  @Route({ summary: 'List prescriptions, newest first', returns: pageOf(PrescriptionDto, 'Prescription') })
  async list(@Query() query: PrescriptionQueryDto): Promise<Page<PrescriptionDto>> {
    const { residentId, status } = query;
    return mapPage(await this.prescriptions.list({ residentId, status }, toPageRequest(query)), PrescriptionDto.from);
  }

  @Post()
  @Requires('prescriptions:write')
  @Route({
    summary: 'Prescribe',
    description:
      'Active, or a draft when asked. Safety checks raise warnings: allergy, duplicate therapy, a resident who is not ' +
      'admitted, a medicine that is inactive or over its daily maximum. Sent again with `acknowledge` and ' +
      '`acknowledgeReason` it goes past them, which is kept on the record.',
    example: ORDER,
    returns: PrescriptionDto,
    status: 201,
    location: '/api/v1/prescriptions/{id}',
    problems: { 409: ['safety-warnings'] },
  })
  async prescribe(@Body() body: NewPrescriptionDto, @CurrentCaller() caller: Caller): Promise<PrescriptionDto> {
    return PrescriptionDto.from(await this.orders.prescribe(NewPrescriptionDto.toCommand(body), caller));
  }

  @Post('check')
  @Requires('prescriptions:write', readsOf('prescription', residentIn('body')))
  @Route({
    summary: 'The warnings that prescribing this would raise; nothing is stored',
    example: ORDER,
    returns: SafetyCheckDto,
  })
  async check(@Body() body: NewPrescriptionDto): Promise<SafetyCheckDto> {
    return SafetyCheckDto.from(await this.orders.check(NewPrescriptionDto.toCommand(body)));
  }

  @Get(':id')
  @Requires('prescriptions:read', readsOne('prescription'))
  @Route({ summary: 'Read a prescription, with the terms now in force', returns: PrescriptionDto })
  async get(@IdParam('id') id: string): Promise<PrescriptionDto> {
    return answerOf(await this.prescriptions.get(id), PrescriptionDto.from);
  }

  @Post(':id/amend')
  @Requires('prescriptions:write')
  @Route({
    summary: 'Change the terms from an instant on',
    description:
      'Makes a new revision; doses before `effectiveFrom` keep the old one. The safety checks are made again.',
    example: {
      effectiveFrom: '2026-11-25T00:00:00+01:00',
      reason: 'blood glucose still high',
      dose: { quantity: 2, unit: 'tablet' },
    },
    returns: PrescriptionDto,
    ifMatch: true,
    problems: { 409: ['illegal-transition', 'safety-warnings'] },
  })
  async amend(
    @IdParam('id') id: string,
    @Body() body: AmendmentDto,
    @IfMatch() version: number | undefined,
    @CurrentCaller() caller: Caller,
  ): Promise<PrescriptionDto> {
    return PrescriptionDto.from(await this.orders.amend(id, AmendmentDto.toCommand(body), version, caller));
  }

  @Get(':id/revisions')
  @Requires('prescriptions:read', readsOf('prescription', belongingIn('path', 'id')))
  @Route({
    summary: 'List the revisions of a prescription, newest first',
    returns: pageOf(RevisionDto, 'PrescriptionRevision'),
  })
  async revisions(@IdParam('id') id: string, @Query() query: PageQueryDto): Promise<Page<RevisionDto>> {
    return mapPage(await this.prescriptions.revisions(id, toPageRequest(query)), RevisionDto.from);
  }
}
