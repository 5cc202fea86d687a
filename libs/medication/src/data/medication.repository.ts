import { Injectable } from '@nestjs/common';
import { Brackets } from 'typeorm';
import { NotFoundError } from '#platform/kernel';
import { mapPage, type Page, type PageRequest, type Reader, type Tx } from '#platform/database';
import {
  dialectIn,
  forUpdate,
  insertRows,
  keysetChain,
  keysetPage,
  onConstraint,
  select,
  updatePart,
  updateRow,
  type Condition,
  type Query,
} from '#platform/database/sql';
import type { Instant } from '#platform/time';
import {
  DuplicateNationalCodeError,
  DuplicateRegistrationNumberError,
  UnitInUseError,
} from '../domain/medication.errors.js';
import { changedFields, type Medication, type MedicationFields } from '../domain/medication.js';
import type { KnownMedication } from '../domain/merge-catalogue.js';
import { searchRank, searchText, sortName } from '../domain/search-words.js';
import { MedicationEntity } from './medication.entity.js';
import { searchParts } from './medication-search.repository.js';

const BY_NAME = { name: 'name', direction: 'ASC', keys: ['sortName', 'id'] } as const;

/** What a list of medicines may be narrowed by. */
export interface MedicationFilter {
  /** Beginnings of words of the name or the substance, any order, all of them. */
  readonly q?: string | undefined;
  /** The beginning of an ATC code, in capitals. */
  readonly atc?: string | undefined;
  readonly active?: boolean | undefined;
  readonly controlled?: boolean | undefined;
}

/** That a catalogue speaks of a medicine; it stays so. */
export interface Origin {
  readonly fromCatalogue?: true;
}

/** The catalogue as it is stored. */
@Injectable()
export class MedicationRepository {
  /** Without `q` by name. With it the best match first, as `searchParts` says. */
  async list(reader: Reader, filter: MedicationFilter, page: PageRequest): Promise<Page<Medication>> {
    if (filter.q === undefined) return mapPage(await keysetPage(narrowed(reader, filter), BY_NAME, page), toRecord);
    const parts = searchParts(dialectIn(reader), filter.q, () => narrowed(reader, filter));
    return mapPage(await keysetChain(parts, page), toRecord);
  }

  /** Inside a unit of work the row is locked until its end. @throws NotFoundError */
  async load(reader: Reader, id: string): Promise<Medication> {
    const query = select(reader, MedicationEntity, 'medication').where('medication.id = :id', { id });
    const row = await forUpdate(reader, query).getOne();
    if (row === null) throw new NotFoundError('medication');
    return toRecord(row);
  }

  /** Those of the ids that are known, in no order. */
  async find(reader: Reader, ids: readonly string[]): Promise<readonly Medication[]> {
    if (ids.length === 0) return [];
    const query = select(reader, MedicationEntity, 'medication').where('medication.id IN (:...ids)', { ids });
    return (await query.getMany()).map(toRecord);
  }

  /** The medicines that have one of these numbers; inside a unit of work they are locked until its end. */
  async findByNumbers(
    reader: Reader,
    registrationNumbers: readonly string[],
    nationalCodes: readonly string[],
  ): Promise<readonly KnownMedication[]> {
    const query = select(reader, MedicationEntity, 'medication').where(
      new Brackets((either) => {
        if (registrationNumbers.length > 0)
          either.orWhere('medication.registrationNumber IN (:...registrationNumbers)', { registrationNumbers });
        if (nationalCodes.length > 0)
          either.orWhere('medication.nationalCode IN (:...nationalCodes)', { nationalCodes });
      }),
    );
    return (await forUpdate(reader, query.orderBy('medication.id')).getMany()).map(toKnown);
  }

  /** Active medicines that a catalogue has spoken of, by id, those after one id. */
  async activeOfCatalogue(reader: Reader, after: string, limit: number): Promise<readonly Medication[]> {
    const query = select(reader, MedicationEntity, 'medication')
      .where('medication.id > :after', { after })
      .andWhere('medication.fromCatalogue = :yes AND medication.active = :yes', { yes: true });
    return (await query.orderBy('medication.id').limit(limit).getMany()).map(toRecord);
  }

  /** Those of the ids that are still active and known from a catalogue; locked until the unit of work ends. */
  async stillOfCatalogue(tx: Tx, ids: readonly string[]): Promise<readonly Medication[]> {
    const query = select(tx, MedicationEntity, 'medication')
      .where('medication.id IN (:...ids)', { ids })
      .andWhere('medication.fromCatalogue = :yes AND medication.active = :yes', { yes: true });
    return (await forUpdate(tx, query.orderBy('medication.id')).getMany()).map(toRecord);
  }

