import { ApiSchema } from '#platform/dto';
import {
  BooleanField,
  DecimalField,
  IdField,
  InstantField,
  IntegerField,
  LocalDateField,
  ObjectArrayField,
  ObjectField,
  PageQueryDto,
  RangeEndQuery,
  TextField,
  type Cell,
} from '#platform/http';
import { toDecimal } from '#platform/kernel';
import type { Instant, LocalDate } from '#platform/time';
import type { SuggestedLine } from '../app/suggest-order.service.js';
import { ORDER_DAYS } from '../domain/supply-end.js';
import { SUPPLY_HORIZON_DAYS } from '../domain/supply.js';
import { RoundMedicationDto } from './medication-round.dto.js';

const MOST = 1_000_000;

@ApiSchema({ name: 'OrderedMedication' })
export class OrderedMedicationDto extends RoundMedicationDto {
  @TextField({ max: 50, example: 'tablet', description: 'of every quantity in the line' })
  unit!: string;

  @TextField({ max: 50, optional: true, example: '654321', description: 'of a pack' })
  nationalCode!: string | null;

  @TextField({ max: 50, optional: true, example: '60123' })
  registrationNumber!: string | null;
}

@ApiSchema({ name: 'StockOwner' })
export class StockOwnerDto {
  @IdField()
  id!: string;

  @TextField({ max: 402, example: 'Ortega Núñez, Carmen' })
  name!: string;
}

@ApiSchema({ name: 'UncountedDoses' })
export class UncountedDosesDto {
  @IdField()
  prescriptionId!: string;

  @IdField()
  residentId!: string;

  @DecimalField({ example: 20 })
  quantity!: number;

  @TextField({ max: 50, example: 'drop' })
  unit!: string;

  @IntegerField({ min: 1, max: MOST, example: 56, description: 'how many such doses; of those as needed at most' })
  doses!: number;

  @BooleanField()
  asNeeded!: boolean;
}

@ApiSchema({ name: 'OrderLine' })
export class OrderLineDto {
  @ObjectField(() => OrderedMedicationDto)
  medication!: OrderedMedicationDto;

  @ObjectField(() => StockOwnerDto, { optional: true, description: 'for whom; null: for the home' })
  resident!: StockOwnerDto | null;

  @InstantField({ description: 'until when it is to last' })
  until!: Instant;

  @BooleanField({ description: 'false: no stock of it was ever recorded, so nothing is known of what is there' })
  counted!: boolean;

  @DecimalField({ example: 56, description: 'by schedule until then; for the home what falls to its stock' })
  needed!: number;

  @DecimalField({ example: 20, description: 'of this owner, what has expired left out' })
  inStock!: number;

  @DecimalField({ example: 6, description: 'of that, what will expire by then unused' })
  expiring!: number;

  @DecimalField({ example: 0, description: "what the home's stock gives of the need of a resident" })
  fromHome!: number;

  @DecimalField({ example: 42, description: 'what is missing' })
  suggested!: number;

  @LocalDateField({ optional: true, description: "the day of the first dose that can't be given in full; null: none" })
  runsOutOn!: LocalDate | null;

  @DecimalField({ example: 0, description: 'what may be given when needed until then at most; not in `needed`' })
  asNeededUpTo!: number;

  @ObjectArrayField(() => UncountedDosesDto, {
    max: MOST,
    description: 'doses in units that the medicine states no conversion for; in no other number of the line',
  })
  uncounted!: readonly UncountedDosesDto[];

  static from(line: SuggestedLine): OrderLineDto {
    const { medication, resident, until, counted, runsOutOn } = line;
    const { id, name, strength, form, unit, nationalCode, registrationNumber } = medication;
    return {
      ...{ resident, until, counted, runsOutOn },
      medication: { id, name, strength, form, unit, nationalCode, registrationNumber },
      needed: toDecimal(line.needed),
      inStock: toDecimal(line.inStock),
      expiring: toDecimal(line.expiring),
      fromHome: toDecimal(line.fromHome),
      suggested: toDecimal(line.suggested),
      asNeededUpTo: toDecimal(line.asNeededUpTo),
      uncounted: line.uncounted.map(({ dose, ...same }) => ({
        ...same,
        quantity: toDecimal(dose.quantity),
        unit: dose.unit,
      })),
    };
  }
}

export class OrderSuggestionQueryDto extends PageQueryDto {
  @RangeEndQuery({
    description:
      "an instant, or a local date in the home's zone, whose day is included; at most " +
      `${SUPPLY_HORIZON_DAYS} days ahead, default ${ORDER_DAYS}`,
  })
  until?: string;
}

export const ORDER_COLUMNS = [
  ...['medicine', 'strength', 'form', 'nationalCode', 'registrationNumber', 'resident', 'unit', 'until', 'needed'],
  ...['inStock', 'expiring', 'fromHome', 'suggested', 'runsOutOn', 'asNeededUpTo', 'counted', 'uncounted'],
] as const;

/** The same line in the order of {@link ORDER_COLUMNS}; for the home the resident is empty. */
export function orderCells(line: OrderLineDto): readonly Cell[] {
  const { medication, resident, uncounted } = line;
  const { name, strength, form, unit, nationalCode, registrationNumber } = medication;
  return [
    ...[name, strength, form, nationalCode, registrationNumber, resident?.name ?? null, unit, line.until],
    ...[line.needed, line.inStock, line.expiring, line.fromHome, line.suggested, line.runsOutOn, line.asNeededUpTo],
    line.counted ? 'yes' : 'no',
    uncounted
      .map(({ doses, quantity, asNeeded, ...dose }) => `${asNeeded ? 'up to ' : ''}${doses} x ${quantity} ${dose.unit}`)
      .join('; '),
  ];
}
