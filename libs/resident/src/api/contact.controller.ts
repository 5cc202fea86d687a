import { Body, Controller, Delete, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { CurrentCaller, readsOf, readsOne, Requires, residentIn, type Caller } from '#platform/access';
import { mapPage, type Page } from '#platform/database';
import { IdParam, IfMatch, PageQueryDto, pageOf, Route, toPageRequest } from '#platform/http';
import { KeepContacts } from '../app/keep-contacts.service.js';
import { ContactDto, ContactPatchDto, NewContactDto } from './contact.dto.js';

const ONE_REPRESENTATIVE =
  'A second legal representative is 409 `legal-representative-exists` with the one there is, until `acknowledge` and ' +
  '`acknowledgeReason` say why there are two; the reason stays on the record.';

@ApiTags('resident')
@Controller('residents/:residentId/contacts')
export class ContactController {
  constructor(private readonly contacts: KeepContacts) {}

  @Get()
  @Requires('residents:read', readsOf('contact', residentIn('path')))
  @Route({ summary: "List a resident's contacts, newest first", returns: pageOf(ContactDto, 'Contact') })
  async list(@IdParam('residentId') residentId: string, @Query() query: PageQueryDto): Promise<Page<ContactDto>> {
    return mapPage(await this.contacts.list(residentId, toPageRequest(query)), ContactDto.from);
  }

  @Post()
  @Requires('residents:write')
  @Route({
    summary: 'Add a contact',
    description: ONE_REPRESENTATIVE,
    returns: ContactDto,
    status: 201,
    location: '/api/v1/residents/{residentId}/contacts/{id}',
    problems: { 409: ['legal-representative-exists'] },
  })
  async add(
    @IdParam('residentId') residentId: string,
    @Body() body: NewContactDto,
    @CurrentCaller() caller: Caller,
  ): Promise<ContactDto> {
    return ContactDto.from(await this.contacts.add(residentId, body, caller));
  }

  @Get(':id')
  @Requires('residents:read', readsOne('contact'))
  @Route({ summary: 'Read a contact', returns: ContactDto })
  async get(@IdParam('residentId') residentId: string, @IdParam('id') id: string): Promise<ContactDto> {
    return ContactDto.from(await this.contacts.get(residentId, id));
  }

  @Patch(':id')
  @Requires('residents:write')
  @Route({
    summary: 'Change a contact',
    description: ONE_REPRESENTATIVE,
    returns: ContactDto,
    ifMatch: true,
    problems: { 409: ['legal-representative-exists'] },
  })
  async change(
    @IdParam('residentId') residentId: string,
    @IdParam('id') id: string,
    @Body() body: ContactPatchDto,
    @IfMatch() version: number | undefined,
  ): Promise<ContactDto> {
    return ContactDto.from(await this.contacts.change(residentId, id, body, version));
  }

  @Delete(':id')
  @Requires('residents:write')
  @Route({
    summary: 'Remove a contact',
    description: 'No clinical fact: it is gone from here. The audit trail keeps what it was.',
    status: 204,
    ifMatch: true,
  })
  async remove(
    @IdParam('residentId') residentId: string,
    @IdParam('id') id: string,
    @IfMatch() version: number | undefined,
  ): Promise<void> {
    await this.contacts.remove(residentId, id, version);
  }
}
