import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { belongingIn, CurrentCaller, readsOf, Requires, residentIn, type Caller } from '#platform/access';
import { mapPage, type Page } from '#platform/database';
import { IdParam, IfMatch, pageOf, Route, toPageRequest } from '#platform/http';
import { KeepDiscrepancies } from '../app/keep-discrepancies.service.js';
import { ConclusionDto, DiscrepancyDto, DiscrepancyQueryDto, ExplanationDto } from './discrepancy.dto.js';

@ApiTags('stock')
@Controller('stock-discrepancies')
export class DiscrepancyController {
  constructor(private readonly discrepancies: KeepDiscrepancies) {}

  @Get()
  @Requires('stock:read', readsOf('stock-discrepancy', residentIn('query')))
  @Route({
    summary: 'List where stock and ledger came apart, newest first',
    description:
      'Opened by a count that finds another number, and by a dose that was given although the stock could not account ' +
      'for it. Each is explained and closed, once, and never overwritten.',
    returns: pageOf(DiscrepancyDto, 'StockDiscrepancy'),
  })
  async list(@Query() query: DiscrepancyQueryDto): Promise<Page<DiscrepancyDto>> {
    const { medicationId, residentId, status } = query;
    const found = await this.discrepancies.list({ medicationId, residentId, status }, toPageRequest(query));
    return mapPage(found, DiscrepancyDto.from);
  }

  @Get(':id')
  @Requires('stock:read', readsOf('stock-discrepancy', belongingIn('path', 'id')))
  @Route({ summary: 'Read a discrepancy', returns: DiscrepancyDto })
  async get(@IdParam('id') id: string): Promise<DiscrepancyDto> {
    return DiscrepancyDto.from(await this.discrepancies.get(id));
  }

  @Post(':id/explain')
  @Requires('stock:write')
  @Route({
    summary: 'Say how a discrepancy came about',
    returns: DiscrepancyDto,
    ifMatch: true,
    problems: { 409: ['illegal-transition'] },
  })
  async explain(
    @IdParam('id') id: string,
    @Body() { explanation }: ExplanationDto,
    @IfMatch() version: number | undefined,
    @CurrentCaller() caller: Caller,
  ): Promise<DiscrepancyDto> {
    return DiscrepancyDto.from(await this.discrepancies.explain(id, explanation, version, caller));
  }

  @Post(':id/close')
  @Requires('stock:write')
  @Route({
    summary: 'Close a discrepancy that has been explained',
    returns: DiscrepancyDto,
    ifMatch: true,
    problems: { 403: ['forbidden', 'witness-refused'], 409: ['illegal-transition'], 422: ['witness-required'] },
  })
  async close(
    @IdParam('id') id: string,
    @Body() { conclusion, witness }: ConclusionDto,
    @IfMatch() version: number | undefined,
    @CurrentCaller() caller: Caller,
  ): Promise<DiscrepancyDto> {
    return DiscrepancyDto.from(await this.discrepancies.close(id, conclusion, witness ?? null, version, caller));
  }
}
