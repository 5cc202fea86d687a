import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { VerificationLane } from '#platform/access';
import { ScheduledBackups } from '#platform/backup';
import { UnitOfWork } from '#platform/database';
import { epochMilliseconds } from '#platform/time';

/** Prometheus metrics of one application. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests: Histogram<'method' | 'route' | 'status'>;

  /** As many as there are routes and statuses: finding one by its labels costs more than counting in it. */
  private readonly series = new Map<string, Histogram.Internal<'method' | 'route' | 'status'>>();
  private readonly refused: Counter;

  constructor(unitOfWork: UnitOfWork, lane: VerificationLane, backups: ScheduledBackups) {
    collectDefaultMetrics({ register: this.registry });
    this.requests = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time from the arrival of a request to the end of its answer',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers: [this.registry],
    });
    this.refused = new Counter({
      name: 'requests_refused_total',
      help: 'Requests that were refused since they had waited too long',
      registers: [this.registry],
    });
    new Gauge({
      name: 'write_queue_length',
      help: 'Units of work that wait or run',
      registers: [this.registry],
      collect() {
        this.set(unitOfWork.pending);
      },
    });
    new Gauge({
      name: 'database_statements_waiting',
      help: 'Statements that wait for a connection of the pool',
      registers: [this.registry],
      collect() {
        this.set(unitOfWork.waiting);
      },
    });
    new Gauge({
      name: 'secret_verifications_waiting',
      help: 'Passwords and PINs that wait to be verified',
      registers: [this.registry],
      collect() {
        this.set(lane.waiting);
      },
    });
    new Gauge({
      name: 'backup_newest_timestamp_seconds',
      help: 'When the newest backup was taken; 0: there is none, or BACKUP_FOLDER is not set',
      registers: [this.registry],
      async collect() {
        const newest = await backups.newest();
        this.set(newest === undefined ? 0 : epochMilliseconds(newest) / 1000);
      },
    });
    new Gauge({
      name: 'backup_failures',
      help: 'Backups that came to nothing, or whose audit trail is broken, since the program started',
      registers: [this.registry],
      collect() {
        this.set(backups.failures);
      },
    });
  }

  /** @param route the route's pattern, never the address that was asked for: addresses are unbounded. */
  observe(method: string, route: string, status: number, seconds: number): void {
    const name = `${method} ${route} ${status}`;
    let series = this.series.get(name);
    if (series === undefined) {
      series = this.requests.labels({ method, route, status: String(status) });
      this.series.set(name, series);
    }
    series.observe(seconds);
  }

  countRefused(): void {
    this.refused.inc();
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }

  get contentType(): string {
    return this.registry.contentType;
  }
}
