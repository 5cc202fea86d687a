/** Who did what: every write, and every read of one resident's record, in a chain that can't be quietly changed. */
export { AuditModule } from './audit.module.js';
export { AuditTrail } from './audit-trail.js';
export { readsRecordOf } from './read-note.js';
export { TellReadsInterceptor } from './read.interceptor.js';
