import { applyDecorators, Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { CurrentCaller, Requires, type Caller } from '#platform/access';
import { IdParam, IfMatch, Route } from '#platform/http';
import { ChangeStatus } from '../app/change-status.service.js';
import { PrescriptionDto, StatusChangeDto } from './prescription.dto.js';

/** `{at?, reason}` in, the prescription out. */
function StatusRoute(summary: string, description?: string): MethodDecorator {
  return applyDecorators(
    Route({
      summary,
      ...(description === undefined ? {} : { description }),
      returns: PrescriptionDto,
      ifMatch: true,
      problems: { 409: ['illegal-transition'] },
    }),
  );
}

@ApiTags('prescription')
@Controller('prescriptions/:id')
export class PrescriptionStatusController {
  constructor(private readonly statuses: ChangeStatus) {}

  @Post('activate')
  @Requires('prescriptions:write')
  @StatusRoute('Activate a draft')
  async activate(
    @IdParam('id') id: string,
    @Body() body: StatusChangeDto,
    @IfMatch() version: number | undefined,
    @CurrentCaller() caller: Caller,
  ): Promise<PrescriptionDto> {
    return PrescriptionDto.from(await this.statuses.change(id, 'activate', body, version, caller));
  }

  @Post('suspend')
  @Requires('prescriptions:suspend')
  @StatusRoute('Suspend an active prescription', 'Its doses are `not-required` until it is resumed.')
  async suspend(
    @IdParam('id') id: string,
    @Body() body: StatusChangeDto,
    @IfMatch() version: number | undefined,
    @CurrentCaller() caller: Caller,
  ): Promise<PrescriptionDto> {
    return PrescriptionDto.from(await this.statuses.change(id, 'suspend', body, version, caller));
  }

  @Post('resume')
  @Requires('prescriptions:suspend')
  @StatusRoute('Resume a suspended prescription')
  async resume(
    @IdParam('id') id: string,
    @Body() body: StatusChangeDto,
    @IfMatch() version: number | undefined,
    @CurrentCaller() caller: Caller,
  ): Promise<PrescriptionDto> {
    return PrescriptionDto.from(await this.statuses.change(id, 'resume', body, version, caller));
  }

  @Post('stop')
  @Requires('prescriptions:write')
  @StatusRoute('Stop a prescription', 'It has no dose from then on, and is not taken up again.')
  async stop(
    @IdParam('id') id: string,
    @Body() body: StatusChangeDto,
    @IfMatch() version: number | undefined,
    @CurrentCaller() caller: Caller,
  ): Promise<PrescriptionDto> {
    return PrescriptionDto.from(await this.statuses.change(id, 'stop', body, version, caller));
  }

  @Post('enter-in-error')
  @Requires('prescriptions:write')
  @StatusRoute('Mark a prescription as an error', 'It was one all along, so `at` is not looked at; it stays readable.')
  async enterInError(
    @IdParam('id') id: string,
    @Body() body: StatusChangeDto,
    @IfMatch() version: number | undefined,
    @CurrentCaller() caller: Caller,
  ): Promise<PrescriptionDto> {
    return PrescriptionDto.from(await this.statuses.change(id, 'enter-in-error', body, version, caller));
  }
}
