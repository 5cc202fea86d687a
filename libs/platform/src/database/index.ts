/** The one unit of work, rights to read and write, pages and ids. SQL itself is behind `#platform/database/sql`. */
export { Announcements, type Waiting } from './announcements.js';
export { DatabaseModule } from './database.module.js';
export {
  openDataSources,
  closeDataSources,
  createDataSources,
  type DataSources,
  type EntityClass,
} from './data-sources.js';
export type { Reader, Tx } from './handle.js';
export { openReadOnly, type ReadOnlyDatabase } from './read-only.js';
export { firstIdAt, isId, newId } from './ids.js';
export { readableWith, type Row, type RowChange, type Tracking } from './tracking.js';
export { openSnapshot, type Snapshot } from './snapshot.js';
export { storageFault } from './storage-fault.js';
export type { Seal } from './transaction.js';
export {
  BadCursorError,
  decodeCursor,
  encodeCursor,
  mapPage,
  type Page,
  type PageRequest,
  type Position,
  type Stretch,
} from './page.js';
export { Leases } from './leases.js';
export type { Wait } from './alone.js';
export type { Once } from './answering.js';
export { afterCommit, attempt, UnitOfWork } from './unit-of-work.js';
export { OverloadedError } from './write-queue.js';
