import { ApiSchema, IntersectionType, PickType } from '#platform/dto';
import { WitnessDto } from '#platform/access';
import {
  DecimalField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  LocalDateField,
  ObjectField,
  PageQueryDto,
  QuantityField,
  RangeEndQuery,
  StoredDto,
  TextField,
} from '#platform/http';
import { toDecimal, type Quantity } from '#platform/kernel';
import type { Instant, LocalDate } from '#platform/time';
import type { CorrectLineCommand } from '../app/move-stock.service.js';
import { MEDICATION_LENGTHS } from '../domain/medication.js';
import type { MoveCommand } from '../domain/move-stock.js';
import {
  LINE_TYPES,
  MOVEMENT_TYPES,
  STOCK_LENGTHS,
  type LineType,
  type MovementType,
  type StockMovement,
} from '../domain/stock.js';

/** Who is with the one who moves it. */
class WitnessedDto {
  @ObjectField(() => WitnessDto, { optional: true, description: 'needed for a medicine with `witnessRequired`' })
  witness?: WitnessDto | null;
}

@ApiSchema({ name: 'NewStockMovement' })
export class NewStockMovementDto extends WitnessedDto {
  @IdField()
  medicationId!: string;

  @IdField({ optional: true, description: "whose stock it is; left out: the home's own" })
  residentId?: string | null;

  @IdField({ optional: true, description: "of a transfer: whose it becomes; left out: the home's own" })
  toResidentId?: string | null;

  @TextField({
    max: STOCK_LENGTHS.lot,
    optional: true,
    example: 'L4471',
    description: 'left out: of what is there the packs of no known lot, else the only ones',
  })
  lot?: string | null;

  @LocalDateField({ optional: true, example: '2027-10-31', description: 'the last day on which it may be used' })
  expiresOn?: LocalDate | null;

  @EnumField(MOVEMENT_TYPES, { example: 'receipt', description: '`return`: to the pharmacy; `disposal`: destroyed' })
  type!: MovementType;

  @QuantityField({ example: 60, description: 'what comes or goes, more than 0; of a count what is there' })
  quantity!: Quantity;

  @TextField({
    max: MEDICATION_LENGTHS.unit,
    optional: true,
    example: 'tablet',
    description: "of `quantity`; default the medicine's `unit`, and else one that it states a conversion for",
  })
  unit?: string | null;

  @InstantField({ optional: true, example: '2026-11-24T10:00:00+01:00', description: 'when it was done; default now' })
  at?: Instant | null;

  @TextField({ max: STOCK_LENGTHS.reason, optional: true, example: 'delivery', description: 'needed for a disposal' })
  reason?: string | null;

  static toCommand(body: NewStockMovementDto): MoveCommand {
    const { medicationId, residentId, toResidentId, lot, expiresOn, type, quantity, unit, at, reason } = body;
    return {
      ...{ medicationId, type, quantity, lot, expiresOn },
      ...{ residentId: residentId ?? null, toResidentId: toResidentId ?? null },
      ...{ unit: unit ?? null, at: at ?? null, reason: reason ?? null },
    };
  }
}

@ApiSchema({ name: 'StockCorrection' })
export class StockCorrectionDto extends WitnessedDto {
  @QuantityField({ example: 56, description: "what is right instead, in the medicine's unit; 0: it never happened" })
  quantity!: Quantity;

  @TextField({ max: STOCK_LENGTHS.reason, example: 'one strip was missing in a box' })
  reason!: string;

  static toCommand({ quantity, reason, witness }: StockCorrectionDto): CorrectLineCommand {
    return { quantity, reason, witness: witness ?? null };
  }
}

@ApiSchema({ name: 'StockMovement' })
export class StockMovementDto extends IntersectionType(
  StoredDto,
  PickType(NewStockMovementDto, ['medicationId', 'residentId', 'lot', 'expiresOn', 'reason']),
) {
  @EnumField(LINE_TYPES, { example: 'receipt', description: '`given` and `wasted`: by a dose' })
  type!: LineType;

  @DecimalField({ example: 60, description: "as it was said, in the medicine's `unit`; of a count what was there" })
  quantity!: number;

  @DecimalField({ example: 60, description: 'what it does to the balance, negative when it goes' })
  change!: number;

  @DecimalField({ example: 84, description: 'of the lot, afterwards' })
  balance!: number;

  @DecimalField({ example: 112, description: 'of the owner over all lots, afterwards' })
  ownerBalance!: number;

  @IntegerField({ min: 1, max: 2_147_483_647, description: 'the number of the line, for this owner and medicine' })
  position!: number;

  @InstantField({ description: 'when it was done' })
  at!: Instant;

  @InstantField({ description: 'when it was entered' })
  recordedAt!: Instant;

  @IdField({ description: 'the user who entered it' })
  recordedBy!: string;

  @IdField({ optional: true, description: 'the user who was there as a witness' })
  witnessedBy!: string | null;

  @IdField({ optional: true, description: 'the other side of a transfer' })
  counterpartId!: string | null;

  @IdField({ optional: true, description: 'the record of the dose that took it' })
  administrationId!: string | null;

  @IdField({ optional: true, description: 'the wrong line that this one corrects' })
  corrects!: string | null;

  static from({
    accountId: _account,
    quantity,
    change,
    balance,
    ownerBalance,
    ...line
  }: StockMovement): StockMovementDto {
    return {
      ...line,
      quantity: toDecimal(quantity),
      change: toDecimal(change),
      balance: toDecimal(balance),
      ownerBalance: toDecimal(ownerBalance),
    };
  }
}

export class StockMovementQueryDto extends PageQueryDto {
  @IdField({ optional: true })
  medicationId?: string;

  @IdField({ optional: true })
  residentId?: string;

  @EnumField(LINE_TYPES, { optional: true })
  type?: LineType;

  @RangeEndQuery({ description: "entered since: an instant, or a local date in the home's zone" })
  from?: string;

  @RangeEndQuery({ description: "entered before: an instant, or a local date in the home's zone, which is included" })
  to?: string;
}
