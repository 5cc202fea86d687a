import { ApiSchema } from '#platform/dto';
import {
  BooleanField,
  EnumField,
  EnumListQuery,
  IdField,
  InstantField,
  PageQueryDto,
  RangeEndQuery,
  TextField,
} from '#platform/http';
import { TIMELINE_KINDS, type TimelineEntry, type TimelineKind } from '../app/read-timeline.service.js';

export class TimelineQueryDto extends PageQueryDto {
  @RangeEndQuery()
  from?: string;

  @RangeEndQuery()
  to?: string;

  @EnumListQuery(TIMELINE_KINDS, { description: 'with commas between them; default all that the reader may read' })
  kinds?: readonly TimelineKind[];
}

@ApiSchema({ name: 'TimelineEntry' })
export class TimelineEntryDto {
  @IdField({ description: 'of the movement, dose, observation … that it tells of, or of a step in its life' })
  id!: string;

  @EnumField(TIMELINE_KINDS, { example: 'administrations', enumName: 'TimelineKind' })
  kind!: TimelineKind;

  @InstantField({
    example: '2026-11-24T07:05:00.000Z',
    description:
      'when it happened, which may be long before it was recorded; of a change of a prescription, when it takes effect, ' +
      'which may lie ahead; of attendance, when the session began',
  })
  at!: string;

  @TextField({
    max: 50,
    example: 'given',
    description:
      'the type of a movement, the outcome of a dose or of attendance, the type of an observation, the instrument of an ' +
      'assessment; of a prescription `prescribed`, `amended` or its new status',
  })
  event!: string;

  @TextField({
    max: 240,
    example: 'Paracetamol 500 mg: given, 1 tablet',
    description: 'a line of English to show; a long one is cut',
  })
  text!: string;

  @TextField({
    max: 200,
    example: '/api/v1/administrations/0199b1d0-7c00-7000-8000-000000000002',
    description: 'where the whole of it can be read',
  })
  href!: string;

  @TextField({
    max: 36,
    example: '0199b1d0-7c00-7000-8000-000000000009',
    description: 'the user, or the program, that recorded it; `system`: nobody',
  })
  recordedBy!: string;

  @BooleanField({ example: false, description: 'it was marked as an error since; it stays in the story' })
  enteredInError!: boolean;

  static from({ path, ...entry }: TimelineEntry): TimelineEntryDto {
    return { ...entry, href: `/api/v1${path}` };
  }
}
