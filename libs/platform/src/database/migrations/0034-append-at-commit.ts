import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dialectOf } from '../dialect.js';

/** The chain's lock, as the application takes it. */
const CHAIN_LOCK = '7364825119';

/**
 * On PostgreSQL the server itself gives entries of the trail their place in the chain, as part of COMMIT: the lock on the
 * chain is held while it commits, not while a process of the home is on its way with the next statement. An act has its
 * columns, and the text that is hashed, `upTo` the hash before it and `from` there to its number.
 */
export class AppendAtCommit1764000000034 implements MigrationInterface {
  readonly name = 'AppendAtCommit1764000000034';

  async up(runner: QueryRunner): Promise<void> {
    if (dialectOf(runner) === 'sqlite') return;
    await runner.query(`CREATE FUNCTION "append_to_trail"(acts jsonb) RETURNS void LANGUAGE plpgsql AS $$
      DECLARE
        act jsonb;
        last bigint;
        previous text;
        own text;
      BEGIN
        PERFORM pg_advisory_xact_lock(${CHAIN_LOCK});
        SELECT "seq", "hash" INTO last, previous FROM "audit_entries" ORDER BY "seq" DESC LIMIT 1;
        IF NOT FOUND THEN
          last := 0;
          previous := repeat('0', 64);
        END IF;
        FOR act IN SELECT "value" FROM jsonb_array_elements(acts) WITH ORDINALITY ORDER BY "ordinality" LOOP
          last := last + 1;
          own := encode(sha256(convert_to((act->>'upTo') || previous || (act->>'from') || last || '}', 'UTF8')), 'hex');
          INSERT INTO "audit_entries" ("seq", "at", "actor", "action", "resource", "resource_id", "resident_id",
            "before", "after", "request_id", "hash", "previous_hash")
          VALUES (last, act->>'at', act->>'actor', act->>'action', act->>'resource', act->>'resourceId',
            act->>'residentId', act->>'before', act->>'after', act->>'requestId', own, previous);
          previous := own;
        END LOOP;
      END $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    if (dialectOf(runner) === 'postgres') await runner.query('DROP FUNCTION "append_to_trail"(jsonb)');
  }
}
