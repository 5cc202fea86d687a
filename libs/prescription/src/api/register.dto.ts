import { ApiSchema, PickType } from '#platform/dto';
import {
  BooleanField,
  DecimalField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  LocalDateField,
  ObjectArrayField,
  ObjectField,
  PageQueryDto,
  RangeEndQuery,
  TextField,
} from '#platform/http';
import { toDecimal } from '#platform/kernel';
import type { Instant, LocalDate, Zone } from '#platform/time';
import type { Named, Register, RegisterLine } from '../app/read-register.service.js';
import { REGISTER_TYPES, type RegisterType } from '../domain/register-words.js';
import { OrderedMedicationDto } from './order-suggestion.dto.js';

@ApiSchema({ name: 'RegisterPerson' })
export class RegisterPersonDto {
  @IdField()
  id!: string;

  @TextField({ max: 402, optional: true, example: 'Nuria Ruiz', description: 'null: a program' })
  name!: string | null;
}

@ApiSchema({ name: 'RegisterLineBeside' })
export class RegisterLineBesideDto {
  @IdField()
  id!: string;

  @IntegerField({ min: 1, max: 2_147_483_647, description: 'of the line, with its owner' })
  number!: number;

  @ObjectField(() => RegisterPersonDto, { optional: true, description: "whose line; null: the home's" })
  resident!: Named | null;
}

@ApiSchema({ name: 'RegisterLine' })
export class RegisterLineDto {
  @IdField({ description: 'of the stock movement' })
  id!: string;

  @IntegerField({ min: 1, max: 2_147_483_647, description: 'of the line, for this owner and medicine, from 1' })
  number!: number;

  @ObjectField(() => RegisterPersonDto, { optional: true, description: "whose stock; null: the home's own" })
  resident!: RegisterPersonDto | null;

  @EnumField(REGISTER_TYPES, { example: 'given', description: '`returned`: to the pharmacy' })
  type!: RegisterType;

  @DecimalField({ example: -1, description: 'what came, or negative what went' })
  quantity!: number;

  @DecimalField({ example: 1, description: 'as it was said, never negative; of a count what was there' })
  stated!: number;

  @DecimalField({ example: 27, description: 'of this owner over all lots, afterwards' })
  balance!: number;

  @TextField({ max: 100, optional: true, example: 'L4471' })
  lot!: string | null;

  @LocalDateField({ optional: true, example: '2027-10-31' })
  expiresOn!: LocalDate | null;

  @InstantField({ description: 'when it was done' })
  at!: Instant;

  @InstantField({ description: 'when it was entered' })
  recordedAt!: Instant;

  @ObjectField(() => RegisterPersonDto, { description: 'who did it and entered it' })
  recordedBy!: RegisterPersonDto;

  @ObjectField(() => RegisterPersonDto, { optional: true })
  witnessedBy!: RegisterPersonDto | null;

  @IdField({ optional: true, description: 'the record of the dose that took it' })
  administrationId!: string | null;

  @ObjectField(() => RegisterLineBesideDto, { optional: true, description: 'the other side of a transfer' })
  counterpart!: RegisterLineBesideDto | null;

  @ObjectField(() => RegisterLineBesideDto, { optional: true, description: 'the wrong line that this one corrects' })
  corrects!: RegisterLineBesideDto | null;

  @ObjectField(() => RegisterLineBesideDto, { optional: true, description: 'this line is wrong; that one corrects it' })
  correctedBy!: RegisterLineBesideDto | null;

  @TextField({ max: 1000, optional: true, example: 'delivery' })
  reason!: string | null;

  static from({ movement, ...line }: RegisterLine): RegisterLineDto {
    const { id, position, change, quantity, ownerBalance } = movement;
    const { lot, expiresOn, at, recordedAt, administrationId, reason } = movement;
    return {
      ...line,
      ...{ id, number: position, lot, expiresOn, at, recordedAt, administrationId, reason },
      quantity: toDecimal(change),
      stated: toDecimal(quantity),
      balance: toDecimal(ownerBalance),
    };
  }
}

@ApiSchema({ name: 'RegisterMedication' })
class RegisterMedicationDto extends PickType(OrderedMedicationDto, ['id', 'name', 'strength', 'form', 'unit']) {}

@ApiSchema({ name: 'ControlledRegister' })
export class RegisterDto {
  @ObjectField(() => RegisterMedicationDto)
  medication!: RegisterMedicationDto;

  @InstantField({ description: 'what was entered by then' })
  asOf!: Instant;

  @TextField({ max: 100, example: 'Europe/Madrid', description: "the home's zone" })
  timeZone!: Zone;

  @TextField({ max: 200, example: 'Nuria Ruiz', description: 'who asked for it' })
  madeBy!: string;

  @InstantField({ optional: true, description: 'the beginning of the time of entry that was asked for' })
  enteredFrom!: Instant | null;

  @InstantField({ optional: true, description: 'its end, not included' })
  enteredTo!: Instant | null;

  @BooleanField({ description: 'whether it begins with the newest line' })
  isNewest!: boolean;

  @ObjectArrayField(() => RegisterLineDto, { max: 200 })
  items!: readonly RegisterLineDto[];

  @TextField({ max: 1000, optional: true, description: 'for the next page; null on the last one' })
  nextCursor!: string | null;

  static from({ medication, items, entered, ...register }: Register): RegisterDto {
    const { id, name, strength, form, unit } = medication;
    return {
      ...register,
      medication: { id, name, strength, form, unit },
      enteredFrom: entered.from ?? null,
      enteredTo: entered.to ?? null,
      items: items.map(RegisterLineDto.from),
    };
  }
}

export class RegisterQueryDto extends PageQueryDto {
  @IdField({ description: 'a medicine that is `controlled`' })
  medicationId!: string;

  @IdField({ optional: true })
  residentId?: string;

  @RangeEndQuery({ description: "entered since: an instant, or a local date in the home's zone" })
  from?: string;

  @RangeEndQuery({ description: "entered before: an instant, or a local date in the home's zone, which is included" })
  to?: string;
}
