import { IdField } from '#platform/http';

export class CalendarQueryDto {
  @IdField({ optional: true, description: 'only what the resident has a place in or is on record with' })
  residentId?: string;
}
