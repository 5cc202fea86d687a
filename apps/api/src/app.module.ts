import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { AnswersInterceptor } from './answers.interceptor.js';
import { AccessGuard, AccessModule } from '#platform/access';
import { AuditModule, AuditTrail } from '#platform/audit';
import { BackupModule } from '#platform/backup';
import type { DatabaseConfig, ServerConfig } from '#platform/config';
import { DatabaseModule, type EntityClass } from '#platform/database';
import { EventsModule } from '#platform/events';
import { HealthModule } from '#platform/health';
import { IdempotencyModule } from '#platform/idempotency';
import { ProblemFilter, Representation, ValidationPipe } from '#platform/http';
import { StreamsModule } from '#platform/streams';
import { SweepsModule } from '#platform/sweeps';
import { Clock, HomeZone, ShiftedClock, SystemClock } from '#platform/time';
import { TimeModule } from '#platform/time/nest';
import { TimelineModule } from '#platform/timeline';
import { ActivityModule } from '#activity';
import { MedicationModule } from '#medication';
import { DoseSettingsModule, PrescriptionModule } from '#prescription';
import { ResidentModule } from '#resident';
import { AlertSettingsModule, InstrumentSettingsModule, WellnessModule } from '#wellness';

const DOMAINS = [ResidentModule, MedicationModule, PrescriptionModule, ActivityModule, WellnessModule];

/** Every entity class of the application. */
export const ENTITIES = [DatabaseModule, AccessModule, AuditModule, IdempotencyModule, ...DOMAINS].flatMap(
  (domain): readonly EntityClass[] => domain.entities,
);

/** The whole application over one home's database. */
@Module({})
export class AppModule {
  /** @param clock what time it is; by default the machine's, shifted as `CLOCK_AT` asks. */
  static forRoot(server: ServerConfig, database: DatabaseConfig, clock: Clock = clockOf(server)): DynamicModule {
    const trail = new AuditTrail(clock);
    return {
      module: AppModule,
      imports: [
        TimeModule.forRoot(clock, new HomeZone(server.timeZone)),
        DatabaseModule.forRoot(database, ENTITIES, (tx, changes) => trail.seal(tx, changes)),
        EventsModule,
        TimelineModule,
        AccessModule.forRoot(server),
        AuditModule.forRoot(server.audit),
        SweepsModule.forRoot(server.sweepInterval),
        StreamsModule.forRoot(server.streams),
        IdempotencyModule.forRoot(server.idempotencyHours),
        BackupModule.forRoot(server.backup, database),
        HealthModule,
        DoseSettingsModule.forRoot(server.dose),
        InstrumentSettingsModule.forRoot(server.instruments),
        AlertSettingsModule.forRoot(server.alerts),
        ...DOMAINS,
      ],
      providers: [
        { provide: APP_GUARD, useExisting: AccessGuard },
        { provide: APP_PIPE, useClass: ValidationPipe },
        Representation,
        { provide: APP_INTERCEPTOR, useClass: AnswersInterceptor },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}

function clockOf({ clockAt }: ServerConfig): Clock {
  return clockAt === undefined ? new SystemClock() : new ShiftedClock(clockAt);
}
