/** SQL, for `data/` rooms and the platform's own storage: opens a right to read or write, pages, writes rows. */
export {
  BooleanColumn,
  IdColumn,
  IntegerColumn,
  JsonColumn,
  QuantityColumn,
  StoredEntity,
  TextColumn,
  uniqueName,
} from '../columns.js';
export { bytesOf, escapeLike, partsMatch, wordRows, wordsMatch, type Condition, type Dialect } from '../dialect.js';
export { onConstraint, violatedConstraint } from './constraint-errors.js';
export { keysetChain, keysetPage, newestIn, type KeysetOrder, type KeysetPart, type NextRows } from './keyset.js';
export { Tracked, Untracked } from '../tracking.js';
export { advisoryLock, callAtCommit, dialectIn, hasTable, ping, readRows, readsCommitted } from './session.js';
export { Query } from './query.js';
export { deleteRows, forUpdate, insertRows, select, updatePart, updateRow } from './rows.js';
