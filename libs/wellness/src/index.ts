/** Wellness, as other domains and the applications see it. */
export { KeepAlerts, type AlertQuery, type DescribedAlert } from './app/keep-alerts.service.js';
export { ReadOverview, type OverviewWithAlerts } from './app/read-overview.service.js';
export { ReadSummary, type Summary } from './app/read-summary.service.js';
export { ReadCharts, type ResidentChart } from './app/read-charts.service.js';
export { ReadTrends, type ResidentTrend } from './app/read-trends.service.js';
export { RecordAssessments, type NewAssessment } from './app/record-assessments.service.js';
export { RecordObservations, type NewObservation, type ObservationOf } from './app/record-observations.service.js';
export type { Assessment } from './domain/assessment.js';
export type { Observation } from './domain/observation.js';
export { AlertSettingsModule, InstrumentSettingsModule, WellnessModule } from './wellness.module.js';
