import { ApiProperty, ApiSchema } from '#platform/dto';

@ApiSchema({ name: 'FieldProblem' })
export class FieldProblemDto {
  @ApiProperty({ description: 'JSON Pointer (RFC 6901) to the bad field', example: '/birthDate' })
  pointer!: string;

  @ApiProperty({ description: 'stable, kebab-case', example: 'bad-format' })
  code!: string;

  @ApiProperty({ example: 'is not a date in the form YYYY-MM-DD' })
  message!: string;
}

/** RFC 9457 problem details, as every error of the API is. */
@ApiSchema({ name: 'Problem' })
export class ProblemDto {
  @ApiProperty({ format: 'uri-reference', example: 'urn:residencia:problem:validation-failed' })
  type!: string;

  @ApiProperty({ example: 'Unprocessable Content' })
  title!: string;

  @ApiProperty({ type: 'integer', example: 422 })
  status!: number;

  @ApiProperty({ example: 'The request has fields that are not acceptable.' })
  detail!: string;

  @ApiProperty({ description: 'the path of the request', example: '/api/v1/residents' })
  instance!: string;

  @ApiProperty({ description: 'stable, kebab-case', example: 'validation-failed' })
  code!: string;

  @ApiProperty({ type: [FieldProblemDto], required: false, description: 'every bad field, where fields are to blame' })
  errors?: FieldProblemDto[];
}
