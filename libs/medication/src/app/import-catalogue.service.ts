import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { DomainError, FieldError, TextEncoding } from '#platform/kernel';
import { newId, UnitOfWork, type Reader, type Tx, type Wait } from '#platform/database';
import { Clock } from '#platform/time';
import { MedicationRepository } from '../data/medication.repository.js';
import { readCatalogueHeader, type CatalogueHeader } from '../domain/catalogue-header.js';
import { readCatalogueRow } from '../domain/catalogue-row.js';
import { CatalogueText } from '../domain/catalogue-text.js';
import { CsvReader, MAX_RECORD, type CsvRecord } from '../domain/csv-reader.js';
import { ImportTally, type ImportReport, type LineWarning } from '../domain/import-report.js';
import {
  DuplicateNationalCodeError,
  DuplicateRegistrationNumberError,
  ImportInProgressError,
  UnitInUseError,
} from '../domain/medication.errors.js';
import {
  mergeCatalogue,
  type CatalogueLine,
  type CatalogueMerge,
  type KnownMedication,
} from '../domain/merge-catalogue.js';
import { Rehearsal } from '../domain/rehearsal.js';
import { SpokenNumbers } from '../domain/spoken-numbers.js';
import { RetireMissing } from './retire-missing.service.js';

/** Lines per unit of work: each holds up other writes, and the event loop, for some tens of milliseconds. */
const CHUNK = 200;

/** Every line leaves this on its medicine. */
const OF_CATALOGUE = { fromCatalogue: true } as const;

/** One import at a time, among all processes; any number, of no other kind of long work. */
const IMPORT_LOCK = 1;

/** Seconds that one waits for another to end; the national list takes a few. */
const LONGEST_WAIT = 30;

const WAIT: Wait = { limit: LONGEST_WAIT * 1000, tooLong: () => new ImportInProgressError(LONGEST_WAIT) };

/** How a catalogue is taken in. */
export interface ImportOptions {
  /** Only says what would be done. */
  readonly dryRun?: boolean;
  /** Makes inactive what came from a catalogue and of which this one doesn't speak. */
  readonly retireMissing?: boolean;
  /** Of the file; by default it is found out while it is read. */
  readonly encoding?: TextEncoding | undefined;
}

/** What an import has to keep in mind while it reads. */
interface Reading {
  readonly tally: ImportTally;
  readonly rehearsal: Rehearsal | undefined;
  readonly spoken: SpokenNumbers | undefined;
}

/** Takes in a national catalogue of medicines. */
@Injectable()
export class ImportCatalogue {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly medications: MedicationRepository,
    private readonly retirement: RetireMissing,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads a CSV file while it arrives and stores it chunk by chunk, so that memory doesn't grow with it and
   * other writes get in between. Where the upload breaks off, the chunks before stay; importing anew changes only the rest.
   * One import waits for another to end, so that two editions never mix. A dry run stores nothing and reports the same.
   * Nothing is retired before the whole file is read, nor where one of its lines may be about any medicine.
   * @throws InvalidFieldsError when the header can't be used; ImportInProgressError. Then nothing is stored.
   */
  async run(
    csv: AsyncIterable<Uint8Array>,
    { dryRun = false, retireMissing = false, encoding }: ImportOptions = {},
  ): Promise<ImportReport> {
    const tally = new ImportTally();
    const spoken = retireMissing ? new SpokenNumbers() : undefined;
    const rehearsal = dryRun ? new Rehearsal() : undefined;
    const work = async (): Promise<void> => {
      const text = new CatalogueText(encoding);
      await this.read(recordsOf(csv, text, tally), { tally, rehearsal, spoken });
      if (spoken !== undefined) await this.retire(spoken, tally, dryRun);
    };
    if (dryRun) await work();
    else await this.unitOfWork.alone(IMPORT_LOCK, WAIT, work);
    return dryRun ? { ...tally.report(), dryRun } : tally.report();
  }

  private async retire(spoken: SpokenNumbers, tally: ImportTally, dryRun: boolean): Promise<void> {
    const doubt = spoken.doubt();
    if (doubt === undefined) tally.retire(await this.retirement.run(spoken, dryRun));
    else tally.warnFirst(doubt);
  }

