import { Entity } from 'typeorm';
import { JsonColumn, QuantityColumn, TextColumn, Tracked } from '#platform/database/sql';
import { toDecimal, type Quantity } from '#platform/kernel';
import type { Instant } from '#platform/time';
import { FactEntity } from './fact.entity.js';

@Tracked({
  resource: 'observation',
  resident: 'residentId',
  readableWith: 'observations:read',
  show: { components: (components) => shownComponents(components as Readonly<Record<string, Quantity>>) },
})
@Entity('observations')
export class ObservationEntity extends FactEntity {
  @TextColumn()
  type!: string;

  @QuantityColumn({ nullable: true })
  value!: Quantity | null;

  @TextColumn({ nullable: true })
  code!: string | null;

  @JsonColumn({ nullable: true })
  components!: Readonly<Record<string, Quantity>> | null;

  @TextColumn({ nullable: true })
  unit!: string | null;

  @TextColumn()
  takenAt!: Instant;

  @TextColumn({ nullable: true })
  method!: string | null;

  @TextColumn({ nullable: true })
  note!: string | null;
}

/** Amounts in the trail are decimals. */
function shownComponents(components: Readonly<Record<string, Quantity>>): object {
  return Object.fromEntries(Object.entries(components).map(([code, value]) => [code, toDecimal(value)]));
}
