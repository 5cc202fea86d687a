/*
 * Loaded into the application before its own code (`--import`): tells the benchmark, when asked, which SQL it has prepared
 * since it was asked last. A statement is prepared once, so that the first request of a kind shows what is its own.
 */
import Database from 'better-sqlite3';

let prepared = [];
const { prepare } = Database.prototype;

Database.prototype.prepare = function watched(sql) {
  prepared.push(sql);
  return prepare.call(this, sql);
};

process.on('message', (message) => {
  if (message !== 'which statements') return;
  process.send(prepared);
  prepared = [];
});
