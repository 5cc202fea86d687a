import { Entity } from 'typeorm';
import { IdColumn, IntegerColumn, JsonColumn, StoredEntity, TextColumn, Tracked } from '#platform/database/sql';
import type { LocalDate } from '#platform/time';
import type { ResidentStatus, Resuscitation, Sex } from '../domain/resident.js';

@Tracked({ resource: 'resident', resident: 'id', readableWith: 'residents:read', derived: ['sortName', 'searchText'] })
@Entity('residents')
export class ResidentEntity extends StoredEntity {
  @TextColumn()
  givenName!: string;

  @TextColumn()
  familyName!: string;

  @TextColumn({ nullable: true })
  preferredName!: string | null;

  @TextColumn()
  birthDate!: LocalDate;

  @TextColumn()
  sex!: Sex;

  @TextColumn()
  status!: ResidentStatus;

  /** Unique where set: a bed holds one resident. */
  @TextColumn({ nullable: true })
  bedId!: string | null;

  /** While away. */
  @TextColumn({ nullable: true })
  expectedReturnOn!: LocalDate | null;

  @JsonColumn({ nullable: true })
  resuscitation!: Resuscitation | null;

  @TextColumn({ nullable: true })
  diet!: string | null;

  @TextColumn({ nullable: true })
  mobility!: string | null;

  @TextColumn({ nullable: true })
  notes!: string | null;

  /** Folded `family, given`: the order of lists. */
  @TextColumn()
  sortName!: string;

  /** Folded names and identifiers, indexed for search. */
  @TextColumn()
  searchText!: string;
}

@Tracked({
  resource: 'resident',
  resident: 'residentId',
  partOf: { id: 'residentId', as: 'identifiers' },
  derived: ['position'],
})
@Entity('resident_identifiers')
export class IdentifierEntity {
  @IdColumn()
  id!: string;

  @TextColumn()
  residentId!: string;

  @TextColumn()
  system!: string;

  @TextColumn()
  value!: string;

  @IntegerColumn()
  position!: number;
}
