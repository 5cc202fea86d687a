/** Pure values that every domain stands on: refusals and exact quantities. Imports nothing. */
export * from './domain-error.js';
export * from './quantity.js';
