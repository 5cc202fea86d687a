import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumn, createIndex, createTable, ddl, dropColumn, nullable, unique } from '../columns.js';
import { createNoOverlap, dialectOf, prepareNoOverlap, unprepareNoOverlap } from '../dialect.js';

const STATUSES = ['pre-admission', 'admitted', 'on-leave', 'in-hospital', 'discharged', 'deceased'];
const STRETCHES = { table: 'stays', from: 'from_at', to: 'to_at' };

/** What each recorded movement of the years before led to. */
const FILL = `
  INSERT INTO "stays" ("id", "resident_id", "sequence", "status", "bed_id", "expected_return_on", "from_at", "to_at")
  SELECT m."id", m."resident_id", m."sequence",
    CASE (SELECT k."type" FROM "movements" k WHERE k."resident_id" = m."resident_id" AND k."status" = 'recorded'
        AND k."sequence" <= m."sequence" AND k."type" <> 'transfer' ORDER BY k."sequence" DESC LIMIT 1)
      WHEN 'leave' THEN 'on-leave' WHEN 'hospitalisation' THEN 'in-hospital' WHEN 'discharge' THEN 'discharged'
      WHEN 'death' THEN 'deceased' ELSE 'admitted' END,
    CASE WHEN m."type" IN ('discharge', 'death') THEN NULL ELSE
      (SELECT k."bed_id" FROM "movements" k WHERE k."resident_id" = m."resident_id" AND k."status" = 'recorded'
        AND k."sequence" <= m."sequence" AND k."bed_id" IS NOT NULL ORDER BY k."sequence" DESC LIMIT 1) END,
    CASE WHEN m."type" IN ('leave', 'hospitalisation', 'transfer') THEN
      (SELECT k."expected_return_on" FROM "movements" k WHERE k."resident_id" = m."resident_id"
        AND k."status" = 'recorded' AND k."sequence" <= m."sequence" AND k."type" <> 'transfer'
        ORDER BY k."sequence" DESC LIMIT 1) END,
    m."at",
    lead(m."at") OVER (PARTITION BY m."resident_id" ORDER BY m."sequence")
  FROM "movements" m WHERE m."status" = 'recorded'`;

/** Until now two people could be said to have had one bed in the past: of these the later said is left without. */
const PART = `
  UPDATE "stays" SET "bed_id" = NULL WHERE "to_at" IS NOT NULL AND EXISTS (
    SELECT 1 FROM "stays" other WHERE other."bed_id" = "stays"."bed_id" AND other."id" <> "stays"."id"
      AND other."from_at" < "stays"."to_at" AND (other."to_at" IS NULL OR "stays"."from_at" < other."to_at")
      AND other."resident_id" <> "stays"."resident_id" AND (other."to_at" IS NULL OR other."id" < "stays"."id"))`;

const EXPECTED = `
  UPDATE "residents" SET "expected_return_on" =
    (SELECT s."expected_return_on" FROM "stays" s WHERE s."resident_id" = "residents"."id" AND s."to_at" IS NULL)`;

/** Who had which status and bed from when to when, as the movements say; no bed has two people at one instant. */
export class Stays1764000000011 implements MigrationInterface {
  readonly name = 'Stays1764000000011';

  async up(runner: QueryRunner): Promise<void> {
    const dialect = dialectOf(runner);
    const statements = [
      addColumn(dialect, 'movements', 'status_reason', ddl.text()),
      addColumn(dialect, 'movements', 'marked_by', ddl.key()),
      addColumn(dialect, 'residents', 'expected_return_on', ddl.text()),
      createTable(
        dialect,
        'stays',
        {
          id: ddl.id(),
          resident_id: ddl.ref('residents'),
          sequence: ddl.integer(),
          status: ddl.oneOf(STATUSES),
          bed_id: nullable(ddl.ref('beds')),
          expected_return_on: nullable(ddl.localDate()),
          from_at: ddl.instant(),
          to_at: nullable(ddl.instant()),
        },
        [unique('stays', 'resident_id', 'sequence')],
      ),
      createIndex('stays', ['bed_id', 'from_at']),
      FILL,
      PART,
      EXPECTED,
      ...prepareNoOverlap(dialect),
      ...createNoOverlap(dialect, STRETCHES, 'bed_id'),
      ...createNoOverlap(dialect, STRETCHES, 'resident_id'),
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const statements = [
      'DROP TABLE "stays"',
      ...unprepareNoOverlap(dialectOf(runner)),
      dropColumn('residents', 'expected_return_on'),
      dropColumn('movements', 'marked_by'),
      dropColumn('movements', 'status_reason'),
    ];
    for (const statement of statements) await runner.query(statement);
  }
}
