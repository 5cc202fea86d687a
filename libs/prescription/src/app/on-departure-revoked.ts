import { Injectable, type OnModuleInit } from '@nestjs/common';
import { departureRevoked } from '#resident';
import { Facts } from '#platform/events';
import { ChangeStatus } from './change-status.service.js';

/** Who never left has their doses again. */
@Injectable()
export class OnDepartureRevoked implements OnModuleInit {
  constructor(
    private readonly facts: Facts,
    private readonly statuses: ChangeStatus,
  ) {}

  onModuleInit(): void {
    this.facts.subscribe(departureRevoked, (tx, departure) => this.statuses.resumeAll(tx, departure));
  }
}
