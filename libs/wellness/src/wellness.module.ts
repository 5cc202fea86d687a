import { Module, type DynamicModule } from '@nestjs/common';
import type { AlertConfig, InstrumentConfig } from '#platform/config';
import { ActivityModule } from '#activity';
import { PrescriptionModule } from '#prescription';
import { ResidentModule } from '#resident';
import { AlertRulesController } from './api/alert-rules.controller.js';
import { AlertStreamController } from './api/alert-stream.controller.js';
import { AlertController } from './api/alert.controller.js';
import { AssessmentController } from './api/assessment.controller.js';
import { ChartController } from './api/chart.controller.js';
import { ObservationBatchController } from './api/observation-batch.controller.js';
import { ObservationController } from './api/observation.controller.js';
import { OverviewController } from './api/overview.controller.js';
import { RegistryController } from './api/registry.controller.js';
import { SummaryController } from './api/summary.controller.js';
import { TrendController } from './api/trend.controller.js';
import { CorrectAssessment } from './app/correct-assessment.service.js';
import { CorrectObservation } from './app/correct-observation.service.js';
import { FollowAlerts } from './app/follow-alerts.service.js';
import { KeepAlerts } from './app/keep-alerts.service.js';
import { KeepThresholds } from './app/keep-thresholds.service.js';
import { KnowResidents } from './app/know-residents.service.js';
import { ReadOverview } from './app/read-overview.service.js';
import { OnDoseRecorded } from './app/on-dose-recorded.js';
import { OnResidentDeparted } from './app/on-resident-departed.js';
import { RaiseAlerts } from './app/raise-alerts.service.js';
import { ReadCharts } from './app/read-charts.service.js';
import { ReadRegistry } from './app/read-registry.service.js';
import { ReadSummary } from './app/read-summary.service.js';
import { ReadTrends } from './app/read-trends.service.js';
import { RecordAssessments, STATED_LICENCES } from './app/record-assessments.service.js';
import { RecordObservations } from './app/record-observations.service.js';
import { LookAround } from './app/look-around.service.js';
import { ESCALATION, SweepAlerts } from './app/sweep-alerts.service.js';
import { WatchFacts } from './app/watch-facts.service.js';
import { WeighChange } from './app/weigh-change.service.js';
import { WellnessTimeline } from './app/wellness.timeline.js';
import { AlertThresholdsRepository } from './data/alert-thresholds.repository.js';
import { AlertEntity, AlertEventEntity, AlertThresholdsEntity } from './data/alert.entity.js';
import { AlertRepository } from './data/alert.repository.js';
import { AssessmentEntity } from './data/assessment.entity.js';
import { AssessmentRepository } from './data/assessment.repository.js';
import { ObservationEntity } from './data/observation.entity.js';
import { ObservationRepository } from './data/observation.repository.js';

/** Offers what the home has stated about instruments. */
@Module({})
export class InstrumentSettingsModule {
  static forRoot({ licences = [] }: InstrumentConfig): DynamicModule {
    return {
      module: InstrumentSettingsModule,
      global: true,
      providers: [{ provide: STATED_LICENCES, useValue: licences }],
      exports: [STATED_LICENCES],
    };
  }
}

/** Offers what the home has decided about alerts. */
@Module({})
export class AlertSettingsModule {
  static forRoot({ escalation }: AlertConfig): DynamicModule {
    return {
      module: AlertSettingsModule,
      global: true,
      providers: [{ provide: ESCALATION, useValue: escalation }],
      exports: [ESCALATION],
    };
  }
}

/**
 * Observations and assessments of residents, what can be observed and assessed, the alerts that these raise, and the
 * summary for a hospital.
 */
@Module({
  imports: [ResidentModule, PrescriptionModule, ActivityModule],
  controllers: [
    ObservationController,
    ObservationBatchController,
    AssessmentController,
    AlertStreamController,
    AlertController,
    AlertRulesController,
    RegistryController,
    SummaryController,
    TrendController,
    OverviewController,
    ChartController,
  ],
  providers: [
    CorrectAssessment,
    CorrectObservation,
    KnowResidents,
    ReadOverview,
    ReadCharts,
    ReadRegistry,
    ReadSummary,
    ReadTrends,
    RecordObservations,
    RecordAssessments,
    WatchFacts,
    RaiseAlerts,
    FollowAlerts,
    KeepAlerts,
    KeepThresholds,
    OnDoseRecorded,
    OnResidentDeparted,
    LookAround,
    SweepAlerts,
    WeighChange,
    WellnessTimeline,
    AlertRepository,
    AlertThresholdsRepository,
    ObservationRepository,
    AssessmentRepository,
  ],
  exports: [ReadCharts, ReadOverview, ReadSummary, ReadTrends, RecordObservations, RecordAssessments],
})
export class WellnessModule {
  static readonly entities = [
    ObservationEntity,
    AssessmentEntity,
    AlertEntity,
    AlertEventEntity,
    AlertThresholdsEntity,
  ];
}
