import { Injectable, type OnModuleInit } from '@nestjs/common';
import { residentDeparted } from '#resident';
import { Facts } from '#platform/events';
import { ChangeStatus } from './change-status.service.js';

/** Who has left for good has no doses any more: both happen, or neither. */
@Injectable()
export class OnResidentDeparted implements OnModuleInit {
  constructor(
    private readonly facts: Facts,
    private readonly statuses: ChangeStatus,
  ) {}

  onModuleInit(): void {
    this.facts.subscribe(residentDeparted, (tx, departure) => this.statuses.stopAll(tx, departure));
  }
}
