import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { belongingIn, CurrentCaller, readsOf, Requires, residentIn, type Caller } from '#platform/access';
import { mapPage, type Page } from '#platform/database';
import { IdParam, pageOf, Route, toPageRequest } from '#platform/http';
import { MoveStock } from '../app/move-stock.service.js';
import { ReadMovements } from '../app/read-movements.service.js';
import {
  NewStockMovementDto,
  StockCorrectionDto,
  StockMovementDto,
  StockMovementQueryDto,
} from './stock-movement.dto.js';

const WITNESS = { 403: ['forbidden', 'witness-refused'], 422: ['witness-required'] } as const;

@ApiTags('stock')
@Controller('stock-movements')
export class StockMovementController {
  constructor(
    private readonly stock: MoveStock,
    private readonly movements: ReadMovements,
  ) {}

  @Get()
  @Requires('stock:read', readsOf('stock-movement', residentIn('query')))
  @Route({
    summary: 'List the lines of the stock ledger as they were entered, newest first',
    description: 'Doses, corrections and both sides of a transfer are lines too.',
    returns: pageOf(StockMovementDto, 'StockMovement'),
  })
  async list(@Query() query: StockMovementQueryDto): Promise<Page<StockMovementDto>> {
    const { medicationId, residentId, type, from, to } = query;
    const found = await this.movements.list({ medicationId, residentId, type, from, to }, toPageRequest(query));
    return mapPage(found, StockMovementDto.from);
  }

  @Post()
  @Requires('stock:write')
  @Route({
    summary: 'Enter what came, went or was counted',
    description:
      'The ledger is only added to. A count says what is there, without being told what should be: another number than ' +
      'expected opens a discrepancy. A transfer leaves a line with each owner. No balance goes below zero.',
    returns: StockMovementDto,
    status: 201,
    location: '/api/v1/stock-movements/{id}',
    example: {
      medicationId: '0199b1d0-7c00-7000-8000-000000000002',
      type: 'receipt',
      quantity: 60,
      lot: 'L4471',
      expiresOn: '2027-10-31',
    },
    problems: { ...WITNESS, 404: ['not-found'], 409: ['insufficient-stock', 'lot-expiry-differs'] },
  })
  async move(@Body() body: NewStockMovementDto, @CurrentCaller() caller: Caller): Promise<StockMovementDto> {
    const command = NewStockMovementDto.toCommand(body);
    return StockMovementDto.from(await this.stock.move(command, body.witness ?? null, caller));
  }

  @Get(':id')
  @Requires('stock:read', readsOf('stock-movement', belongingIn('path', 'id')))
  @Route({ summary: 'Read a line of the stock ledger', returns: StockMovementDto })
  async get(@IdParam('id') id: string): Promise<StockMovementDto> {
    return StockMovementDto.from(await this.movements.get(id));
  }

  @Post(':id/correct')
  @Requires('stock:write')
  @Route({
    summary: 'Correct a wrong line by a new one',
    description:
      'Answers with the line that corrects, which points at the wrong one by `corrects`; of a transfer both sides are ' +
      'corrected. A correction can be corrected in turn. What a dose took follows the record of the dose instead.',
    returns: StockMovementDto,
    status: 201,
    location: '/api/v1/stock-movements/{id}',
    problems: { ...WITNESS, 409: ['already-corrected', 'corrected-with-its-dose', 'insufficient-stock'] },
  })
  async correct(
    @IdParam('id') id: string,
    @Body() body: StockCorrectionDto,
    @CurrentCaller() caller: Caller,
  ): Promise<StockMovementDto> {
    return StockMovementDto.from(await this.stock.correct(id, StockCorrectionDto.toCommand(body), caller));
  }
}
