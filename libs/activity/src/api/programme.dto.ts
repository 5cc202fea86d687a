import { TextField } from '#platform/http';

export class ProgrammeQueryDto {
  @TextField({
    max: 8,
    pattern: /^\d{4}-W\d\d$/,
    form: 'a week of ISO 8601, such as 2026-W48',
    optional: true,
    example: '2026-W48',
    description: "a week of ISO 8601; default this week in the home's zone",
  })
  week?: string;
}
