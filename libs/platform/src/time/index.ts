/** Time as a home keeps it: instants, the wall clock of a zone, half-open ranges, an injected clock. */
export { Temporal } from 'temporal-polyfill';
export * from './clock.js';
export * from './clock-skew.js';
export { clockChanges, minutesFromUtc, type ClockChange } from './clock-changes.js';
export * from './instant.js';
export * from './local.js';
export { plainRule, type PlainRule } from './plain-rule.js';
export * from './range.js';
export * from './recurrence.js';
export * from './week.js';
export * from './window.js';
