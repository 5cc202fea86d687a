/** Moving a home from one database to another, whole and checked. */
export { compareHomes, rehearseTransfer, transferHome, type TransferReport } from './transfer-home.js';
