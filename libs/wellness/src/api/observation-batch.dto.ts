import { ApiExtraModels, ApiProperty, ApiSchema, getSchemaPath } from '#platform/dto';
import { DomainError, InvalidFieldsError } from '#platform/kernel';
import {
  Fault,
  field,
  IdField,
  IntegerField,
  ObjectArrayField,
  ProblemDto,
  problemBody,
  readDto,
  type Read,
} from '#platform/http';
import type { Observation } from '../domain/observation.js';
import { NewObservationDto } from './observation.dto.js';

const MAX_ITEMS = 1000;

@ApiSchema({ name: 'BatchObservation' })
export class BatchObservationDto extends NewObservationDto {
  @IdField({ example: '0199b1d0-7c00-7000-8000-000000000001' })
  residentId!: string;
}

/** The rows are read one by one, so that a bad one doesn't stop the good ones. */
const readRows: Read<readonly unknown[]> = (value) => {
  if (!Array.isArray(value)) return new Fault('wrong-type', 'must be an array');
  if (value.length === 0) return new Fault('too-short', 'must have at least 1 item');
  return value.length > MAX_ITEMS ? new Fault('too-long', `must have at most ${MAX_ITEMS} items`) : value;
};

@ApiSchema({ name: 'ObservationBatch' })
@ApiExtraModels(BatchObservationDto)
export class ObservationBatchDto {
  @field(
    readRows,
    {},
    {
      type: 'array',
      items: { $ref: getSchemaPath(BatchObservationDto) },
      minItems: 1,
      maxItems: MAX_ITEMS,
    },
  )
  items!: readonly unknown[];

  /** Each row as it can be recorded, or why it can't be read. */
  static rows({ items }: ObservationBatchDto): readonly (BatchObservationDto | DomainError)[] {
    return items.map((item) => {
      const row = readDto(BatchObservationDto, item);
      return row instanceof BatchObservationDto ? row : new InvalidFieldsError(row);
    });
  }
}

@ApiSchema({ name: 'BatchResult' })
@ApiExtraModels(ProblemDto)
export class BatchResultDto {
  @IntegerField({ min: 0, max: MAX_ITEMS - 1, example: 0, description: 'of the item that was sent' })
  index!: number;

  @IntegerField({ min: 200, max: 599, example: 201, description: 'what the item alone would have been answered with' })
  status!: number;

  @IdField({ defaulted: true, description: 'of the new observation' })
  id?: string;

  @ApiProperty({ type: ProblemDto, required: false })
  problem?: Record<string, unknown>;
}

@ApiSchema({ name: 'ObservationBatchResults' })
export class ObservationBatchResultsDto {
  @ObjectArrayField(() => BatchResultDto, { max: MAX_ITEMS, description: 'one for each item, in order' })
  results!: BatchResultDto[];

  static from(outcomes: readonly (Observation | DomainError)[], path: string): ObservationBatchResultsDto {
    return {
      results: outcomes.map((outcome, index) => {
        if (!(outcome instanceof DomainError)) return { index, status: 201, id: outcome.id };
        const problem = problemBody(outcome, path);
        return { index, status: Number(problem['status']), problem };
      }),
    };
  }
}
