/** Moving a home from one database to another, whole and checked. */
export type { SummedTable } from './compare.js';
export type { OnProgress } from './progress.js';
export {
  compareHomes,
  rehearseTransfer,
  transferHome,
  type Route,
  type TransferOptions,
  type TransferReport,
} from './transfer-home.js';
