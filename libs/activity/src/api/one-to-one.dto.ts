import { ApiSchema, IntersectionType, OmitType, PickType } from '#platform/dto';
import { field, readParsed } from '#platform/http';
import { parseInstant, parseLocalDateTime, type Instant, type LocalDateTime } from '#platform/time';
import { NewActivityDto } from './activity.dto.js';
import { NewAttendanceDto } from './attendance.dto.js';

/** How long a time on the wall clock is, `2026-11-24T10:30`; an instant is longer. */
const LOCAL = 16;

const readStart = readParsed<Instant | LocalDateTime>((text) =>
  text.length === LOCAL ? parseLocalDateTime(text) : parseInstant(text),
);

@ApiSchema({ name: 'NewOneToOneSession' })
export class NewOneToOneSessionDto extends IntersectionType(
  PickType(NewActivityDto, ['title', 'category', 'location', 'leader', 'durationMinutes']),
  OmitType(NewAttendanceDto, ['residentId']),
) {
  @field(
    readStart,
    { example: '2026-11-24T10:30', description: "an instant, or a time on the home's wall clock; not in the future" },
    { type: String, maxLength: 64 },
  )
  startsAt!: Instant | LocalDateTime;
}
