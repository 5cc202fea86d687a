import { Injectable, type OnModuleInit } from '@nestjs/common';
import { residentReturned, returnRevoked } from '#resident';
import { Facts } from '#platform/events';
import { TrackReconciliations } from './track-reconciliations.service.js';

/** Who is back from hospital has prescriptions to be reconciled; who never was back has not. */
@Injectable()
export class OnResidentReturned implements OnModuleInit {
  constructor(
    private readonly facts: Facts,
    private readonly reconciliations: TrackReconciliations,
  ) {}

  onModuleInit(): void {
    this.facts.subscribe(residentReturned, (tx, back) => this.reconciliations.open(tx, back));
    this.facts.subscribe(returnRevoked, (tx, back) => this.reconciliations.cancelRevoked(tx, back));
  }
}
