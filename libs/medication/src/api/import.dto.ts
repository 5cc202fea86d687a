import { ApiSchema } from '#platform/dto';
import { BooleanField, BooleanQuery, FieldProblemDto, IntegerField, ObjectArrayField } from '#platform/http';
import { MAX_REPORTED, type ImportReport } from '../domain/import-report.js';

const MAX_LINE = 2_147_483_647;

export class ImportQueryDto {
  @BooleanQuery({ description: 'only says what the import would do: the same report, and nothing is stored' })
  dryRun?: boolean;

  @BooleanQuery({
    description:
      'makes inactive the medicines that have come from a catalogue and of which no line of this one speaks, once the ' +
      'whole file is read; none where a line may be about any medicine',
  })
  retireMissing?: boolean;
}

@ApiSchema({ name: 'ImportWarning' })
export class ImportWarningDto extends FieldProblemDto {
  @IntegerField({ min: 1, max: MAX_LINE, example: 17, description: 'where the record begins; the header is 1' })
  line!: number;
}

@ApiSchema({ name: 'RejectedLine' })
export class RejectedLineDto {
  @IntegerField({ min: 1, max: MAX_LINE, example: 42, description: 'where the record begins; the header is 1' })
  line!: number;

  @ObjectArrayField(() => FieldProblemDto, { min: 1, max: 100 })
  errors!: FieldProblemDto[];
}

@ApiSchema({ name: 'ImportReport' })
export class ImportReportDto {
  @IntegerField({ min: 0, max: MAX_LINE, example: 24_000, description: 'lines that added a medicine' })
  created!: number;

  @IntegerField({ min: 0, max: MAX_LINE, example: 300, description: 'lines that changed a medicine' })
  updated!: number;

  @IntegerField({ min: 0, max: MAX_LINE, example: 0, description: 'lines that said nothing new' })
  unchanged!: number;

  @IntegerField({
    min: 0,
    max: MAX_LINE,
    example: 12,
    description: 'medicines that were made inactive: `retireMissing`',
  })
  retired!: number;

  @ObjectArrayField(() => ImportWarningDto, {
    max: MAX_REPORTED + 3,
    description: `what was left out of lines that came in, and first what is to be said of the whole file; past ${MAX_REPORTED} the last one says how many more`,
  })
  warnings!: ImportWarningDto[];

  @ObjectArrayField(() => RejectedLineDto, {
    max: MAX_REPORTED + 1,
    description: `lines that did not come in; past ${MAX_REPORTED} the last one says how many more`,
  })
  rejected!: RejectedLineDto[];

  @BooleanField({ defaulted: true, example: true, description: 'there, and true, where nothing was stored' })
  dryRun?: boolean;

  static from({ warnings, rejected, ...counts }: ImportReport): ImportReportDto {
    return {
      ...counts,
      warnings: [...warnings],
      rejected: rejected.map(({ line, errors }) => ({ line, errors: [...errors] })),
    };
  }
}
