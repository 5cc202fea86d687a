/** Who did what: every write, and every read of one resident's record, in a chain that can't be quietly changed. */
export { AuditTrail } from './audit-trail.js';
export { AuditModule } from './audit.module.js';
export { readCheckpoint, readPublicKey, signCheckpoint, type Checkpoint } from './checkpoint.js';
export { readsRecordOf } from './read-note.js';
export { TellReadsInterceptor } from './read.interceptor.js';
export { hasTrail, verifyTrail, type Verdict, type VerifyOptions } from './verify-trail.js';
