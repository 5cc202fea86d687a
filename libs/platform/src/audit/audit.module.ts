import { Module } from '@nestjs/common';
import { AuditController } from './audit.controller.js';
import { AuditEntryEntity } from './audit-entry.entity.js';
import { AuditRepository } from './audit.repository.js';
import { ReadAudit } from './read-audit.service.js';
import { VerifyAudit } from './verify-audit.service.js';

/** Reading the trail; {@link AuditTrail} writes it. */
@Module({ controllers: [AuditController], providers: [AuditRepository, ReadAudit, VerifyAudit] })
export class AuditModule {
  static readonly entities = [AuditEntryEntity];
}
