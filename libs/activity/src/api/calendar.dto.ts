import { ApiSchema } from '#platform/dto';
import { IdField, StoredDto, TextField } from '#platform/http';
import type { IssuedCalendarLink } from '../app/keep-calendar-links.service.js';
import { LONGEST_LINK_NAME, type CalendarLink } from '../domain/calendar/calendar-link.js';

export class CalendarQueryDto {
  @IdField({ optional: true, description: 'only what the resident has a place in or is on record with' })
  residentId?: string;
}

@ApiSchema({ name: 'NewCalendarLink' })
export class NewCalendarLinkDto {
  @IdField({
    optional: true,
    example: '0199b1d0-7c00-7000-8000-000000000001',
    description: "whose calendar; null or absent: the home's",
  })
  residentId?: string | null;

  @TextField({ max: LONGEST_LINK_NAME, optional: true, example: 'my telephone' })
  name?: string | null;
}

@ApiSchema({ name: 'CalendarLink' })
export class CalendarLinkDto extends StoredDto {
  @IdField({ optional: true, description: "whose calendar; null: the home's" })
  residentId!: string | null;

  @TextField({ max: LONGEST_LINK_NAME, optional: true, example: 'my telephone' })
  name!: string | null;

  static from(link: CalendarLink): CalendarLinkDto {
    return shown(link);
  }
}

@ApiSchema({ name: 'IssuedCalendarLink' })
export class IssuedCalendarLinkDto extends CalendarLinkDto {
  @TextField({
    max: 100,
    example: '/api/v1/activities/calendar/Zm9yIHRoZSBkb2N1bWVudCBvbmx5LCBub3QgYSBrZXk.ics',
    description: 'shown this once: the address on this server, which needs no credentials',
  })
  url!: string;

  static issued({ link, secret }: IssuedCalendarLink): IssuedCalendarLinkDto {
    return { ...shown(link), url: `/api/v1/activities/calendar/${secret}.ics` };
  }
}

/** What its user sees. */
function shown({
  secretHash,
  revokedAt,
  userId,
  ...link
}: CalendarLink): Omit<CalendarLink, 'secretHash' | 'revokedAt' | 'userId'> {
  return link;
}
