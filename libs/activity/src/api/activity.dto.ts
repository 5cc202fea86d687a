import { ApiSchema, IntersectionType, PickType } from '@nestjs/swagger';
import {
  BooleanField,
  BooleanQuery,
  EnumField,
  Fault,
  field,
  InstantField,
  IntegerField,
  LocalDateTimeField,
  ObjectArrayField,
  PageQueryDto,
  patchOf,
  readArray,
  readParsed,
  StoredDto,
  TextField,
  type Read,
} from '#platform/http';
import {
  parseLocalDate,
  parseLocalDateTime,
  parseRecurrence,
  type Instant,
  type LocalDate,
  type LocalDateTime,
  type RecurrenceRule,
} from '#platform/time';
import {
  ACTIVITY_BOUNDS,
  ACTIVITY_CATEGORIES,
  FORM_FIELDS,
  SERIES_BOUNDS,
  type Activity,
  type ActivityCategory,
  type EarlierForm,
} from '../domain/activity.js';

const readRecurrence: Read<RecurrenceRule> = (value) => {
  if (typeof value !== 'string') return new Fault('wrong-type', 'must be a string');
  try {
    return parseRecurrence(value);
  } catch (error) {
    if (error instanceof RangeError) return new Fault('invalid-recurrence', `is refused: ${error.message}`);
    throw error;
  }
};

const readDay = readParsed((text) => (text.length === 10 ? parseLocalDate(text) : parseLocalDateTime(text)));

@ApiSchema({ name: 'NewActivity' })
export class NewActivityDto {
  @TextField({ max: ACTIVITY_BOUNDS.title, example: 'Chair exercise' })
  title!: string;

  @EnumField(ACTIVITY_CATEGORIES, { example: 'physical' })
  category!: ActivityCategory;

  @TextField({ max: ACTIVITY_BOUNDS.location, optional: true, example: 'Gymnasium' })
  location?: string | null;

  @TextField({ max: ACTIVITY_BOUNDS.leader, optional: true, example: 'Diego Cano Esteban' })
  leader?: string | null;

  @IntegerField({
    min: 1,
    max: ACTIVITY_BOUNDS.capacity,
    optional: true,
    example: 12,
    description: 'places in each session; null: as many as like',
  })
  capacity?: number | null;

  @LocalDateTimeField({ example: '2026-11-24T10:30', description: "the first session, on the home's wall clock" })
  startsAt!: LocalDateTime;

  @IntegerField({ min: 1, max: ACTIVITY_BOUNDS.durationMinutes, example: 45 })
  durationMinutes!: number;

  @field(
    readRecurrence,
    {
      optional: true,
      example: 'FREQ=WEEKLY;BYDAY=TU,FR',
      description: 'RFC 5545 RRULE of daily frequency or slower; null: held once',
    },
    { type: String, maxLength: 2000 },
  )
  recurrence?: RecurrenceRule | null;

  @field(
    readArray(readDay, { max: ACTIVITY_BOUNDS.exceptionDates }),
    {
      optional: true,
      example: ['2026-12-25'],
      description: 'sessions of the rule that are not held: one by its local date-time, or all of a day',
    },
    { type: 'array', items: { type: 'string' }, maxItems: ACTIVITY_BOUNDS.exceptionDates },
  )
  exceptionDates?: (LocalDate | LocalDateTime)[] | null;

  @TextField({ max: ACTIVITY_BOUNDS.notes, optional: true, example: 'bring a shawl' })
  notes?: string | null;

  @BooleanField({ defaulted: true, example: true, description: 'whether it is offered; sessions of the past stay' })
  active?: boolean;
}

@ApiSchema({ name: 'ActivityPatch' })
export class ActivityPatchDto extends patchOf(NewActivityDto) {}

@ApiSchema({ name: 'EarlierForm' })
export class EarlierFormDto extends PickType(NewActivityDto, FORM_FIELDS) {
  @LocalDateTimeField({ example: '2026-12-01T00:00', description: "on the home's wall clock, itself not included" })
  until!: LocalDateTime;

  static from(form: EarlierForm): EarlierFormDto {
    return { ...form, exceptionDates: [...form.exceptionDates] };
  }
}

@ApiSchema({ name: 'Activity' })
export class ActivityDto extends IntersectionType(StoredDto, NewActivityDto) {
  @ObjectArrayField(() => EarlierFormDto, {
    max: SERIES_BOUNDS.earlier,
    description: 'how the series was planned until it was changed, oldest first; sessions before that stay so',
  })
  earlier!: EarlierFormDto[];

  @InstantField({ optional: true, example: null, description: 'when it stopped being offered' })
  inactiveSince!: Instant | null;

  static from(activity: Activity): ActivityDto {
    const earlier = activity.earlier.map(EarlierFormDto.from);
    return { ...activity, exceptionDates: [...activity.exceptionDates], earlier };
  }
}

export class ActivityQueryDto extends PageQueryDto {
  @EnumField(ACTIVITY_CATEGORIES, { optional: true })
  category?: ActivityCategory;

  @BooleanQuery()
  active?: boolean;
}
