/**
 * SQLite files: taking one for this process, copying one that is in use, putting one in its place, and what is wrong with
 * one in one line.
 */
export { causeOf } from '../cause.js';
export { copyDatabase, damageOf, settleDatabase } from './copy-database.js';
export { FileLock } from './file-lock.js';
export { discard, flush, replace, sizeOf } from './placing.js';
export { explain, explained, takeFile, UnusableFileError } from './sqlite-file.js';
