import { Body, Controller, Delete, Get, Header, Post, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { mapPage, type Page } from '#platform/database';
import { IdParam, PageQueryDto, pageOf, Route, toPageRequest } from '#platform/http';
import { readsNobodys } from '../reads.js';
import { CurrentCaller, Requires, type Caller } from '../requires.js';
import { ApiKeyDto, IssuedApiKeyDto, NewApiKeyDto } from './api-keys.dto.js';
import { ApiKeys } from './api-keys.service.js';

@ApiTags('access')
@Controller('api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeys) {}

  @Get()
  @Requires('users:read', readsNobodys())
  @Route({
    summary: 'List API keys, newest first',
    description: 'A key that has ended is listed until it is revoked.',
    returns: pageOf(ApiKeyDto, 'ApiKey'),
  })
  async list(@Query() query: PageQueryDto): Promise<Page<ApiKeyDto>> {
    return mapPage(await this.keys.list(toPageRequest(query)), ApiKeyDto.from);
  }

  @Post()
  @Requires('users:write')
  @Header('Cache-Control', 'no-store')
  @Route({
    summary: 'Make an API key for a program',
    description:
      'The answer shows the key, this once. It is sent as a bearer token and acts with the roles it was given.',
    returns: IssuedApiKeyDto,
    status: 201,
    notKept: 'The key is shown once and never stored; the name of the one that was made says that it was.',
    location: '/api/v1/api-keys/{id}',
    problems: { 409: ['name-taken'] },
  })
  async create(@Body() body: NewApiKeyDto, @CurrentCaller() caller: Caller): Promise<IssuedApiKeyDto> {
    return IssuedApiKeyDto.issued(await this.keys.create(body, caller));
  }

  @Get(':id')
  @Requires('users:read', readsNobodys())
  @Route({ summary: 'Read an API key', returns: ApiKeyDto })
  async get(@IdParam('id') id: string): Promise<ApiKeyDto> {
    return ApiKeyDto.from(await this.keys.get(id));
  }

  @Delete(':id')
  @Requires('users:write')
  @Route({
    summary: 'Revoke an API key',
    description: 'At once. What it did stays in the record under its name.',
    status: 204,
  })
  async revoke(@IdParam('id') id: string): Promise<void> {
    await this.keys.revoke(id);
  }
}
