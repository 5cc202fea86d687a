import { Module } from '@nestjs/common';
import { AuditEntryEntity } from './audit-entry.entity.js';
import { AuditRepository } from './audit.repository.js';

/** Reading and checking the trail; {@link AuditTrail} writes it. */
@Module({ providers: [AuditRepository] })
export class AuditModule {
  static readonly entities = [AuditEntryEntity];
}
