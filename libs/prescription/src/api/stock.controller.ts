import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { readsNobodys, readsOf, Requires, residentIn } from '#platform/access';
import { mapPage, type Page } from '#platform/database';
import { AlsoCsv, csvText, pageOf, Route, toPageRequest, WantsCsv } from '#platform/http';
import { ReadStock } from '../app/read-stock.service.js';
import { SuggestOrder } from '../app/suggest-order.service.js';
import { SUPPLY_HORIZON_DAYS } from '../domain/supply.js';
import { ORDER_COLUMNS, orderCells, OrderLineDto, OrderSuggestionQueryDto } from './order-suggestion.dto.js';
import { StockDto, StockQueryDto } from './stock.dto.js';

@ApiTags('stock')
@Controller('stock')
export class StockController {
  constructor(
    private readonly stock: ReadStock,
    private readonly order: SuggestOrder,
  ) {}

  @Get()
  @Requires('stock:read', readsOf('stock', residentIn('query')))
  @Route({
    summary: 'List what is in stock by owner and lot, newest first, with days of supply',
    description:
      'Days of supply follow the real schedules of the prescriptions, with their suspensions, ends and planned changes ' +
      "and the absences that are known: a resident's own stock is used first, then the home's, which all share, in the " +
      'order of time; what expires first goes first, and nothing is given after its last day. What is given when ' +
      `needed is not forecast. Nothing is looked at beyond ${SUPPLY_HORIZON_DAYS} days.`,
    returns: pageOf(StockDto, 'Stock'),
  })
  async list(@Query() query: StockQueryDto): Promise<Page<StockDto>> {
    const { medicationId, residentId, expiringBefore, below } = query;
    const found = await this.stock.list({ medicationId, residentId, expiringBefore, below }, toPageRequest(query));
    return mapPage(found, StockDto.from);
  }

  @Get('order-suggestion')
  @Requires('stock:read', readsNobodys('it is about the whole home'))
  @Route({
    summary: 'What to order, so that every scheduled dose until a day can be given',
    description:
      "By name of medicine; for each the home first, then residents. A resident's own stock is used first, then the " +
      "home's in the order of time. What a resident will lack is in the resident's line; in the home's where the home " +
      'has or had stock of the medicine and the resident never did: nothing is in two lines. Prescriptions that need ' +
      'nothing have no line. With `Accept: text/csv` all lines at once, in UTF-8 with a byte order mark, with commas; ' +
      'a text that a spreadsheet would take for a formula has an apostrophe before it.',
    returns: pageOf(OrderLineDto, 'OrderLine'),
    csv: true,
  })
  @AlsoCsv('order-suggestion')
  async suggest(
    @Query() query: OrderSuggestionQueryDto,
    @WantsCsv() csv: boolean,
  ): Promise<Page<OrderLineDto> | string> {
    if (!csv) return mapPage(await this.order.page(query.until, toPageRequest(query)), OrderLineDto.from);
    const lines = (await this.order.all(query.until)).map(OrderLineDto.from);
    return csvText(ORDER_COLUMNS, lines.map(orderCells));
  }
}
