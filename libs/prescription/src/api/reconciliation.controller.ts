import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { CurrentCaller, readsNobodys, readsOf, Requires, residentIn, type Caller } from '#platform/access';
import { mapPage, type Page } from '#platform/database';
import { answerOf, IdParam, IfMatch, pageOf, Route, toPageRequest } from '#platform/http';
import { ReadReconciliations } from '../app/read-reconciliations.service.js';
import { Reconcile } from '../app/reconcile.service.js';
import {
  DecisionsDto,
  ListedReconciliationDto,
  ReconciliationDto,
  ReconciliationQueryDto,
} from './reconciliation.dto.js';
import { WithSchedules } from './schedule.dto.js';

@ApiTags('prescription')
@WithSchedules
@Controller()
export class ReconciliationController {
  constructor(
    private readonly reconciliations: ReadReconciliations,
    private readonly reconciling: Reconcile,
  ) {}

  @Get('reconciliations')
  @Requires('prescriptions:read', readsNobodys())
  @Route({
    summary: 'List whose prescriptions are to be reconciled, the last return first',
    returns: pageOf(ListedReconciliationDto, 'Reconciliation'),
  })
  async list(@Query() query: ReconciliationQueryDto): Promise<Page<ListedReconciliationDto>> {
    const { status = 'open', unit } = query;
    return mapPage(
      await this.reconciliations.list({ status, unit }, toPageRequest(query)),
      ListedReconciliationDto.from,
    );
  }

  @Get('residents/:residentId/reconciliation')
  @Requires('prescriptions:read', readsOf('reconciliation', residentIn('path')))
  @Route({
    summary: 'Read the open reconciliation of a resident, else the last one',
    returns: ReconciliationDto,
  })
  async get(@IdParam('residentId') residentId: string): Promise<ReconciliationDto> {
    return answerOf(await this.reconciliations.get(residentId), ReconciliationDto.from);
  }

  @Post('residents/:residentId/reconciliation')
  @Requires('reconciliation:write')
  @Route({
    summary: 'Continue, change or stop prescriptions after a return from hospital',
    description:
      'All of the decisions or none; they may be on some of the prescriptions. What changes is amended past the same ' +
      'safety checks as by `POST /prescriptions/{id}/amend`; a refusal says by `pointer` which decision it is about. ' +
      'Until it is decided on, the doses of a prescription carry the flag `unreconciled` in the round.',
    example: {
      decisions: [
        { prescriptionId: '0199b1d0-7c00-7000-8000-000000000003', decision: 'continue' },
        {
          prescriptionId: '0199b1d0-7c00-7000-8000-000000000004',
          decision: 'change',
          amendment: { dose: { quantity: 2, unit: 'tablet' } },
          reason: 'as the hospital advises',
        },
        { prescriptionId: '0199b1d0-7c00-7000-8000-000000000005', decision: 'stop', reason: 'course completed' },
      ],
    },
    returns: ReconciliationDto,
    ifMatch: true,
    problems: { 409: ['nothing-to-reconcile', 'already-reconciled', 'safety-warnings', 'illegal-transition'] },
  })
  async reconcile(
    @IdParam('residentId') residentId: string,
    @Body() body: DecisionsDto,
    @IfMatch() version: number | undefined,
    @CurrentCaller() caller: Caller,
  ): Promise<ReconciliationDto> {
    const decisions = DecisionsDto.toCommands(body);
    return ReconciliationDto.from(await this.reconciling.decide(residentId, decisions, version, caller));
  }
}
