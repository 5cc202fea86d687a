import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Reader, Stretch } from '#platform/database';
import { Timeline, type TimelineEntry } from '#platform/timeline';
import { AlertRepository } from '../data/alert.repository.js';
import { AssessmentRepository } from '../data/assessment.repository.js';
import { ObservationRepository } from '../data/observation.repository.js';
import {
  describeAlert,
  describeAssessment,
  describeObservation,
  type ToldAlert,
  type ToldAssessment,
  type ToldObservation,
} from '../domain/describe.js';

/** What residents' timelines tell of what was observed and assessed, and of the alerts about them. */
@Injectable()
export class WellnessTimeline implements OnModuleInit {
  constructor(
    private readonly timeline: Timeline,
    private readonly observations: ObservationRepository,
    private readonly assessments: AssessmentRepository,
    private readonly alerts: AlertRepository,
  ) {}

  onModuleInit(): void {
    this.timeline.register({
      kind: 'observations',
      permission: 'observations:read',
      read: (reader, residentId, stretch) => this.observed(reader, residentId, stretch),
    });
    this.timeline.register({
      kind: 'assessments',
      permission: 'observations:read',
      read: (reader, residentId, stretch) => this.assessed(reader, residentId, stretch),
    });
    this.timeline.register({
      kind: 'alerts',
      permission: 'alerts:read',
      read: (reader, residentId, stretch) => this.alerted(reader, residentId, stretch),
    });
  }

  private async observed(reader: Reader, residentId: string, stretch: Stretch): Promise<readonly TimelineEntry[]> {
    return (await this.observations.during(reader, residentId, stretch)).map(toObservationEntry);
  }

  private async assessed(reader: Reader, residentId: string, stretch: Stretch): Promise<readonly TimelineEntry[]> {
    return (await this.assessments.during(reader, residentId, stretch)).map(toAssessmentEntry);
  }

  private async alerted(reader: Reader, residentId: string, stretch: Stretch): Promise<readonly TimelineEntry[]> {
    return (await this.alerts.during(reader, residentId, stretch)).map(toAlertEntry);
  }
}

function toObservationEntry(observation: ToldObservation): TimelineEntry {
  const { id, residentId, type, takenAt, status, recordedBy } = observation;
  return {
    id,
    kind: 'observations',
    at: takenAt,
    event: type,
    text: describeObservation(observation),
    path: `/residents/${residentId}/observations/${id}`,
    recordedBy,
    enteredInError: status === 'entered-in-error',
  };
}

function toAssessmentEntry(assessment: ToldAssessment): TimelineEntry {
  const { id, residentId, instrument, assessedAt, status, recordedBy } = assessment;
  return {
    id,
    kind: 'assessments',
    at: assessedAt,
    event: instrument,
    text: describeAssessment(assessment),
    path: `/residents/${residentId}/assessments/${id}`,
    recordedBy,
    enteredInError: status === 'entered-in-error',
  };
}

function toAlertEntry(alert: ToldAlert): TimelineEntry {
  const { id, raisedAt, rule, raisedBy } = alert;
  return {
    id,
    kind: 'alerts',
    at: raisedAt,
    event: rule,
    text: describeAlert(alert),
    path: `/alerts/${id}`,
    recordedBy: raisedBy,
    enteredInError: false,
  };
}