  /** In one statement. @throws DuplicateRegistrationNumberError, DuplicateNationalCodeError */
  async add(tx: Tx, medications: readonly Medication[], origin: Origin = {}): Promise<void> {
    const rows = medications.map((medication) => toRow(medication, origin));
    await unlessTaken(insertRows(tx, MedicationEntity, rows), medications[0]);
  }

  /**
   * Those of the ids that are known, in no order. Inside a unit of work their stock is held until its end: nobody else
   * moves it meanwhile.
   */
  async hold(reader: Reader, ids: readonly string[]): Promise<readonly Medication[]> {
    if (ids.length === 0) return [];
    const query = select(reader, MedicationEntity, 'medication').where('medication.id IN (:...ids)', { ids });
    return (await forUpdate(reader, query.orderBy('medication.id')).getMany()).map(toRecord);
  }

  /** @throws DuplicateRegistrationNumberError, DuplicateNationalCodeError, UnitInUseError, VersionConflictError */
  async change(
    tx: Tx,
    current: Medication,
    fields: MedicationFields,
    at: Instant,
    origin: Origin = {},
  ): Promise<Medication> {
    const { id, version } = current;
    const changes = { ...changedFields(current, fields), ...changedTexts(current, fields), ...origin };
    const next = await unlessTaken(updateRow(tx, MedicationEntity, { id, version, at }, changes), fields);
    return { ...current, ...fields, version: next, updatedAt: at };
  }

  /** Keeps that a catalogue has spoken of it. Nothing that a client sees is another: it stays of its version. */
  async markOfCatalogue(tx: Tx, { id }: Medication): Promise<void> {
    await updatePart(tx, MedicationEntity, id, { fromCatalogue: true });
  }
}

function narrowed(reader: Reader, { atc, active, controlled }: MedicationFilter): Query<MedicationEntity> {
  const query = select(reader, MedicationEntity, 'medication');
  if (atc !== undefined) {
    const { sql, parameters } = begins('medication.atcCode', atc, 'atc');
    query.andWhere(sql, parameters);
  }
  if (active !== undefined) query.andWhere('medication.active = :active', { active });
  if (controlled !== undefined) query.andWhere('medication.controlled = :controlled', { controlled });
  return query;
}

/** A range that an index serves on both databases; no letter sorts after its end. */
function begins(column: string, text: string, name: string): Condition {
  return {
    sql: `${column} >= :${name} AND ${column} < :${name}End`,
    parameters: { [name]: text, [`${name}End`]: `${text}\u{10FFFF}` },
  };
}

function unlessTaken<T>(work: Promise<T>, fields: MedicationFields | undefined): Promise<T> {
  return onConstraint(work, {
    uq_medications__registration_number: () => new DuplicateRegistrationNumberError(fields?.registrationNumber ?? ''),
    uq_medications__national_code: () => new DuplicateNationalCodeError(fields?.nationalCode ?? ''),
    medications_unit_stays: () => new UnitInUseError(),
  });
}

/** What the search of a medicine goes by. */
function textsOf(fields: MedicationFields): Pick<MedicationEntity, 'sortName' | 'searchRank' | 'searchText'> {
  return { sortName: sortName(fields), searchRank: searchRank(fields), searchText: searchText(fields) };
}

/** None where they stay as they are: the database would index them anew. */
function changedTexts(a: MedicationFields, b: MedicationFields): Partial<ReturnType<typeof textsOf>> {
  if (a.name !== b.name || a.activeSubstance !== b.activeSubstance) return textsOf(b);
  return a.active === b.active ? {} : { searchRank: searchRank(b) };
}

function toRow(
  medication: Medication,
  { fromCatalogue = false }: { readonly fromCatalogue?: boolean },
): MedicationEntity {
  return { ...medication, ...textsOf(medication), fromCatalogue };
}

/** By name: to leave the rest out of a copy takes ten times as long. */
function toRecord(row: MedicationEntity): Medication {
  return {
    id: row.id,
    version: row.version,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    name: row.name,
    activeSubstance: row.activeSubstance,
    atcCode: row.atcCode,
    form: row.form,
    strength: row.strength,
    routes: row.routes,
    unit: row.unit,
    registrationNumber: row.registrationNumber,
    nationalCode: row.nationalCode,
    controlled: row.controlled,
    witnessRequired: row.witnessRequired,
    highRisk: row.highRisk,
    timeCritical: row.timeCritical,
    maxDailyQuantity: row.maxDailyQuantity,
    active: row.active,
    doseUnits: row.doseUnits ?? [],
  };
}

function toKnown(row: MedicationEntity): KnownMedication {
  return { ...toRecord(row), fromCatalogue: row.fromCatalogue };
}
