import { ApiSchema } from '#platform/dto';
import {
  DecimalField,
  IdField,
  IntegerField,
  LocalDateField,
  PageQueryDto,
  QuantityQuery,
  StoredDto,
  TextField,
} from '#platform/http';
import { toDecimal, type Quantity } from '#platform/kernel';
import type { LocalDate } from '#platform/time';
import type { SuppliedRow } from '../app/read-stock.service.js';
import { SUPPLY_HORIZON_DAYS } from '../domain/supply.js';

@ApiSchema({ name: 'Stock' })
export class StockDto extends StoredDto {
  @IdField()
  medicationId!: string;

  @IdField({ optional: true, description: "whose it is; null: the home's own" })
  residentId!: string | null;

  @TextField({ max: 100, optional: true, example: 'L4471' })
  lot!: string | null;

  @LocalDateField({ optional: true, example: '2027-10-31', description: 'the last day on which it may be used' })
  expiresOn!: LocalDate | null;

  @DecimalField({ example: 24, description: "of this lot, in the medicine's `unit`" })
  balance!: number;

  @DecimalField({ example: 84, description: 'of this owner over all lots' })
  ownerBalance!: number;

  @IntegerField({
    min: 0,
    max: SUPPLY_HORIZON_DAYS,
    optional: true,
    example: 12,
    description:
      'for how many whole days the owner has every scheduled dose in full; the same for all lots of the owner. ' +
      `${SUPPLY_HORIZON_DAYS}: so long or longer. Null: nothing scheduled draws on it, or a dose does that can't be ` +
      'counted in the unit of the stock',
  })
  daysOfSupply!: number | null;

  static from({ balance, ownerBalance, ...row }: SuppliedRow): StockDto {
    return { ...row, balance: toDecimal(balance), ownerBalance: toDecimal(ownerBalance) };
  }
}

export class StockQueryDto extends PageQueryDto {
  @IdField({ optional: true })
  medicationId?: string;

  @IdField({ optional: true })
  residentId?: string;

  @LocalDateField({ optional: true, description: 'lots whose last day comes before this one' })
  expiringBefore?: LocalDate;

  @QuantityQuery({ example: 20, description: 'owners that have less than this of a medicine over all lots' })
  below?: Quantity;
}
