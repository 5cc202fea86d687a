import { Entity } from 'typeorm';
import { JsonColumn, QuantityColumn, TextColumn } from '#platform/database/sql';
import type { Quantity } from '#platform/kernel';
import type { Instant } from '#platform/time';
import { FactEntity } from './fact.entity.js';

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
