import { Injectable } from '@nestjs/common';
import { StockDirectory, type StockFilter, type StockRow } from '#medication';
import { mapPage, UnitOfWork, type Page, type PageRequest } from '#platform/database';
import { Clock, epochMilliseconds, HomeZone, type Instant } from '#platform/time';
import { Lane, toTheEnd } from '#platform/turns';
import { daysOfSupply, SupplyForecast } from '../domain/supply.js';
import { horizonOf } from '../domain/supply-end.js';
import { StockDemands, type MedicineDemand } from './stock-demands.service.js';

/** A lot in stock, and how long the stock of its owner lasts. */
export interface SuppliedRow extends StockRow {
  /** Null: nothing scheduled draws on it, or a dose does that can't be counted. */
  readonly daysOfSupply: number | null;
}

/** Lists that are made at once, and that may wait for it. */
const AT_ONCE = 4;
const MAY_WAIT = 50;

/** What is in stock. */
@Injectable()
export class ReadStock {
  private readonly lane = new Lane(AT_ONCE, MAY_WAIT);

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly stock: StockDirectory,
    private readonly demands: StockDemands,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  /**
   * The newest first, in turns: the statements grow by seven for every 100 prescriptions of the medicines on the page.
   * @throws OverloadedError when too many lists are asked for at once.
   */
  list(filter: StockFilter, page: PageRequest): Promise<Page<SuppliedRow>> {
    return this.lane.run(page.limit, async () => {
      const rows = await this.stock.rows(this.unitOfWork.reader, filter, page);
      const days = await this.days(rows.items);
      return mapPage(rows, (row) => ({ ...row, daysOfSupply: days.get(ownerKey(row)) ?? null }));
    });
  }

  /** By owner and medicine, of the medicines in these rows. */
  private async days(rows: readonly StockRow[]): Promise<ReadonlyMap<string, number | null>> {
    const now = this.clock.now();
    const days = new Map<string, number | null>();
    const ids = [...new Set(rows.map(({ medicationId }) => medicationId))];
    for await (const demand of this.demands.of(this.unitOfWork.reader, ids, now)) {
      const forecast = this.forecast(demand, now);
      await toTheEnd(forecast.steps());
      for (const account of demand.accounts) {
        const supply = forecast.of(account.residentId);
        days.set(ownerKey(account), daysOfSupply(supply, now, this.zone.id));
      }
    }
    return days;
  }

  private forecast({ accounts, demands }: MedicineDemand, now: Instant): SupplyForecast {
    const owners = accounts.map(({ residentId, piles }) => ({ residentId, lots: piles }));
    const zone = this.zone.id;
    const window = { from: epochMilliseconds(now), to: epochMilliseconds(horizonOf(now, zone)) };
    return new SupplyForecast(owners, demands, { ...window, zone, untilShort: true });
  }
}

function ownerKey({ medicationId, residentId }: Pick<StockRow, 'medicationId' | 'residentId'>): string {
  return `${medicationId} ${residentId ?? ''}`;
}
