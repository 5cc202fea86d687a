/** One story of a resident, from what every domain tells. */
export { TIMELINE_KINDS, type TimelineEntry, type TimelineKind } from './entry.js';
export { newestFirst } from './merge.js';
export type { TimelineSource } from './source.js';
export { Timeline, type TimelineRequest } from './timeline.js';
export { TimelineModule } from './timeline.module.js';
