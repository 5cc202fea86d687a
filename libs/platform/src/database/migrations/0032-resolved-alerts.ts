import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIndex } from '../columns.js';

/** What people have resolved of a rule since an instant: asked again and again, and alerts only become more. */
export class ResolvedAlerts1764000000032 implements MigrationInterface {
  readonly name = 'ResolvedAlerts1764000000032';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(createIndex('alerts', ['rule', 'resolved_at'], `"status" = 'resolved'`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "ix_alerts__rule_resolved_at"');
  }
}
