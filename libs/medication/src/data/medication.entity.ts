import { Entity } from 'typeorm';
import { BooleanColumn, JsonColumn, QuantityColumn, StoredEntity, TextColumn, Tracked } from '#platform/database/sql';
import type { Quantity } from '#platform/kernel';
import type { AtcCode } from '../domain/atc.js';
import type { DoseUnit } from '../domain/stock-unit.js';

@Tracked({
  resource: 'medication',
  readableWith: 'medications:read',
  derived: ['sortName', 'searchRank', 'searchText'],
})
@Entity('medications')
export class MedicationEntity extends StoredEntity {
  @TextColumn()
  name!: string;

  @TextColumn()
  activeSubstance!: string;

  @TextColumn({ nullable: true })
  atcCode!: AtcCode | null;

  @TextColumn({ nullable: true })
  form!: string | null;

  @TextColumn({ nullable: true })
  strength!: string | null;

  @JsonColumn()
  routes!: readonly string[];

  @TextColumn()
  unit!: string;

  /** Null in rows from before it could be said. */
  @JsonColumn({ nullable: true })
  doseUnits!: readonly DoseUnit[] | null;

  /** Unique where given. */
  @TextColumn({ nullable: true })
  registrationNumber!: string | null;

  /** Unique where given. */
  @TextColumn({ nullable: true })
  nationalCode!: string | null;

  @BooleanColumn()
  controlled!: boolean;

  @BooleanColumn()
  witnessRequired!: boolean;

  @BooleanColumn()
  highRisk!: boolean;

  @BooleanColumn()
  timeCritical!: boolean;

  @QuantityColumn({ nullable: true })
  maxDailyQuantity!: Quantity | null;

  @BooleanColumn()
  active!: boolean;

  /** Whether a catalogue has spoken of it; not shown to clients. */
  @BooleanColumn()
  fromCatalogue!: boolean;

  /** The words of the name: the order of lists. */
  @TextColumn()
  sortName!: string;

  /** The order of those that a search finds equally good: active before inactive, shorter names before longer ones. */
  @TextColumn()
  searchRank!: string;

  /** The words of name and substance, indexed for search. */
  @TextColumn()
  searchText!: string;
}
