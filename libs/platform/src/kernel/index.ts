/** Pure values that every domain stands on: refusals, exact quantities and names as they are compared. Imports nothing. */
export * from './as-read.js';
export * from './changes.js';
export * from './code-units.js';
export * from './domain-error.js';
export * from './fact.js';
export * from './fold.js';
export * from './grouped.js';
export * from './quantity.js';
export * from './text-encoding.js';
export { StandingLine } from './standing-line.js';
