/** Who did what: every write, and every read of one resident's record, in a chain that can't be quietly changed. */
export { AuditTrail } from './audit-trail.js';
export { AuditModule } from './audit.module.js';
export { readsRecordOf } from './read-note.js';
export { TellReads } from './tell-reads.js';