  private async read(records: AsyncIterable<CsvRecord>, { tally, rehearsal, spoken }: Reading): Promise<void> {
    const lines: CatalogueLine[] = [];
    let header: CatalogueHeader | undefined;
    for await (const { line, cells } of records) {
      if (header === undefined) {
        header = readCatalogueHeader(cells ?? []);
        tally.warn(line, header.warnings);
      } else if (cells === undefined) {
        tally.reject(line, [UNREADABLE]);
        spoken?.hear(line, undefined);
      } else {
        const row = readCatalogueRow(header, cells);
        tally.warn(line, row.warnings);
        if ('errors' in row) tally.reject(line, row.errors);
        else lines.push({ line, draft: row.draft });
        spoken?.hear(line, 'errors' in row ? row.named : row.draft);
      }
      if (lines.length === CHUNK) await this.take(lines.splice(0), tally, rehearsal);
    }
    if (header === undefined) readCatalogueHeader([]);
    await this.take(lines, tally, rehearsal);
  }

  private async take(lines: readonly CatalogueLine[], tally: ImportTally, rehearsal?: Rehearsal): Promise<void> {
    if (rehearsal === undefined) await this.store(lines, tally);
    else await this.rehearse(lines, tally, rehearsal);
  }

  private async rehearse(lines: readonly CatalogueLine[], tally: ImportTally, rehearsal: Rehearsal): Promise<void> {
    if (lines.length === 0) return;
    await setImmediate();
    const stored = await this.find(this.unitOfWork.reader, lines);
    const merge = mergeCatalogue(rehearsal.known(stored, lines), lines);
    for (const medication of this.added(merge)) rehearsal.keep(medication);
    for (const { current, fields } of merge.changed) rehearsal.keep({ ...current, ...fields });
    tally.count(merge);
  }

  /** In one unit of work, or in ever smaller ones where others add the same medicines at the same time. */
  private async store(lines: readonly CatalogueLine[], tally: ImportTally): Promise<void> {
    const [first, ...others] = lines;
    if (first === undefined) return;
    await setImmediate();
    try {
      tally.count(await this.unitOfWork.write((tx) => this.merge(tx, lines)));
    } catch (error) {
      if (!isOfOneLine(error)) throw error;
      if (others.length === 0) tally.reject(first.line, [{ pointer: '', code: error.code, message: error.message }]);
      else {
        const half = Math.ceil(lines.length / 2);
        await this.store(lines.slice(0, half), tally);
        await this.store(lines.slice(half), tally);
      }
    }
  }

  private async merge(tx: Tx, lines: readonly CatalogueLine[]): Promise<CatalogueMerge> {
    const merge = mergeCatalogue(await this.find(tx, lines), lines);
    await this.medications.add(tx, this.added(merge), OF_CATALOGUE);
    const at = this.clock.now();
    for (const { current, fields } of merge.changed)
      await this.medications.change(tx, current, fields, at, OF_CATALOGUE);
    for (const confirmed of merge.confirmed) await this.medications.markOfCatalogue(tx, confirmed);
    return merge;
  }

  private find(reader: Reader, lines: readonly CatalogueLine[]): Promise<readonly KnownMedication[]> {
    return this.medications.findByNumbers(
      reader,
      lines.flatMap(({ draft }) => draft.registrationNumber ?? []),
      lines.flatMap(({ draft }) => draft.nationalCode ?? []),
    );
  }

  private added(merge: CatalogueMerge): KnownMedication[] {
    const at = this.clock.now();
    const stored = { version: 1, createdAt: at, updatedAt: at, ...OF_CATALOGUE };
    return merge.added.map((fields) => ({ id: newId(at), ...stored, ...fields }));
  }
}

/** Whether one of the medicines made the database refuse them all. */
function isOfOneLine(error: unknown): error is DomainError {
  const kinds = [DuplicateRegistrationNumberError, DuplicateNationalCodeError, UnitInUseError];
  return kinds.some((kind) => error instanceof kind);
}

const UNREADABLE: FieldError = {
  pointer: '',
  code: 'unreadable-line',
  message: `has quotes that make no sense, or more than ${MAX_RECORD} characters`,
};

/** The records of a file; the first that is read in an encoding that nobody has stated is told. */
async function* recordsOf(
  csv: AsyncIterable<Uint8Array>,
  text: CatalogueText,
  tally: ImportTally,
): AsyncGenerator<CsvRecord> {
  const reader = new CsvReader();
  let isTold = false;
  function* told(records: Iterable<CsvRecord>): Generator<CsvRecord> {
    for (const record of records) {
      if (text.guessed && !isTold) tally.warnFirst(guessedFrom(record.line));
      isTold = text.guessed;
      yield record;
    }
  }
  for await (const bytes of csv) for (const piece of text.push(bytes)) yield* told(reader.push(piece));
  for (const piece of text.end()) yield* told(reader.push(piece));
  yield* told(reader.end());
}

function guessedFrom(line: number): LineWarning {
  const message = 'is not UTF-8: from here the file is read as windows-1252';
  return { line, pointer: '', code: 'read-as-windows-1252', message };
}
