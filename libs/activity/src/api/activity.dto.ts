import { ApiSchema, IntersectionType, OmitType, PickType } from '#platform/dto';
import {
  BooleanField,
  BooleanQuery,
  EnumField,
  Fault,
  field,
  InstantField,
  IntegerField,
  LocalDateField,
  LocalDateTimeField,
  ObjectArrayField,
  ObjectField,
  PageQueryDto,
  patchOf,
  readArray,
  readParsed,
  StoredDto,
  TextArrayField,
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
import type { ChangedActivity } from '../app/keep-activities.service.js';
import {
  ACTIVITY_BOUNDS,
  ACTIVITY_CATEGORIES,
  ACTIVITY_FORMATS,
  FORM_FIELDS,
  SERIES_BOUNDS,
  type Activity,
  type ActivityCategory,
  type ActivityFormat,
  type EarlierForm,
} from '../domain/activity.js';
import type { LostSession } from '../domain/carry.js';
import { ExcludesDto, MoneyDto, NewMoneyDto, RequiresDto } from './fit.dto.js';

/** How many sessions that are no more an answer tells of. */
const MAX_LOST = 200;

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

  @EnumField(ACTIVITY_FORMATS, { defaulted: true, example: 'group', description: 'default group' })
  format?: ActivityFormat;

  @TextField({ max: ACTIVITY_BOUNDS.location, optional: true, example: 'Gymnasium' })
  location?: string | null;

  @TextField({ max: ACTIVITY_BOUNDS.leader, optional: true, example: 'Diego Cano Esteban' })
  leader?: string | null;

  @TextArrayField({
    max: ACTIVITY_BOUNDS.staff,
    itemMax: ACTIVITY_BOUNDS.leader,
    unique: true,
    defaulted: true,
    example: ['Ana Bravo Gallardo'],
    description: 'who helps beside the leader',
  })
  staff?: string[];

  @IntegerField({
    min: 1,
    max: ACTIVITY_BOUNDS.capacity,
    optional: true,
    example: 12,
    description: 'places in each session; null: as many as like; a one-to-one has 1',
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

  @ObjectField(() => NewMoneyDto, { optional: true, description: 'of one session, for each who takes part' })
  cost?: NewMoneyDto | null;

  @ObjectField(() => RequiresDto, { optional: true, description: 'what it takes to take part' })
  requires?: RequiresDto | null;

  @ObjectField(() => ExcludesDto, { optional: true, description: 'what keeps from taking part' })
  excludes?: ExcludesDto | null;

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
export class ActivityDto extends IntersectionType(StoredDto, OmitType(NewActivityDto, ['cost'])) {
  @ObjectField(() => MoneyDto, { optional: true, description: 'of one session, for each who takes part' })
  cost!: MoneyDto | null;

  @ObjectArrayField(() => EarlierFormDto, {
    max: SERIES_BOUNDS.earlier,
    description: 'how the series was planned until it was changed, oldest first; sessions before that stay so',
  })
  earlier!: EarlierFormDto[];

  @InstantField({ optional: true, example: null, description: 'when it stopped being offered' })
  inactiveSince!: Instant | null;

  static from(activity: Activity): ActivityDto {
    return shown(activity);
  }
}

@ApiSchema({ name: 'LostSession' })
export class LostSessionDto {
  @LocalDateTimeField({ example: '2026-12-08T10:30', description: 'where the series put it' })
  localStartsAt!: LocalDateTime;

  @IntegerField({
    min: 0,
    max: 2_147_483_647,
    example: 2,
    description: 'who have a place in it alone, or wait for one',
  })
  enrolments!: number;

  @BooleanField({ example: false, description: 'whether it was cancelled, moved or changed by itself' })
  changed!: boolean;

  static from({ originalStartsAt, enrolments, isChanged }: LostSession): LostSessionDto {
    return { localStartsAt: originalStartsAt, enrolments, changed: isChanged };
  }
}

@ApiSchema({ name: 'ChangedActivity' })
export class ChangedActivityDto extends ActivityDto {
  @ObjectArrayField(() => LostSessionDto, {
    max: MAX_LOST,
    description: `sessions that are no more, of which something was said; the first ${MAX_LOST}, in order of time`,
  })
  lostSessions!: LostSessionDto[];

  static fromChange({ activity, lost }: ChangedActivity): ChangedActivityDto {
    return { ...shown(activity), lostSessions: lost.slice(0, MAX_LOST).map(LostSessionDto.from) };
  }
}

export class ActivityChangeQueryDto {
  @LocalDateField({ optional: true, description: 'this and following; default from now on', example: '2026-12-01' })
  from?: LocalDate;
}

export class ActivityQueryDto extends PageQueryDto {
  @EnumField(ACTIVITY_CATEGORIES, { optional: true })
  category?: ActivityCategory;

  @EnumField(ACTIVITY_FORMATS, { optional: true })
  format?: ActivityFormat;

  @BooleanQuery()
  active?: boolean;
}

/** What is told of an activity, with copies of its lists. */
function shown(activity: Activity) {
  const { exceptionDates, earlier, staff, cost, requires, excludes } = activity;
  return {
    ...activity,
    exceptionDates: [...exceptionDates],
    earlier: earlier.map((form) => EarlierFormDto.from(form)),
    staff: [...staff],
    cost: cost && MoneyDto.from(cost),
    requires: requires && RequiresDto.from(requires),
    excludes: excludes && ExcludesDto.from(excludes),
  };
}
