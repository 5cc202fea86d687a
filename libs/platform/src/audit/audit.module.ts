import { Module, type DynamicModule } from '@nestjs/common';
import type { AuditConfig } from '#platform/config';
import { UnitOfWork } from '#platform/database';
import { Clock } from '#platform/time';
import { AuditController } from './audit.controller.js';
import { AuditEntryEntity } from './trail/audit-entry.entity.js';
import { AuditRepository } from './trail/audit.repository.js';
import { TakeCheckpoint } from './checkpoint.service.js';
import { ReadAudit } from './read-audit.service.js';
import { ReadBuffer } from './read-buffer.js';
import { TellReads } from './tell-reads.js';
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
    TellReads,
  ],
  exports: [TellReads],
})
export class AuditModule {
  static readonly entities = [AuditEntryEntity];

  static forRoot({ signingKey }: AuditConfig): DynamicModule {
    const checkpoints = {
      provide: TakeCheckpoint,
      useFactory: (verification: VerifyAudit, clock: Clock) => new TakeCheckpoint(verification, clock, signingKey),
      inject: [VerifyAudit, Clock],
    };
    return { module: AuditModule, providers: [checkpoints] };
  }
}
