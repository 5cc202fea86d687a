/** The chain itself, to verify and to sign: what a command or a backup needs, without the application around it. */
export { AuditEntryEntity } from './audit-entry.entity.js';
export { readCheckpoint, readPublicKey, signCheckpoint, type Checkpoint } from './checkpoint.js';
export { hasTrail, verifyTrail, type Verdict, type VerifyOptions } from './verify-trail.js';
