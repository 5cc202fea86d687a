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
export { escapeLike, partsMatch, wordsMatch, type Condition, type Dialect } from '../dialect.js';
export { open, type Handle } from '../handle.js';
export { onConstraint, violatedConstraint } from './constraint-errors.js';
export { keysetChain, keysetPage, type KeysetOrder, type KeysetPart } from './keyset.js';
export { deleteRows, forUpdate, insertRows, select, updateRow } from './rows.js';
