/** The connection itself, past everything that keeps the house in order: for tests that break things on purpose. */
export { StorageWatch } from '../storage-watch.js';
export { open, type Handle } from '../handle.js';
export { Statements } from '../sql/statements.js';
