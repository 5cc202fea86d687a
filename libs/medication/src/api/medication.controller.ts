import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiConsumes, ApiTags } from '#platform/dto';
import { readsNobodys, Requires } from '#platform/access';
import { mapPage, type Page } from '#platform/database';
import type { TextEncoding } from '#platform/kernel';
import { CsvBody, CsvEncoding, IdParam, IfMatch, pageOf, Route, toPageRequest } from '#platform/http';
import { ImportCatalogue } from '../app/import-catalogue.service.js';
import { KeepMedications } from '../app/keep-medications.service.js';
import { ImportQueryDto, ImportReportDto } from './import.dto.js';
import { MedicationDto, MedicationPatchDto, MedicationQueryDto, NewMedicationDto } from './medication.dto.js';

const TAKEN = ['duplicate-registration-number', 'duplicate-national-code'];

const CSV_EXAMPLE = [
  'registrationNumber,name,activeSubstance,atcCode,form,strength,routes,unit,controlled,active',
  '062816,"Paracetamol 500 mg tablets",paracetamol,N02BE01,tablet,500 mg,oral|rectal,tablet,no,yes',
].join('\n');

@ApiTags('medication')
@Controller('medications')
export class MedicationController {
  constructor(
    private readonly medications: KeepMedications,
    private readonly catalogue: ImportCatalogue,
  ) {}

  @Get()
  @Requires('medications:read', readsNobodys())
  @Route({
    summary: 'List or find medicines',
    description:
      'By name; with `q` best match first: medicines whose name begins with it, then those whose name begins with its ' +
      'first word, then the others; of each, where the words are whole ones before where they are beginnings, then active ' +
      'ones before inactive ones, then shorter names before longer ones.',
    returns: pageOf(MedicationDto, 'Medication'),
  })
  async list(@Query() query: MedicationQueryDto): Promise<Page<MedicationDto>> {
    const { q, atc, active, controlled } = query;
    const filter = { q, atc: atc?.toUpperCase(), active, controlled };
    return mapPage(await this.medications.list(filter, toPageRequest(query)), MedicationDto.from);
  }

  @Post()
  @Requires('medications:write')
  @Route({
    summary: 'Add a medicine to the catalogue',
    returns: MedicationDto,
    status: 201,
    location: '/api/v1/medications/{id}',
    problems: { 409: TAKEN },
  })
  async add(@Body() body: NewMedicationDto): Promise<MedicationDto> {
    return MedicationDto.from(await this.medications.add(body));
  }

  @Post('import')
  @Requires('medications:write')
  @ApiConsumes('text/csv')
  @Route({
    summary: 'Import a national catalogue',
    notKept: 'It is a stream that is stored while it arrives, and importing the same file again changes nothing.',
    description:
      'CSV with `,` or `;`, up to 64 MiB, in UTF-8 or windows-1252 (Latin-1): as `charset` in the content type says; else ' +
      'the first line with a byte over 127 decides, and a warning tells where it is read as windows-1252. The header names the fields: ours, or those of the list of the ' +
      'Spanish agency (CIMA). A line adds the medicine of its `registrationNumber`, else of its `nationalCode`, or ' +
      'changes what it states of it; an empty cell says nothing. `routes` have `|` between them. A bad line never ' +
      'stops the good ones. Lines are stored while they arrive: where an upload breaks off, those before stay, and ' +
      'importing the file anew changes only the rest. With `dryRun=true` the whole file is read and the report is the ' +
      'same, but nothing is stored. A medicine is made active or inactive only by a line that says so, or by ' +
      '`retireMissing=true`: that makes inactive, once the whole file is read, those that have come from a catalogue ' +
      'and of which no line speaks, rejected lines included. Where a line names no number that can be read, it may be ' +
      'about any medicine: nothing is retired, and a warning says so. One import waits up to 30 seconds for another to end, and is then refused.',
    returns: ImportReportDto,
    problems: { 409: ['import-in-progress'] },
    body: { schema: { type: 'string', example: CSV_EXAMPLE } },
  })
  async import(
    @Query() { dryRun, retireMissing }: ImportQueryDto,
    @CsvBody() csv: AsyncIterable<Uint8Array>,
    @CsvEncoding() encoding: TextEncoding | undefined,
  ): Promise<ImportReportDto> {
    const options = { dryRun: dryRun === true, retireMissing: retireMissing === true, encoding };
    return ImportReportDto.from(await this.catalogue.run(csv, options));
  }

  @Get(':id')
  @Requires('medications:read', readsNobodys())
  @Route({ summary: 'Read a medicine', returns: MedicationDto })
  async get(@IdParam('id') id: string): Promise<MedicationDto> {
    return MedicationDto.from(await this.medications.get(id));
  }

  @Patch(':id')
  @Requires('medications:write')
  @Route({
    summary: 'Change a medicine',
    description: 'One that becomes `controlled` needs a witness from then on, unless `witnessRequired` says otherwise.',
    returns: MedicationDto,
    ifMatch: true,
    problems: { 409: [...TAKEN, 'unit-in-use'] },
  })
  async change(
    @IdParam('id') id: string,
    @Body() body: MedicationPatchDto,
    @IfMatch() version: number | undefined,
  ): Promise<MedicationDto> {
    return MedicationDto.from(await this.medications.change(id, body, version));
  }
}
