import { Module } from '@nestjs/common';
import { UnitOfWork } from '#platform/database';
import { AuditController } from './audit.controller.js';
import { AuditEntryEntity } from './audit-entry.entity.js';
import { AuditRepository } from './audit.repository.js';
import { ReadAudit } from './read-audit.service.js';
import { ReadBuffer } from './read-buffer.js';
import { TellReadsInterceptor } from './read.interceptor.js';
import { VerifyAudit } from './verify-audit.service.js';

/** Reading the trail, and telling in it what was read; {@link AuditTrail} tells what was written. */
@Module({
  controllers: [AuditController],
  providers: [
    AuditRepository,
    ReadAudit,
    VerifyAudit,
    {
      provide: ReadBuffer,
      useFactory: (unitOfWork: UnitOfWork, entries: AuditRepository) => new ReadBuffer(unitOfWork, entries),
      inject: [UnitOfWork, AuditRepository],
    },
    TellReadsInterceptor,
  ],
  exports: [TellReadsInterceptor],
})
export class AuditModule {
  static readonly entities = [AuditEntryEntity];
}
