import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

/** What the worker is asked for: to copy what is in the log, or to end. */
export type CheckpointOrder = 'copy' | 'end';

const connection = new Database(String(workerData), { fileMustExist: true });
connection.pragma('synchronous = FULL');

parentPort?.on('message', (order: CheckpointOrder) => {
  if (order === 'copy') {
    // Waits for nobody, and nobody waits for it: what a reader still needs is copied next time.
    connection.pragma('wal_checkpoint(PASSIVE)');
    parentPort?.postMessage('copied');
    return;
  }
  connection.close();
  parentPort?.close();
});
