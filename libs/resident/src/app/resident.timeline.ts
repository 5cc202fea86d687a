import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Reader, Stretch } from '#platform/database';
import { Timeline, type TimelineEntry } from '#platform/timeline';
import { MovementRepository } from '../data/movement.repository.js';
import { describeMovement, type ToldMovement } from '../domain/describe-movement.js';

/** What residents' timelines tell of their movements. */
@Injectable()
export class ResidentTimeline implements OnModuleInit {
  constructor(
    private readonly timeline: Timeline,
    private readonly movements: MovementRepository,
  ) {}

  onModuleInit(): void {
    this.timeline.register({
      kind: 'movements',
      permission: 'residents:read',
      read: (reader, residentId, stretch) => this.read(reader, residentId, stretch),
    });
  }

  private async read(reader: Reader, residentId: string, stretch: Stretch): Promise<readonly TimelineEntry[]> {
    return (await this.movements.during(reader, residentId, stretch)).map(toEntry);
  }
}

function toEntry(movement: ToldMovement): TimelineEntry {
  const { id, residentId, type, at, status, recordedBy } = movement;
  return {
    id,
    kind: 'movements',
    at,
    event: type,
    text: describeMovement(movement),
    path: `/residents/${residentId}/movements/${id}`,
    recordedBy,
    enteredInError: status === 'entered-in-error',
  };
}
