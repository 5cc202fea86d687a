import { Injectable } from '@nestjs/common';
import type { DepartureRevoked, ResidentDeparted, ResidentReturned, ReturnRevoked } from '#resident';
import { newId, type Tx } from '#platform/database';
import { Clock, HomeZone, type Instant } from '#platform/time';
import { PrescriptionRepository } from '../data/prescription.repository.js';
import { ReconciliationRepository } from '../data/reconciliation.repository.js';
import { readStatus, toReconcile, undecidedOf, type Reconciliation } from '../domain/reconciliation.js';

/** Opens and cancels reconciliations, in the unit of work of the movement, which holds the resident. */
@Injectable()
export class TrackReconciliations {
  constructor(
    private readonly reconciliations: ReconciliationRepository,
    private readonly prescriptions: PrescriptionRepository,
    private readonly clock: Clock,
    private readonly zone: HomeZone,
  ) {}

  /** One for a return from hospital, in the place of that of an earlier one; none when no prescription is in force. */
  async open(tx: Tx, { residentId, movementId, at: returnedAt, from }: ResidentReturned): Promise<void> {
    if (from !== 'in-hospital') return;
    const now = this.clock.now();
    await this.cancelOpen(tx, residentId, movementId, now);
    const known = await this.prescriptions.notOver(tx, now, [residentId]);
    const concerned = toReconcile(known, returnedAt, now, this.zone.id);
    if (concerned.length === 0) return;
    const undecided = { decision: null, reason: null, decidedBy: null, decidedAt: null };
    await this.reconciliations.add(tx, {
      id: newId(now),
      version: 1,
      createdAt: now,
      updatedAt: now,
      residentId,
      movementId,
      returnedAt,
      status: 'open',
      cancelledBy: null,
      items: concerned.map(({ id: prescriptionId }) => ({ id: newId(now), prescriptionId, ...undecided })),
    });
  }

  /** Of who has left for good nothing is to be decided any more. To be called while their prescriptions go on. */
  endAtDeparture(tx: Tx, { residentId, movementId }: ResidentDeparted): Promise<void> {
    return this.cancelOpen(tx, residentId, movementId, this.clock.now());
  }

  /** Who never left is reconciled as before. */
  resumeAfterDeparture(tx: Tx, { residentId, movementId }: DepartureRevoked): Promise<void> {
    return this.reopen(tx, residentId, movementId, this.clock.now());
  }

  /** Who never was back has nothing to be reconciled: what was decided stays decided. That of an earlier return goes on. */
  async cancelRevoked(tx: Tx, { residentId, movementId }: ReturnRevoked): Promise<void> {
    const now = this.clock.now();
    const revoked = await this.reconciliations.ofReturn(tx, residentId, movementId);
    // Also where a departure has cancelled it: if that is an error too, this one doesn't come back with it.
    if (revoked !== undefined) await this.cancel(tx, revoked, movementId, now);
    await this.reopen(tx, residentId, movementId, now);
  }

  /** One of which nothing was left to decide is completed instead. */
  private async cancelOpen(tx: Tx, residentId: string, movementId: string, now: Instant): Promise<void> {
    const open = await this.reconciliations.open(tx, residentId);
    if (open === undefined) return;
    const status = await this.statusOf(tx, open, now);
    if (status === 'open') await this.cancel(tx, open, movementId, now);
    else await this.reconciliations.change(tx, open, { status }, now);
  }

  private async cancel(tx: Tx, reconciliation: Reconciliation, cancelledBy: string, now: Instant): Promise<void> {
    await this.reconciliations.change(tx, reconciliation, { status: 'cancelled', cancelledBy }, now);
  }

  private async reopen(tx: Tx, residentId: string, movementId: string, now: Instant): Promise<void> {
    const cancelled = await this.reconciliations.cancelledBy(tx, residentId, movementId);
    if (cancelled === undefined) return;
    await this.reconciliations.change(tx, cancelled, { status: 'open', cancelledBy: null }, now);
  }

  private async statusOf(tx: Tx, reconciliation: Reconciliation, now: Instant): Promise<Reconciliation['status']> {
    const ids = reconciliation.items.map(({ prescriptionId }) => prescriptionId);
    const found = await this.prescriptions.find(tx, ids);
    return readStatus(reconciliation, undecidedOf(reconciliation, found, now, this.zone.id));
  }
}
