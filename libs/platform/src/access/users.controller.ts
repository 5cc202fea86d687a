import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '#platform/dto';
import { mapPage, type Page } from '#platform/database';
import { IdParam, IfMatch, PageQueryDto, pageOf, Route, toPageRequest } from '#platform/http';
import { NewUserDto, UserDto, UserPatchDto } from './access.dto.js';
import { readsNobodys } from './reads.js';
import { Requires } from './requires.js';
import { Users } from './users.service.js';

@ApiTags('access')
@Controller('users')
export class UsersController {
  constructor(private readonly users: Users) {}

  @Get()
  @Requires('users:read', readsNobodys())
  @Route({ summary: 'List users by name', returns: pageOf(UserDto, 'User') })
  async list(@Query() query: PageQueryDto): Promise<Page<UserDto>> {
    return mapPage(await this.users.list(toPageRequest(query)), UserDto.from);
  }

  @Post()
  @Requires('users:write')
  @Route({
    summary: 'Add a user',
    returns: UserDto,
    status: 201,
    location: '/api/v1/users/{id}',
    problems: { 409: ['username-taken'] },
  })
  async create(@Body() body: NewUserDto): Promise<UserDto> {
    return UserDto.from(await this.users.create(body));
  }

  @Get(':id')
  @Requires('users:read', readsNobodys())
  @Route({ summary: 'Read a user', returns: UserDto })
  async get(@IdParam('id') id: string): Promise<UserDto> {
    return UserDto.from(await this.users.get(id));
  }

  @Patch(':id')
  @Requires('users:write')
  @Route({
    summary: 'Change a user',
    description: 'A new password or `active: false` revokes the tokens of that user.',
    returns: UserDto,
    ifMatch: true,
  })
  async change(
    @IdParam('id') id: string,
    @Body() body: UserPatchDto,
    @IfMatch() version: number | undefined,
  ): Promise<UserDto> {
    return UserDto.from(await this.users.change(id, body, version));
  }
}
