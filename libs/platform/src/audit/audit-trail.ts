import type { RowChange, Tx } from '#platform/database';
import { currentActor } from '#platform/http';
import { merged } from '#platform/kernel';
import type { Clock } from '#platform/time';
import { AuditRepository } from './trail/audit.repository.js';
import { toldChanges } from './told-changes.js';

/** Writes down who changed what, inside the unit of work that changes it: both are there, or neither. */
export class AuditTrail {
  private readonly entries = new AuditRepository();

  constructor(private readonly clock: Clock) {}

  /** The last thing that a unit of work does. */
  async seal(tx: Tx, changes: readonly RowChange[]): Promise<void> {
    const at = this.clock.now();
    const { actor, requestId } = currentActor();
    await this.entries.append(
      tx,
      toldChanges(changes).map((change) => merged(change, { at, actor, requestId })),
    );
  }
}
