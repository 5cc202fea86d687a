import { ApiSchema } from '#platform/dto';
import { DecimalField, IntegerField } from '#platform/http';
import { takenPart, type DoseCounts } from '../domain/dose-counts.js';

const MOST = 100_000_000;

function CountField(description?: string): PropertyDecorator {
  return IntegerField({ min: 0, max: MOST, example: 1, ...(description === undefined ? {} : { description }) });
}

@ApiSchema({ name: 'DoseCounts' })
export class DoseCountsDto {
  @CountField('required, and their window has opened; or recorded: all that follow but `late` and `notRequired`')
  due!: number;

  @CountField()
  given!: number;

  @CountField()
  partGiven!: number;

  @CountField()
  selfAdministered!: number;

  @CountField()
  refused!: number;

  @CountField()
  omitted!: number;

  @CountField()
  notAvailable!: number;

  @CountField()
  destroyed!: number;

  @CountField('nothing was recorded, and the time for it is over')
  missed!: number;

  @CountField('due or overdue now')
  pending!: number;

  @CountField('of those that were taken: after they were overdue')
  late!: number;

  @CountField('on leave, in hospital or suspended; not in `due`')
  notRequired!: number;

  @DecimalField({
    optional: true,
    example: 0.9643,
    description: 'what was taken, wholly or in part, of what was due and is not pending; null: there was none',
  })
  takenPart!: number | null;

  static from(counts: DoseCounts): DoseCountsDto {
    return { ...counts, takenPart: takenPart(counts) };
  }
}
